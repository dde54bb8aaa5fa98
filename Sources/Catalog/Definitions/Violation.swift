// SPDX-License-Identifier: Apache-2.0

/// One thing wrong with a header, a record or a value, or worth a note.
public struct Violation: Sendable, Equatable {
    /// How much of a value is kept.
    static let longestValue = 200
    /// How much of a value is quoted in a text.
    static let longestQuotation = 60

    /// Why.
    public let reason: Reason
    /// The column or attribute that it is about; nil: the whole record.
    public let field: String?
    /// What stood there, its first 200 characters.
    public let value: String?
    /// What is wrong, in words, without the place.
    public let text: String

    /// Describes a violation; a long value is cut.
    public init(_ reason: Reason, field: String?, value: String? = nil, text: String) {
        self.reason = reason
        self.field = field
        self.value = value.map { cut($0, to: Self.longestValue) }
        self.text = text
    }
}

/// The value in quotation marks, cut where it is long.
public func quoted(_ value: String) -> String {
    "\"\(cut(value, to: Violation.longestQuotation))\""
}

/// The first characters of a value, with an ellipsis where some are missing.
private func cut(_ value: String, to limit: Int) -> String {
    guard value.utf8.count > limit, value.unicodeScalars.count > limit else { return value }
    var kept = String.UnicodeScalarView()
    kept.append(contentsOf: value.unicodeScalars.prefix(limit - 1))
    kept.append("…")
    return String(kept)
}
