// SPDX-License-Identifier: Apache-2.0

/// Codes of structure, found by the bytes of a cell without case and without making a text.
///
/// Codes are ASCII (letters, digits, underscores), so folding a byte at a time is exact. Open addressing, at most half full.
package struct CodeTable: Sendable {
    /// The codes in their stored spelling; a code's place is what is found.
    package private(set) var codes: [String] = []
    /// All codes folded, one behind the other, and in their stored spelling at the same places.
    private var bytes: [UInt8] = []
    private var spelling: [UInt8] = []
    private var ends: [Int32] = [0]
    private var slots: [Int32] = Array(repeating: -1, count: 16)

    /// Makes a table of codes; of two that differ in case only the first is found.
    package init(_ codes: some Sequence<String> = []) {
        for code in codes { insert(code) }
    }

    /// How many codes there are.
    package var count: Int { codes.count }

    /// Adds a code and returns its place.
    @discardableResult
    package mutating func insert(_ code: String) -> Int {
        if codes.count * 2 >= slots.count { grow() }
        codes.append(code)
        bytes.append(contentsOf: code.utf8.map(foldedASCII))
        spelling.append(contentsOf: code.utf8)
        ends.append(Int32(bytes.count))
        place(codes.count - 1)
        return codes.count - 1
    }

    /// The place of the code that these bytes spell, without case; nil when there is none.
    package func find(_ cell: Span<UInt8>) -> Int? {
        let mask = slots.count - 1
        var slot = Self.hash(cell) & mask
        while slots[slot] >= 0 {
            let found = Int(slots[slot])
            if isSame(found, cell) { return found }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// The place of a code, without case; nil when there is none.
    package func find(_ code: String) -> Int? {
        let bytes = Array(code.utf8)
        return find(bytes.span)
    }

    /// Appends a code in its stored spelling.
    package func append(_ index: Int, to buffer: inout [UInt8]) {
        buffer.append(copying: spelling.span.extracting(Int(ends[index])..<Int(ends[index + 1])))
    }

    private func isSame(_ index: Int, _ cell: Span<UInt8>) -> Bool {
        let start = Int(ends[index])
        guard Int(ends[index + 1]) - start == cell.count else { return false }
        for place in cell.indices where foldedASCII(cell[place]) != bytes[start + place] { return false }
        return true
    }

    private mutating func place(_ index: Int) {
        let mask = slots.count - 1
        var slot = Self.hash(bytes.span.extracting(Int(ends[index])..<Int(ends[index + 1]))) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(index)
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for index in codes.indices { place(index) }
    }

    /// FNV-1a over the folded bytes, its halves mixed; the tables are small and their codes are the catalogue's own.
    private static func hash(_ cell: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in cell.indices {
            hash = (hash ^ UInt64(foldedASCII(cell[place]))) &* 0x100_0000_01B3
        }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
    }
}
