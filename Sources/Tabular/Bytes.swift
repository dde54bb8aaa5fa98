// SPDX-License-Identifier: Apache-2.0

/// Questions about the bytes of a cell, answered without a `String`.
public enum Bytes {
    /// Whether a byte is a blank: space, tab or a line end.
    @inline(__always)
    public static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
    }

    /// Whether there is nothing but blanks; also true when there is nothing at all.
    public static func isBlank(_ bytes: Span<UInt8>) -> Bool {
        for index in bytes.indices where !isBlank(bytes[index]) { return false }
        return true
    }

    /// The bytes without the blanks at both ends.
    @_lifetime(copy bytes)
    public static func trimmed(_ bytes: Span<UInt8>) -> Span<UInt8> {
        var start = 0
        var end = bytes.count
        while start < end, isBlank(bytes[start]) { start += 1 }
        while end > start, isBlank(bytes[end - 1]) { end -= 1 }
        return bytes.extracting(start..<end)
    }

    /// A byte with the letters A to Z made small; every other byte, those of UTF-8 included, stays.
    @inline(__always)
    public static func folded(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }

    /// Appends the bytes as they are.
    public static func append(_ bytes: Span<UInt8>, to buffer: inout [UInt8]) {
        unsafe bytes.withUnsafeBufferPointer { unsafe buffer.append(contentsOf: $0) }
    }

    /// Appends the bytes with the letters A to Z made small, for keys that are compared without case.
    public static func appendFolded(_ bytes: Span<UInt8>, to key: inout [UInt8]) {
        key.reserveCapacity(key.count + bytes.count)
        for index in bytes.indices { key.append(folded(bytes[index])) }
    }

    /// Whether two cells hold the same bytes.
    public static func equal(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// The text of the bytes; what is not UTF-8 becomes the replacement character.
    public static func text(_ bytes: Span<UInt8>) -> String {
        unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }
}

/// Eight bytes looked at together in one integer ("SIMD within a register").
///
/// Of the marks returned only the lowest is exact: a borrow may mark bytes above a true one, never below. Every user
/// takes the lowest mark only.
enum Word {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Eight copies of a byte.
    @inline(__always)
    static func repeating(_ byte: UInt8) -> UInt64 { ones &* UInt64(byte) }

    /// The word at a place, its first byte lowest on every machine.
    @inline(__always)
    static func load(_ pointer: UnsafePointer<UInt8>) -> UInt64 {
        unsafe UInt64(littleEndian: UnsafeRawPointer(pointer).loadUnaligned(as: UInt64.self))
    }

    /// Marks the high bit of bytes equal to the pattern's.
    @inline(__always)
    static func equal(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
        let difference = word ^ pattern
        return (difference &- ones) & ~difference & highs
    }

    /// Marks the high bit of bytes below 0x0E: both line ends, the margin's zeros, and some rare control characters.
    @inline(__always)
    static func control(_ word: UInt64) -> UInt64 {
        (word &- 0x0E0E_0E0E_0E0E_0E0E) & ~word & highs
    }

    /// The index of the lowest marked byte.
    @inline(__always)
    static func first(_ marks: UInt64) -> Int { marks.trailingZeroBitCount &>> 3 }
}
