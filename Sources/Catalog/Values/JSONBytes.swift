// SPDX-License-Identifier: Apache-2.0

/// Writing JSON exactly as PostgreSQL prints `jsonb`, so that a new value and a stored one can be compared byte for byte.
package enum JSONBytes {
    /// Appends a text in quotation marks.
    package static func append(text: Span<UInt8>, to buffer: inout [UInt8]) {
        buffer.append(UInt8(ascii: "\""))
        if needsEscape(text) {
            for place in text.indices { append(text[place], to: &buffer) }
        } else {
            buffer.append(copying: text)
        }
        buffer.append(UInt8(ascii: "\""))
    }

    /// Whether a text holds a byte that JSON writes otherwise; looks at many bytes at once.
    static func needsEscape(_ text: Span<UInt8>) -> Bool {
        var needs = false
        for place in text.indices {
            let byte = text[place]
            needs = (byte < 0x20) || (byte == UInt8(ascii: "\"")) || (byte == UInt8(ascii: "\\")) || needs
        }
        return needs
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

    /// Appends a text as it reads, from between its quotation marks: escapes as PostgreSQL prints them are resolved.
    static func append(unescaping text: Span<UInt8>, to buffer: inout [UInt8]) {
        var place = 0
        while place < text.count {
            let byte = text[place]
            guard byte == UInt8(ascii: "\\"), place + 1 < text.count else {
                buffer.append(byte)
                place += 1
                continue
            }
            switch text[place + 1] {
            case UInt8(ascii: "b"): buffer.append(0x08)
            case UInt8(ascii: "t"): buffer.append(0x09)
            case UInt8(ascii: "n"): buffer.append(0x0A)
            case UInt8(ascii: "f"): buffer.append(0x0C)
            case UInt8(ascii: "r"): buffer.append(0x0D)
            case UInt8(ascii: "u"):
                // Only control characters are written so, and those are below U+0020.
                var scalar: UInt8 = 0
                for digit in place + 2..<min(place + 6, text.count) { scalar = scalar << 4 | nibble(text[digit]) }
                buffer.append(scalar)
                place += 4
            case let other: buffer.append(other)
            }
            place += 2
        }
    }

    private static func nibble(_ digit: UInt8) -> UInt8 {
        digit <= UInt8(ascii: "9") ? digit &- UInt8(ascii: "0") : (digit | 0x20) &- UInt8(ascii: "a") &+ 10
    }
}

/// A JSON object that is written member by member.
struct JSONObjectBytes {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    /// Whether it has no member.
    var isEmpty: Bool { bytes.count == 1 }

    /// Begins a member by its name as it stands in the object: in quotation marks, with the colon.
    mutating func begin(name: [UInt8]) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(contentsOf: name)
    }

    /// Begins a member by its key, which stands in a JSON text and has its escapes already.
    mutating func begin(key: Range<Int>, of json: [UInt8]) {
        if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(key, of: json)
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    /// Appends a value that is JSON already.
    mutating func append(_ value: Range<Int>, of json: [UInt8]) { bytes.append(value, of: json) }

    /// Appends a value that is JSON already.
    mutating func append(json: [UInt8]) { bytes.append(contentsOf: json) }

    /// Appends null.
    mutating func appendNull() { bytes.append(contentsOf: "null".utf8) }

    /// Appends a member whose value is a text, or null.
    mutating func append(key: StaticString, text: [UInt8]?) { append(name: "\(key)", text: text) }

    /// Appends a member whose value is a text, or null.
    mutating func append(name: String, text: [UInt8]?) {
        begin(name: Self.name(name))
        if let text { JSONBytes.append(text: text.span, to: &bytes) } else { appendNull() }
    }

    /// Ends an object whose beginning was appended as the value of a member.
    mutating func close() { bytes.append(UInt8(ascii: "}")) }

    /// Empties it.
    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(UInt8(ascii: "{"))
    }

    /// The whole object, appended to a buffer.
    func appendClosed(to buffer: inout [UInt8]) {
        buffer.append(contentsOf: bytes)
        buffer.append(UInt8(ascii: "}"))
    }

    /// A member's name as it stands in an object: in quotation marks, with the colon.
    static func name(_ key: String) -> [UInt8] {
        var name: [UInt8] = []
        let bytes = Array(key.utf8)
        JSONBytes.append(text: bytes.span, to: &name)
        name.append(UInt8(ascii: ":"))
        return name
    }
}
