// SPDX-License-Identifier: Apache-2.0

/// A 128-bit hash of a key's bytes: SipHash-2-4 with its double output and a fixed key.
///
/// The same bytes have the same hash in every process. Among 10⁹ different keys the chance that any two share a hash
/// is about 10⁻²¹, so equal hashes stand for equal keys. Costs about 20 ns for a key of up to 16 bytes.
/// (J.-P. Aumasson, D. J. Bernstein: SipHash: a fast short-input PRF, 2012.)
public struct KeyHash: Hashable, Comparable, Sendable {
    /// The first eight bytes of the output.
    public let high: UInt64
    /// The last eight bytes of the output.
    public let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Hashes the bytes of a key, as they are.
    public init(_ bytes: Span<UInt8>) {
        self.init(bytes, key: (0x6368_616E_7469_6572, 0x6B65_7969_6E64_6578))
    }

    package init(_ bytes: Span<UInt8>, key: (UInt64, UInt64)) {
        var state = SipState(key)
        let count = bytes.count
        unsafe bytes.withUnsafeBufferPointer { bytes in
            var at = 0
            while at + 8 <= count, let base = bytes.baseAddress {
                state.absorb(unsafe Word.load(base + at))
                at += 8
            }
            var last = UInt64(truncatingIfNeeded: count) << 56
            var shift: UInt64 = 0
            while at < count {
                last |= unsafe UInt64(bytes[at]) << shift
                at += 1
                shift += 8
            }
            state.absorb(last)
        }
        self = state.finish()
    }

    /// Orders by the unsigned value; the high half decides first.
    @inline(__always)
    public static func < (left: KeyHash, right: KeyHash) -> Bool {
        left.high != right.high ? left.high < right.high : left.low < right.low
    }
}

private struct SipState {
    private var (v0, v1, v2, v3): (UInt64, UInt64, UInt64, UInt64)

    @inline(__always)
    init(_ key: (UInt64, UInt64)) {
        v0 = key.0 ^ 0x736F_6D65_7073_6575
        v1 = key.1 ^ 0x646F_7261_6E64_6F6D ^ 0xEE
        v2 = key.0 ^ 0x6C79_6765_6E65_7261
        v3 = key.1 ^ 0x7465_6462_7974_6573
    }

    @inline(__always)
    private mutating func round() {
        v0 &+= v1
        v1 = (v1 << 13 | v1 >> 51) ^ v0
        v0 = v0 << 32 | v0 >> 32
        v2 &+= v3
        v3 = (v3 << 16 | v3 >> 48) ^ v2
        v0 &+= v3
        v3 = (v3 << 21 | v3 >> 43) ^ v0
        v2 &+= v1
        v1 = (v1 << 17 | v1 >> 47) ^ v2
        v2 = v2 << 32 | v2 >> 32
    }

    @inline(__always)
    mutating func absorb(_ word: UInt64) {
        v3 ^= word
        round()
        round()
        v0 ^= word
    }

    @inline(__always)
    mutating func finish() -> KeyHash {
        v2 ^= 0xEE
        for _ in 0..<4 { round() }
        let high = v0 ^ v1 ^ v2 ^ v3
        v1 ^= 0xDD
        for _ in 0..<4 { round() }
        return KeyHash(high: high, low: v0 ^ v1 ^ v2 ^ v3)
    }
}
