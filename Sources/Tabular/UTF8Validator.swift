// SPDX-License-Identifier: Apache-2.0

/// Checks blocks of one file for UTF-8 (Unicode 15, table 3-7) and counts its physical lines.
///
/// Overlong forms, surrogates, code points above U+10FFFF and characters cut off are invalid. A character may be cut
/// by the border of two blocks.
public struct UTF8Validator: Sendable {
    /// How many bad lines are remembered.
    public static let rememberedLines = 10

    /// The numbers of the first lines that hold bytes that are not UTF-8, ascending.
    public private(set) var badLines: [Int] = []
    /// How many bytes were seen.
    public private(set) var byteCount = 0

    /// Line ends seen; a CRLF counts once, even across two blocks.
    private var lineEnds = 0
    private var lastByte: UInt8 = 0
    /// Bytes that the open character still needs, and what the next of them may be.
    private var missing = 0
    private var lowest: UInt8 = 0x80
    private var highest: UInt8 = 0xBF

    /// Makes a validator at the start of a file.
    public init() {}

    /// Whether no invalid byte was seen.
    public var isValid: Bool { badLines.isEmpty }

    /// How many physical lines there are: one more than line ends, unless the file ends with one.
    public var lineCount: Int {
        byteCount == 0 ? 0 : lastByte == 0x0A || lastByte == 0x0D ? lineEnds : lineEnds + 1
    }

    /// Checks the next block.
    public mutating func append(_ block: RawSpan) {
        unsafe block.withUnsafeBytes { raw in
            unsafe raw.withMemoryRebound(to: UInt8.self) { unsafe check($0) }
        }
    }

    /// Says that no byte follows: a character that is still open is cut off.
    public mutating func finish() {
        guard missing > 0 else { return }
        missing = 0
        noteBadLine(lineEnds + 1)
    }

    private mutating func check(_ block: UnsafeBufferPointer<UInt8>) {
        guard let base = block.baseAddress else { return }
        let count = block.count
        var counted = 0
        var index = 0
        while index < count {
            if missing == 0 {
                while index + 64 <= count, unsafe isPlain(base + index) { index += 64 }
                while index + 8 <= count {
                    let high = unsafe Word.load(base + index) & Word.highs
                    if high != 0 {
                        index += Word.first(high)
                        break
                    }
                    index += 8
                }
                while index < count, unsafe base[index] < 0x80 { index += 1 }
                guard index < count else { break }
            }
            let byte = unsafe base[index]
            if accept(byte) {
                index += 1
                continue
            }
            // The line of the byte at fault; of the byte before it when a character was cut off by an ASCII byte.
            unsafe countLines(base, from: counted, to: index)
            counted = index
            noteBadLine(lineEnds + 1)
            let wasOpen = missing > 0
            missing = 0
            // A byte that could not continue a character may begin one.
            if !wasOpen { index += 1 }
        }
        unsafe countLines(base, from: counted, to: count)
        byteCount += count
    }

    /// Takes the next byte of a character; false when it is invalid there.
    @inline(__always)
    private mutating func accept(_ byte: UInt8) -> Bool {
        if missing > 0 {
            guard byte >= lowest, byte <= highest else { return false }
            missing -= 1
            lowest = 0x80
            highest = 0xBF
            return true
        }
        switch byte {
        case 0x00...0x7F: return true
        case 0xC2...0xDF: open(1)
        case 0xE0: open(2, lowest: 0xA0)
        case 0xED: open(2, highest: 0x9F)
        case 0xE1...0xEF: open(2)
        case 0xF0: open(3, lowest: 0x90)
        case 0xF1...0xF3: open(3)
        case 0xF4: open(3, highest: 0x8F)
        default: return false
        }
        return true
    }

    @inline(__always)
    private mutating func open(_ count: Int, lowest: UInt8 = 0x80, highest: UInt8 = 0xBF) {
        missing = count
        self.lowest = lowest
        self.highest = highest
    }

    private mutating func noteBadLine(_ line: Int) {
        guard badLines.count < Self.rememberedLines, badLines.last != line else { return }
        badLines.append(line)
    }

    /// Whether the next 64 bytes are ASCII.
    @inline(__always)
    private func isPlain(_ base: UnsafePointer<UInt8>) -> Bool {
        var all: UInt64 = 0
        for place in 0..<8 { all |= unsafe Word.load(base + 8 * place) }
        return all & Word.highs == 0
    }

    /// Adds the line ends between two places of a block; the compiler makes vectors of the inner loop.
    private mutating func countLines(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) {
        guard start < end else { return }
        var ends = 0
        let first = unsafe base[start]
        if first == 0x0D || (first == 0x0A && lastByte != 0x0D) { ends += 1 }
        var place = start + 1
        while place + Self.countedTogether <= end {
            var part: UInt8 = 0
            for index in place..<place + Self.countedTogether {
                let byte = unsafe base[index]
                let before = unsafe base[index &- 1]
                part &+= (byte == 0x0D ? 1 : 0) | (byte == 0x0A ? 1 : 0) & (before != 0x0D ? 1 : 0)
            }
            ends += Int(part)
            place += Self.countedTogether
        }
        while place < end {
            let byte = unsafe base[place]
            if unsafe byte == 0x0D || (byte == 0x0A && base[place - 1] != 0x0D) { ends += 1 }
            place += 1
        }
        lineEnds += ends
        lastByte = unsafe base[end - 1]
    }

    /// Bytes whose line ends are counted in one byte: fewer than 256, and a multiple of what a vector holds.
    private static let countedTogether = 192
}
