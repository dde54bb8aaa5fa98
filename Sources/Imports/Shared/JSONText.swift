// SPDX-License-Identifier: Apache-2.0

/// JSON text, written from bytes: what warnings keep of a record.
package struct JSONText {
    /// The text so far.
    package private(set) var bytes: [UInt8] = []

    /// Starts an empty text.
    package init() {}

    /// An object of texts, in the order given.
    package static func object(_ pairs: [(String, String)]) -> [UInt8] {
        var text = JSONText()
        text.append(UInt8(ascii: "{"))
        for (place, pair) in pairs.enumerated() {
            if place > 0 { text.append(UInt8(ascii: ",")) }
            text.append(string: pair.0.utf8.span)
            text.append(UInt8(ascii: ":"))
            text.append(string: pair.1.utf8.span)
        }
        text.append(UInt8(ascii: "}"))
        return text.bytes
    }

    /// Appends one byte as it is.
    package mutating func append(_ byte: UInt8) {
        bytes.append(byte)
    }

    /// Appends UTF-8 as a JSON string.
    package mutating func append(string: Span<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        for index in string.indices {
            let byte = string[index]
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
            case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
            case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
            // PostgreSQL's jsonb cannot hold U+0000; the replacement character shows that something stood there.
            case 0x00: bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
            case 0x01..<0x20:
                bytes.append(contentsOf: Array("\\u00".utf8))
                bytes.append(Self.digit(byte >> 4))
                bytes.append(Self.digit(byte & 0xF))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
