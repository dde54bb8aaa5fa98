// SPDX-License-Identifier: Apache-2.0

internal import Setup

extension Wording {
    /// Stands for what is not there.
    package var nothing: String { isASCII ? "-" : "–" }
    /// Where something was cut off.
    package var ellipsis: String { isASCII ? "..." : "…" }
    /// Between two things of equal rank.
    package var dot: String { isASCII ? " - " : " · " }
    /// Between a number and what there is so often.
    package var times: String { isASCII ? "x" : "×" }
    /// A text in the language's quotation marks.
    package func quoted(_ text: String) -> String {
        let text = visible(text)
        return isASCII ? "\"\(text)\"" : language("“\(text)”", "« \(text) »")
    }
}

extension Wording {
    /// Bytes in the largest unit that leaves a whole number: `4 kB`.
    package func size(_ bytes: Int64) -> String {
        for (limit, unit) in [(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "k")] as [(Int64, String)] where bytes >= limit
        {
            return "\(bytes / limit) \(unit)\(language("B", "o"))"
        }
        return "\(bytes) \(language("B", "o"))"
    }

    /// How long something usually takes, in one unit: `12 min`.
    package func roughly(_ seconds: Double) -> String {
        let whole = Int(max(1, seconds.rounded()))
        switch whole {
        case ..<100: return "\(whole) s"
        case ..<5_400: return "\((whole + 30) / 60) min"
        default: return "\((whole + 1_800) / 3_600) h"
        }
    }

    /// A warning's message without the row, item and field that stand beside it.
    ///
    /// They are the words up to the first colon, unless an item's identifier has one itself.
    package func bare(
        _ message: String, row: Int64? = nil, line: Int64? = nil, item: String? = nil, field: String? = nil
    )
        -> String
    {
        guard message.hasPrefix("row ") else { return warning(message) }
        if let row {
            let place = "row \(row)" + (line.map { " (line \($0))" } ?? "")
            let parts = [place, item ?? "", field ?? ""].filter { !$0.isEmpty }
            let start = parts.joined(separator: ", ") + ": "
            if message.hasPrefix(start) { return warning(String(message.dropFirst(start.count))) }
        }
        if let field, !field.isEmpty, let end = message.firstRange(of: ", \(field): ") {
            return warning(String(message[end.upperBound...]))
        }
        guard let colon = message.firstRange(of: ": ") else { return warning(message) }
        return warning(String(message[colon.upperBound...]))
    }

    /// What is said of a record, a cell or a column, in this language.
    package func warning(_ text: String) -> String {
        visible(language == .french ? StoredText.frenchWarning(text) : text)
    }
}
