// SPDX-License-Identifier: Apache-2.0

/// Bytes that were fed and not yet used, followed by a margin of zeros.
///
/// The margin lets a scan load whole words anywhere below `count` and stop at its first zero without a bounds check
/// for each of them. Owns its memory; grows to the largest record plus one block and stays there.
@safe struct InputBuffer: ~Copyable {
    /// Zeros kept behind the last byte: one word loaded at the last byte, and one more.
    static let margin = 16

    /// The first byte, valid until the next `append`.
    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 64 * 1024) {
        self.capacity = capacity
        unsafe base = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + Self.margin)
        unsafe base.update(repeating: 0, count: Self.margin)
    }

    deinit { unsafe base.deallocate() }

    /// Drops the first `used` bytes and puts `bytes` behind the rest.
    mutating func append(_ bytes: RawSpan, dropping used: Int) {
        let rest = count - used
        let needed = rest + bytes.byteCount
        if needed > capacity {
            let larger = max(needed, min(capacity * 2, capacity + (8 << 20)))
            let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.margin)
            unsafe moved.update(from: base + used, count: rest)
            unsafe base.deallocate()
            unsafe base = moved
            capacity = larger
        } else if used > 0 {
            unsafe base.update(from: base + used, count: rest)
        }
        unsafe bytes.withUnsafeBytes { source in
            guard let first = source.baseAddress else { return }
            unsafe UnsafeMutableRawPointer(base + rest).copyMemory(from: first, byteCount: source.count)
        }
        count = needed
        unsafe (base + needed).update(repeating: 0, count: Self.margin)
    }
}
