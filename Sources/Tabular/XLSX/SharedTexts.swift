// SPDX-License-Identifier: Apache-2.0

/// The texts that cells of a workbook share, found by their number.
///
/// Up to a limit they stay in memory; beyond, texts and the table of their ends go to a temporary file, of which the
/// blocks used last are kept (8 MB at most). Sheets use their texts nearly in order, so a block is read about once.
final class SharedTexts {
    /// A growing row of bytes, in memory up to a limit and in a file beyond it.
    private struct Store: ~Copyable {
        private static let blockSize = 64 << 10
        private static let slots = 64

        private(set) var count = 0
        private let limit: Int
        private var memory: [UInt8] = []
        private var file: SpillFile?
        /// What of the file's end is not written yet.
        private var pending: [UInt8] = []
        private var written = 0
        private var blocks: [[UInt8]] = []
        private var numbers: [Int] = []

        init(limit: Int) {
            self.limit = limit
        }

        mutating func append(_ bytes: Span<UInt8>) throws {
            count += bytes.count
            if file == nil {
                Bytes.append(bytes, to: &memory)
                guard memory.count > limit else { return }
                let opened = try SpillFile(for: "the texts of a large workbook")
                try opened.write(memory, at: 0)
                written = memory.count
                memory = []
                file = consume opened
            } else {
                Bytes.append(bytes, to: &pending)
                if pending.count >= 1 << 20 { try flush() }
            }
        }

        mutating func flush() throws {
            guard !pending.isEmpty else { return }
            try file?.write(pending, at: written)
            written += pending.count
            pending.removeAll(keepingCapacity: true)
        }

        /// Appends a range of the bytes to a buffer.
        mutating func copy(_ range: Range<Int>, to bytes: inout [UInt8]) throws {
            guard file != nil else {
                bytes.append(contentsOf: memory[range])
                return
            }
            var at = range.lowerBound
            while at < range.upperBound {
                let slot = try load(at / Self.blockSize)
                let start = at % Self.blockSize
                let end = min(Self.blockSize, start + range.upperBound - at)
                bytes.append(contentsOf: blocks[slot][start..<end])
                at += end - start
            }
        }

        private mutating func load(_ block: Int) throws -> Int {
            if blocks.isEmpty {
                blocks = Array(repeating: [], count: Self.slots)
                numbers = Array(repeating: -1, count: Self.slots)
            }
            let slot = block % Self.slots
            guard numbers[slot] != block else { return slot }
            if blocks[slot].isEmpty { blocks[slot] = [UInt8](repeating: 0, count: Self.blockSize) }
            numbers[slot] = -1
            _ = try file?.read(at: block * Self.blockSize, into: &blocks[slot])
            numbers[slot] = block
            return slot
        }
    }

    private var texts: Store
    /// Where each text ends: eight bytes a text, lowest first.
    private var ends: Store
    private var end: [UInt8] = []
    /// How many texts there are.
    private(set) var count = 0

    init(inMemory limit: Int) {
        texts = Store(limit: limit)
        ends = Store(limit: limit / 2)
    }

    /// Adds the next text.
    func append(_ text: Span<UInt8>) throws {
        try texts.append(text)
        var number: [UInt8] = []
        for shift in stride(from: 0, to: 64, by: 8) { number.append(UInt8(truncatingIfNeeded: texts.count >> shift)) }
        try ends.append(number.span)
        count += 1
    }

    /// Says that no text follows.
    func finish() throws {
        try texts.flush()
        try ends.flush()
    }

    /// Appends a text to a buffer; false when there is none of this number.
    func copy(_ index: Int, to bytes: inout [UInt8]) throws -> Bool {
        guard index >= 0, index < count else { return false }
        end.removeAll(keepingCapacity: true)
        try ends.copy((max(0, index - 1) * 8)..<((index + 1) * 8), to: &end)
        let start = index == 0 ? 0 : Int(truncatingIfNeeded: end.number64(0))
        try texts.copy(start..<Int(truncatingIfNeeded: end.number64(end.count - 8)), to: &bytes)
        return true
    }
}
