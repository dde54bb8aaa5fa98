// SPDX-License-Identifier: Apache-2.0

/// How a file of UTF-16 was written.
public enum UTF16Order: String, Sendable, Codable {
    /// The low byte first, behind a mark.
    case little
    /// The high byte first, behind a mark.
    case big
    /// The high byte first, without a mark.
    case bare
}

extension TextEncoding {
    /// The byte-order mark with which a file of this encoding begins; empty where it needs none.
    public func mark(_ order: UTF16Order = .little) -> [UInt8] {
        guard self == .utf16 else { return [] }
        return switch order {
        case .little: [0xFF, 0xFE]
        case .big: [0xFE, 0xFF]
        case .bare: []
        }
    }

    /// The bytes of a UTF-8 text in this encoding, without a mark.
    ///
    /// A text that was decoded from the encoding comes out as it went in; a character that the encoding lacks becomes `?`.
    public func encode(_ text: [UInt8], _ order: UTF16Order = .little) -> [UInt8] {
        switch self {
        case .utf8: return text
        case .utf16:
            return String(decoding: text, as: UTF8.self).utf16.flatMap {
                let (low, high) = (UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8))
                return order == .little ? [low, high] : [high, low]
            }
        case .latin1, .latin9, .windows1252:
            guard text.contains(where: { $0 >= 0x80 }) else { return text }
            var bytes: [UInt32: UInt8] = [:]
            for byte in UInt8.min ... .max { bytes[UInt32(scalar(of: byte))] = byte }
            return String(decoding: text, as: UTF8.self).unicodeScalars.map { bytes[$0.value] ?? UInt8(ascii: "?") }
        }
    }
}
