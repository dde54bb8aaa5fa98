// SPDX-License-Identifier: Apache-2.0

/// Writing JSON exactly as PostgreSQL prints `jsonb`, so that a new value and a stored one can be compared byte for byte.
enum JSONBytes {
    /// Appends a text in quotation marks.
    static func append(text: Span<UInt8>, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\""))
        for place in text.indices { append(text[place], to: &buffer) }
        buffer.append(UInt8(ascii: "\""))
    }

    /// Appends a text in quotation marks.
    static func append(text: String, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\""))
        for byte in text.utf8 { append(byte, to: &buffer) }
        buffer.append(UInt8(ascii: "\""))
    }

    /// Appends one byte of a text, escaped where it must be.
    @inline(__always)
    static func append(_ byte: UInt8, to buffer: inout [UInt8]) {
        if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
            buffer.append(byte)
        } else {
            appendEscaped(byte, to: &buffer)
        }
    }

    private static func appendEscaped(_ byte: UInt8, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\\"))
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): buffer.append(byte)
        case 0x08: buffer.append(UInt8(ascii: "b"))
        case 0x09: buffer.append(UInt8(ascii: "t"))
        case 0x0A: buffer.append(UInt8(ascii: "n"))
        case 0x0C: buffer.append(UInt8(ascii: "f"))
        case 0x0D: buffer.append(UInt8(ascii: "r"))
        default:
            let digits = Array("0123456789abcdef".utf8)
            buffer.append(contentsOf: "u00".utf8)
            buffer.append(digits[Int(byte >> 4)])
            buffer.append(digits[Int(byte & 0x0F)])
        }
    }
}

/// A JSON object that is written member by member.
struct JSONObjectBytes {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// Whether it has no member.
    var isEmpty: Bool { bytes.count == 1 }

    /// Begins a member; its value is appended next.
    mutating func begin(key: [UInt8]) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        JSONBytes.append(text: key.span, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
    }

    /// Appends a value that is JSON already.
    mutating func append(json: some Sequence<UInt8>) { bytes.append(contentsOf: json) }

    /// Appends a member whose value is a text, or null.
    mutating func append(key: String, text: [UInt8]?) {
        begin(key: Array(key.utf8))
        if let text { JSONBytes.append(text: text.span, to: &bytes) } else { bytes.append(contentsOf: "null".utf8) }
    }

    /// Empties it.
    mutating func removeAll() { bytes.removeSubrange(1...) }

    /// The whole object, appended to a buffer.
    func appendClosed(to buffer: inout [UInt8]) {
        buffer.append(contentsOf: bytes)
        buffer.append(UInt8(ascii: "}"))
    }
}
