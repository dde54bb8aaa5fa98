// SPDX-License-Identifier: Apache-2.0

/// A decimal number to calculate with: sums and products are exact, quotients have twelve digits behind the point.
package struct ExactDecimal: Sendable, Equatable {
    /// How many digits quotients have behind the point.
    private static let quotientDigits = 12

    private var digits: WideInteger
    /// How many of the digits stand behind the point.
    private var scale: Int

    /// Reads a number written with a point; nil when it is none.
    package init?(_ text: Span<UInt8>) {
        guard let parts = PlainDecimal.parts(text) else { return nil }
        digits = WideInteger(text, parts)
        scale = parts.fraction.count
    }

    /// Whether it is 0.
    package var isZero: Bool { digits.isZero }

    /// Longer numbers are no results.
    package static let mostDigits = 1_000
    /// Whether it has more digits than that, those behind the point too.
    package var isTooLong: Bool { max(digits.digitCount, scale) > Self.mostDigits }

    /// Whether nothing stands behind the point.
    package var isInteger: Bool {
        var whole = digits
        whole.cut(scale)
        whole.shift(by: scale)
        return whole == digits
    }

    /// Adds another number.
    package mutating func add(_ other: ExactDecimal) {
        var other = other
        align(&other)
        digits.add(other.digits)
    }

    /// Subtracts another number.
    package mutating func subtract(_ other: ExactDecimal) {
        var negative = other
        negative.digits.negate()
        add(negative)
    }

    /// Multiplies by another number.
    package mutating func multiply(by other: ExactDecimal) {
        digits.multiply(by: other.digits)
        scale += other.scale
    }

    /// Divides by another number, rounded to twelve digits behind the point, halves away from 0; false when that is 0.
    package mutating func divide(by other: ExactDecimal) -> Bool {
        guard !other.isZero else { return false }
        var divisor = other.digits
        divisor.shift(by: scale)
        digits.shift(by: other.scale + Self.quotientDigits)
        digits.multiply(by: 2)
        let isNegative = digits.isNegative != divisor.isNegative
        digits.divide(by: divisor)
        if digits.isZero {
            // Its sign is lost, and half of one is nothing.
            scale = 0
        } else {
            digits.add(WideInteger(isNegative ? -1 : 1))
            digits.divide(by: 2)
            scale = Self.quotientDigits
        }
        return true
    }

    /// Rounds to so many digits behind the point, or before it where the number is negative; halves away from 0.
    package mutating func round(to precision: Int) {
        guard scale > precision else { return }
        digits.round(off: scale - precision)
        scale = max(precision, 0)
        if precision < 0 { digits.shift(by: -precision) }
    }

    private mutating func align(_ other: inout ExactDecimal) {
        if scale < other.scale {
            digits.shift(by: other.scale - scale)
            scale = other.scale
        } else {
            other.digits.shift(by: scale - other.scale)
            other.scale = scale
        }
    }

    /// Appends the number, without zeros that mean nothing.
    package func append(to buffer: inout [UInt8]) { digits.append(decimals: scale, to: &buffer) }

    /// The number as text.
    package var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
