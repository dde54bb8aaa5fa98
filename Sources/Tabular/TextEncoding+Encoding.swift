// SPDX-License-Identifier: Apache-2.0

extension TextEncoding {
    /// The byte-order mark with which a file of this encoding begins; empty where it needs none.
    public var mark: [UInt8] { self == .utf16 ? [0xFF, 0xFE] : [] }

    /// The bytes of a UTF-8 text in this encoding; UTF-16 is written with the low byte first and without a mark.
    ///
    /// A text that was decoded from the encoding comes out as it went in; a character that the encoding lacks becomes `?`.
    public func encode(_ text: [UInt8]) -> [UInt8] {
        switch self {
        case .utf8: return text
        case .utf16:
            return String(decoding: text, as: UTF8.self).utf16.flatMap {
                [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)]
            }
        case .latin1, .latin9, .windows1252:
            guard text.contains(where: { $0 >= 0x80 }) else { return text }
            var bytes: [UInt32: UInt8] = [:]
            for byte in UInt8.min ... .max { bytes[UInt32(scalar(of: byte))] = byte }
            return String(decoding: text, as: UTF8.self).unicodeScalars.map { bytes[$0.value] ?? UInt8(ascii: "?") }
        }
    }
}
