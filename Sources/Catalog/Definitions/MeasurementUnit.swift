// SPDX-License-Identifier: Apache-2.0

/// A unit, by its exact ratio to its family's standard unit: `standard = amount × factor + offset`.
package struct MeasurementUnit: Sendable {
    /// An exact number.
    struct Ratio: Sendable, Equatable {
        var numerator: Int64
        var denominator: Int64

        init(_ numerator: Int64, _ denominator: Int64) {
            let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
            self.numerator = numerator / Int64(divisor)
            self.denominator = denominator / Int64(divisor)
        }

        /// Reads `1e-6`, `.3048`, `1000/3600`, `1/3.6`; nil when it is none of these.
        init?(_ text: some StringProtocol) {
            let parts = text.split(separator: "/")
            guard let first = parts.first, parts.count <= 2, let above = Self.decimal(first),
                let below = parts.count == 2 ? Self.decimal(parts[1]) : (1, 1), below.0 != 0
            else { return nil }
            self.init(above.0 * below.1, above.1 * below.0)
        }

        /// A decimal with an exponent of ten, as a fraction.
        private static func decimal(_ text: some StringProtocol) -> (Int64, Int64)? {
            let parts = text.split(separator: "e")
            guard let first = parts.first, var exponent = parts.count == 2 ? Int(parts[1]) : 0 else { return nil }
            if let point = first.firstIndex(of: ".") { exponent -= first[point...].count - 1 }
            guard let digits = Int64(String(first.filter { $0 != "." })) else { return nil }
            var power: Int64 = 1
            for _ in 0..<exponent.magnitude { power *= 10 }
            return exponent < 0 ? (digits, power) : (digits * power, 1)
        }

        private static func commonDivisor(_ one: UInt64, _ other: UInt64) -> UInt64 {
            other == 0 ? max(one, 1) : commonDivisor(other, one % other)
        }
    }

    /// Its code.
    package let code: String
    let factor: Ratio
    let offset: Ratio

    /// Reads `CODE factor`, for temperatures `CODE factor+offset`; nil when it is neither.
    init?(_ definition: some StringProtocol) {
        let parts = definition.split(separator: " ")
        guard parts.count == 2 else { return nil }
        let numbers = parts[1].split(separator: "+")
        guard let factor = numbers.first.flatMap({ Ratio($0) }),
            let offset = numbers.count == 2 ? Ratio(numbers[1]) : Ratio(0, 1)
        else { return nil }
        code = String(parts[0])
        self.factor = factor
        self.offset = offset
    }
}

extension MeasurementFamily {
    /// How many digits a converted amount has behind the point.
    private static let decimals = 12

    /// An amount in another unit: exact, rounded to 12 digits behind the point (halves away from 0), trailing zeros cut.
    ///
    /// Nil when the family has no such unit, or the amount is no number written with a point.
    public func convert(_ amount: String, from: String, to: String) -> String? {
        guard let from = place(of: from), let to = place(of: to) else { return nil }
        let bytes = Array(amount.utf8)
        var converted: [UInt8] = []
        guard append(bytes.span, from: from, to: to, to: &converted) else { return nil }
        return String(decoding: converted, as: UTF8.self)
    }

    /// Appends an amount in another unit, both given by their places in `units`; false when the amount is no number.
    package func append(_ amount: Span<UInt8>, from: Int, to: Int, to buffer: inout [UInt8]) -> Bool {
        guard let parts = PlainDecimal.parts(amount) else { return false }
        let (one, other) = (definitions[from], definitions[to])
        // (x × n1/d1 + o1 − o2) × d2/n2, where x = digits/10^fraction, as one fraction of whole numbers.
        var number = WideInteger(amount, parts)
        number.multiply(by: one.factor.numerator.magnitude)
        let offsetDenominator = one.offset.denominator.magnitude * other.offset.denominator.magnitude
        number.multiply(by: offsetDenominator)
        let shift =
            one.offset.numerator * other.offset.denominator - other.offset.numerator * one.offset.denominator
        if shift != 0 {
            var offset = WideInteger(shift)
            offset.multiply(by: one.factor.denominator.magnitude)
            for _ in parts.fraction { offset.multiply(by: 10) }
            number.add(offset)
        }
        number.multiply(by: other.factor.denominator.magnitude)
        for _ in 0..<Self.decimals { number.multiply(by: 10) }
        // Twice the quotient, one more and the half of it: the quotient rounded.
        number.multiply(by: 2)
        for divisor in [one.factor.denominator, other.factor.numerator] { number.divide(by: divisor.magnitude) }
        number.divide(by: offsetDenominator)
        for _ in parts.fraction { number.divide(by: 10) }
        number.add(WideInteger(number.isNegative ? -1 : 1))
        number.divide(by: 2)
        number.append(decimals: Self.decimals, to: &buffer)
        return true
    }
}
