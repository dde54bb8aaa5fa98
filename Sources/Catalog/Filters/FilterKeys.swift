// SPDX-License-Identifier: Apache-2.0

/// The keys of values that a set of filters looks at, each with a place: items are loaded by it, conditions ask by place.
package struct FilterKeys: Sendable {
    private var keys: [[UInt8]] = []
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    /// No keys.
    package init() {}

    /// How many keys there are.
    package var count: Int { keys.count }

    /// The place of a key, which is added where it is new.
    package mutating func insert(_ key: String) -> Int {
        let bytes = Array(key.utf8)
        if let place = find(bytes.span) { return place }
        keys.append(bytes)
        if keys.count * 2 >= slots.count {
            slots = Array(repeating: -1, count: slots.count * 2)
            for place in keys.indices { put(place) }
        } else {
            put(keys.count - 1)
        }
        return keys.count - 1
    }

    /// The place of a key; nil when nobody asks for it.
    package func find(_ key: Span<UInt8>) -> Int? {
        let mask = slots.count - 1
        var slot = Self.hash(key) & mask
        while slots[slot] >= 0 {
            let known = keys[Int(slots[slot])]
            if isSameBytes(known.span, key) { return Int(slots[slot]) }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func put(_ place: Int) {
        let mask = slots.count - 1
        let key = keys[place]
        var slot = Self.hash(key.span) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(place)
    }

    /// FNV-1a, its halves mixed; the keys are the catalogue's own.
    private static func hash(_ key: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for place in key.indices { hash = (hash ^ UInt64(key[place])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7FFF_FFFF)
    }
}
