// SPDX-License-Identifier: Apache-2.0

/// The sixteen bytes of a `uuid`.
public struct UUIDBytes: PostgresEncodable, Hashable, Comparable, LosslessStringConvertible {
    /// The first eight bytes, as a number in network byte order.
    public let high: UInt64
    /// The last eight bytes, as a number in network byte order.
    public let low: UInt64

    /// Makes a value of its two halves.
    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads 32 hexadecimal digits, with or without the four hyphens; nil for anything else.
    public init?(_ description: String) {
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (offset, byte) in description.utf8.enumerated() {
            if byte == UInt8(ascii: "-"), description.utf8.count == 36, [8, 13, 18, 23].contains(offset) { continue }
            guard digits < 32, let digit = Self.value(of: byte) else { return nil }
            if digits < 16 { halves.0 = halves.0 << 4 | digit } else { halves.1 = halves.1 << 4 | digit }
            digits += 1
        }
        guard digits == 32 else { return nil }
        self.init(high: halves.0, low: halves.1)
    }

    /// The usual form: lower case, with hyphens.
    public var description: String {
        var text: [UInt8] = []
        text.reserveCapacity(36)
        for place in 0..<32 {
            if place == 8 || place == 12 || place == 16 || place == 20 { text.append(UInt8(ascii: "-")) }
            let half = place < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: half >> UInt64(60 - 4 * (place % 16))) & 0xF
            text.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Orders as PostgreSQL does: by bytes.
    public static func < (left: UUIDBytes, right: UUIDBytes) -> Bool { (left.high, left.low) < (right.high, right.low) }

    /// The type uuid.
    public static var oid: UInt32 { TypeOID.uuid }
    /// Appends the sixteen bytes.
    public func encode(into buffer: inout [UInt8]) {
        buffer.append(bigEndian: high)
        buffer.append(bigEndian: low)
    }

    private static func value(of byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
