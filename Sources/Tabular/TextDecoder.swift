// SPDX-License-Identifier: Apache-2.0

/// Turns blocks of one file from its encoding into UTF-8; a character may be cut by the border of two blocks.
///
/// UTF-8 passes unchanged and unchecked: that is the scan's work. A byte-order mark of UTF-16 is dropped. Offsets that
/// a reader gives behind a decoder are offsets in the decoded text.
public struct TextDecoder: Sendable {
    private let encoding: TextEncoding
    private var isLittleEndian: Bool?
    /// How the file is written; nil until its first character has come, and for other encodings than UTF-16.
    public private(set) var order: UTF16Order?
    /// The first byte of a UTF-16 unit whose second has not come.
    private var half: UInt8?
    /// The first unit of a surrogate pair whose second has not come.
    private var leading: UInt16?
    private var line = 1
    private var lastWasCR = false

    /// Makes a decoder at the start of a file.
    public init(_ encoding: TextEncoding) {
        self.encoding = encoding
    }

    /// Decodes the next block, appending UTF-8 to `text`; throws `undecodable` with the line.
    public mutating func decode(_ block: Span<UInt8>, into text: inout [UInt8]) throws(TabularError) {
        switch encoding {
        case .utf8:
            unsafe block.withUnsafeBufferPointer { unsafe text.append(contentsOf: $0) }
        case .utf16:
            text.reserveCapacity(text.count + block.count)
            for index in block.indices { try decodeHalf(block[index], into: &text) }
        case .latin1, .latin9, .windows1252:
            text.reserveCapacity(text.count + block.count + block.count / 8)
            for index in block.indices {
                let byte = block[index]
                if byte < 0x80 {
                    text.append(byte)
                } else {
                    Self.append(UInt32(encoding.scalar(of: byte)), to: &text)
                }
            }
        }
    }

    /// Says that no byte follows; throws `undecodable` when a character was cut off.
    public mutating func finish() throws(TabularError) {
        guard half == nil, leading == nil else { throw undecodable("the file ends in the middle of a character") }
    }

    private mutating func decodeHalf(_ byte: UInt8, into text: inout [UInt8]) throws(TabularError) {
        guard let first = half else {
            half = byte
            return
        }
        half = nil
        let bigEndian = UInt16(first) << 8 | UInt16(byte)
        guard let isLittleEndian else {
            // The first unit decides: a mark as it should be, a mark read the wrong way round, or no mark.
            self.isLittleEndian = bigEndian == 0xFFFE
            order = bigEndian == 0xFFFE ? .little : bigEndian == 0xFEFF ? .big : .bare
            if bigEndian == 0xFEFF || bigEndian == 0xFFFE { return }
            return try decodeUnit(bigEndian, into: &text)
        }
        try decodeUnit(isLittleEndian ? bigEndian.byteSwapped : bigEndian, into: &text)
    }

    private mutating func decodeUnit(_ unit: UInt16, into text: inout [UInt8]) throws(TabularError) {
        if let first = leading {
            guard unit & 0xFC00 == 0xDC00 else { throw undecodable("half a character stands alone") }
            leading = nil
            Self.append(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(unit & 0x3FF)), to: &text)
            return
        }
        switch unit & 0xFC00 {
        case 0xD800: leading = unit
        case 0xDC00: throw undecodable("half a character stands alone")
        default:
            if unit == 0x0D || (unit == 0x0A && !lastWasCR) { line += 1 }
            lastWasCR = unit == 0x0D
            Self.append(UInt32(unit), to: &text)
        }
    }

    private func undecodable(_ reason: String) -> TabularError {
        TabularError(
            .undecodable, "The bytes are not \(encoding.rawValue): \(reason).", line: line,
            action: "Name the encoding in which the file was saved, or save it as UTF-8.")
    }

    /// Appends one code point, known not to be a surrogate, as UTF-8.
    @inline(__always)
    private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
        switch scalar {
        case ..<0x80:
            text.append(UInt8(truncatingIfNeeded: scalar))
            return
        case ..<0x800:
            text.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
        case ..<0x10000:
            text.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
            text.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
        default:
            text.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
            text.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 12 & 0x3F))
            text.append(UInt8(truncatingIfNeeded: 0x80 | scalar >> 6 & 0x3F))
        }
        text.append(UInt8(truncatingIfNeeded: 0x80 | scalar & 0x3F))
    }
}
