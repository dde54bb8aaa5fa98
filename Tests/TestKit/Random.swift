// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Random numbers that a seed repeats (SplitMix64), so that a case that failed comes back.
public struct SeededRandom: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// Begins with a seed.
    public init(seed: UInt64) { state = seed }

    /// The next number.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// One of some, of which there is at least one.
    public mutating func pick<Element>(_ pool: [Element]) -> Element { pool[Int(next() % UInt64(pool.count))] }

    /// True in so many of a hundred cases.
    public mutating func chance(_ percent: UInt64) -> Bool { next() % 100 < percent }
}

/// How often tests at random go round.
public enum TestRounds {
    /// Few times by default, so often as an environment variable says where it is set.
    public static func count(_ name: String, _ usual: Int) -> Int {
        getenv(name).flatMap { Int(String(cString: $0)) } ?? usual
    }
}
