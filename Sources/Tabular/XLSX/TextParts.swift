// SPDX-License-Identifier: Apache-2.0

/// The text of one cell, collected from its runs; how the letters look and how they are read aloud is left out.
struct TextParts {
    private(set) var bytes: [UInt8] = []
    private var isInText = false
    private var isInReading = false

    /// Forgets the text.
    mutating func reset() {
        bytes.removeAll(keepingCapacity: true)
        (isInText, isInReading) = (false, false)
    }

    mutating func start(_ name: Span<UInt8>) {
        if name.count == 1, name[0] == UInt8(ascii: "t") {
            isInText = !isInReading
        } else if name.equals("rPh") {
            isInReading = true
        }
    }

    mutating func end(_ name: Span<UInt8>) {
        if name.count == 1, name[0] == UInt8(ascii: "t") {
            isInText = false
        } else if name.equals("rPh") {
            isInReading = false
        }
    }

    mutating func text(_ text: Span<UInt8>) throws {
        guard isInText else { return }
        guard bytes.count + text.count <= CSVReader.standardLimit else {
            throw TabularError(
                .recordTooLarge, "A text of the workbook is larger than \(CSVReader.standardLimit) bytes.",
                action: "Shorten it, and launch the import again.")
        }
        Bytes.append(text, to: &bytes)
    }

    /// Ends the text: `_x000D_` and the like become the characters that they stand for.
    mutating func finish() {
        guard let first = Self.nextEscape(in: bytes, from: 0) else { return }
        var plain = Array(bytes[..<first.at])
        var at = first.at
        while let found = Self.nextEscape(in: bytes, from: at) {
            plain += bytes[at..<found.at]
            plain += Array(String(Character(found.scalar)).utf8)
            at = found.at + 7
        }
        plain += bytes[at...]
        bytes = plain
    }

    /// The next `_xHHHH_` that stands for a character of its own.
    private static func nextEscape(in bytes: [UInt8], from start: Int) -> (at: Int, scalar: Unicode.Scalar)? {
        var at = start
        while at + 7 <= bytes.count {
            guard bytes[at] == UInt8(ascii: "_"), bytes[at + 1] == UInt8(ascii: "x"),
                bytes[at + 6] == UInt8(ascii: "_"),
                let value = UInt32(String(decoding: bytes[(at + 2)..<(at + 6)], as: UTF8.self), radix: 16),
                bytes[at + 2] != UInt8(ascii: "+"), let scalar = Unicode.Scalar(value)
            else {
                at += 1
                continue
            }
            return (at, scalar)
        }
        return nil
    }
}

/// Reads the texts that cells share.
struct SharedTextsHandler: XMLHandler {
    let texts: SharedTexts
    private var parts = TextParts()

    init(_ texts: SharedTexts) {
        self.texts = texts
    }

    mutating func start(_ name: Span<UInt8>, _ attributes: Span<UInt8>) throws {
        if name.equals("si") { parts.reset() } else { parts.start(name) }
    }

    mutating func end(_ name: Span<UInt8>) throws {
        guard name.equals("si") else { return parts.end(name) }
        parts.finish()
        try texts.append(parts.bytes.span)
    }

    mutating func text(_ text: Span<UInt8>) throws { try parts.text(text) }
}
