// SPDX-License-Identifier: Apache-2.0

/// Keys of values, found by the bytes of a stored object's member.
struct KeyTable: Sendable {
    private var bytes: [UInt8] = []
    private var ends: [Int32] = [0]
    private var slots: [Int32]
    private let mask: Int

    /// Makes a table; a key's place is what is found.
    init(_ keys: [String]) {
        var size = 16
        while size < keys.count * 2 { size *= 2 }
        slots = Array(repeating: -1, count: size)
        mask = size - 1
        for (place, key) in keys.enumerated() {
            let key = Array(key.utf8)
            bytes.append(contentsOf: key)
            ends.append(Int32(bytes.count))
            var slot = Self.hash(key.span) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(place)
        }
    }

    /// The place of a key; nil when there is none such.
    @inline(__always)
    func find(_ key: Span<UInt8>) -> Int? {
        var slot = Self.hash(key) & mask
        while slots[slot] >= 0 {
            let found = Int(slots[slot])
            if isKey(found, key) { return found }
            slot = (slot + 1) & mask
        }
        return nil
    }

    @inline(__always)
    private func isKey(_ place: Int, _ key: Span<UInt8>) -> Bool {
        let start = Int(ends[place])
        guard Int(ends[place + 1]) - start == key.count else { return false }
        return isSameBytes(bytes.span.extracting(start..<start + key.count), key)
    }

    /// FNV-1a over length and bytes, its halves mixed.
    @inline(__always)
    private static func hash(_ key: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(key.count)
        for place in key.indices { hash = (hash ^ UInt64(key[place])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
    }
}
