// SPDX-License-Identifier: Apache-2.0

/// Choices that follow from a seed and a place, so that any block can be written on its own (SplitMix64).
struct DemoRandom {
    private var state: UInt64

    init(seed: UInt64, place: Int) {
        state = seed &* 0xD134_2543_DE82_EF95 &+ UInt64(bitPattern: Int64(place)) &* 0xBF58_476D_1CE4_E5B9
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number of a half-open range.
    mutating func number(_ range: Range<Int>) -> Int {
        range.lowerBound + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0..<elements.count)]
    }

    /// True in so many of a hundred cases.
    mutating func chance(_ percent: Int) -> Bool {
        number(0..<100) < percent
    }
}
