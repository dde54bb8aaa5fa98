// SPDX-License-Identifier: Apache-2.0

/// Decimal numbers as text: `[+-]digits[.digits]`, without exponent, blanks or thousands separators.
///
/// Amounts stay text from the file to the table, so nothing is ever rounded; they are compared by value here.
public enum PlainDecimal {
    /// Where the parts of a number stand in its bytes, zeros without meaning left out.
    struct Parts {
        var isNegative: Bool
        /// The digits before the separator, without leading zeros.
        var integer: Range<Int>
        /// The digits behind the separator, without trailing zeros.
        var fraction: Range<Int>

        var isZero: Bool { integer.isEmpty && fraction.isEmpty }
    }

    /// What stands between the digits before and behind the point.
    enum Separator: CaseIterable {
        case point, comma, arabic

        /// The separator of a profile; a point for any other text.
        init(_ text: String) {
            self = text == "," ? .comma : text == "٫" ? .arabic : .point
        }

        /// How many bytes of a number are this separator, where there is one; 0: none.
        @inline(__always)
        func length(in bytes: Span<UInt8>, at place: Int) -> Int {
            switch self {
            case .point: bytes[place] == UInt8(ascii: ".") ? 1 : 0
            case .comma: bytes[place] == UInt8(ascii: ",") ? 1 : 0
            case .arabic: bytes[place] == 0xD9 && place + 1 < bytes.count && bytes[place + 1] == 0xAB ? 2 : 0
            }
        }
    }

    /// The parts of a number written with this separator; nil when it is none.
    static func parts(_ bytes: Span<UInt8>, separator: Separator = .point) -> Parts? {
        var place = 0
        var isNegative = false
        if place < bytes.count, bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") {
            isNegative = bytes[place] == UInt8(ascii: "-")
            place += 1
        }
        let first = place
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
        guard place > first else { return nil }
        var integer = first..<place
        while !integer.isEmpty, bytes[integer.lowerBound] == UInt8(ascii: "0") {
            integer = (integer.lowerBound + 1)..<integer.upperBound
        }
        guard place < bytes.count else {
            return Parts(isNegative: isNegative, integer: integer, fraction: place..<place)
        }
        let length = separator.length(in: bytes, at: place)
        guard length > 0 else { return nil }
        place += length
        let behind = place
        while place < bytes.count, isDigit(bytes[place]) { place += 1 }
        guard place == bytes.count, place > behind else { return nil }
        var fraction = behind..<place
        while !fraction.isEmpty, bytes[fraction.upperBound - 1] == UInt8(ascii: "0") {
            fraction = fraction.lowerBound..<(fraction.upperBound - 1)
        }
        return Parts(isNegative: isNegative, integer: integer, fraction: fraction)
    }

    /// The shortest form of a number written with a point; nil when it is none.
    public static func normalized(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard let parts = parts(bytes.span) else { return nil }
        guard !parts.isZero else { return "0" }
        var shortest: [UInt8] = parts.isNegative ? [UInt8(ascii: "-")] : []
        shortest += parts.integer.isEmpty ? [UInt8(ascii: "0")] : bytes[parts.integer]
        if !parts.fraction.isEmpty { shortest += [UInt8(ascii: ".")] + bytes[parts.fraction] }
        return String(decoding: shortest, as: UTF8.self)
    }

    /// Whether one number is less than another; false when one of them is none.
    public static func isLess(_ first: String, _ second: String) -> Bool {
        let (first, second) = (Array(first.utf8), Array(second.utf8))
        guard let order = compare(first.span, second.span) else { return false }
        return order < 0
    }

    /// Negative, 0 or positive as the first number is less than, equal to or greater than the second; nil when one is none.
    static func compare(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Int? {
        guard let one = parts(first), let other = parts(second) else { return nil }
        if one.isZero || other.isZero {
            if one.isZero, other.isZero { return 0 }
            return one.isZero ? (other.isNegative ? 1 : -1) : (one.isNegative ? -1 : 1)
        }
        guard one.isNegative == other.isNegative else { return one.isNegative ? -1 : 1 }
        let sign = one.isNegative ? -1 : 1
        if one.integer.count != other.integer.count { return one.integer.count < other.integer.count ? -sign : sign }
        for offset in 0..<one.integer.count {
            let digits = (first[one.integer.lowerBound + offset], second[other.integer.lowerBound + offset])
            if digits.0 != digits.1 { return digits.0 < digits.1 ? -sign : sign }
        }
        for offset in 0..<max(one.fraction.count, other.fraction.count) {
            let zero = UInt8(ascii: "0")
            let digit = offset < one.fraction.count ? first[one.fraction.lowerBound + offset] : zero
            let against = offset < other.fraction.count ? second[other.fraction.lowerBound + offset] : zero
            if digit != against { return digit < against ? -sign : sign }
        }
        return 0
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
