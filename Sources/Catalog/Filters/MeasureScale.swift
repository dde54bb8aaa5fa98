// SPDX-License-Identifier: Apache-2.0

/// An amount with its unit, ready to be compared with amounts in any unit of the family, exactly and without a division.
///
/// An amount `a` of a unit compares with it as `a × factor` with `bound`, both whole numbers but for the digits behind the
/// amount's own point.
package struct MeasureScale: Sendable, Equatable {
    /// What a stored unit means.
    package struct Unit: Sendable, Equatable {
        /// The unit's folded code.
        package let code: String
        /// A whole number above 0.
        package let factor: String
        /// A decimal number.
        package let bound: String
    }

    /// The units of the family.
    package let units: [Unit]

    /// Prepares an amount in a unit of the family; nil when the amount is no number or the unit is not of the family.
    init?(amount: String, unit: String, in family: MeasurementFamily) {
        let bytes = Array(amount.utf8)
        guard let place = family.place(of: unit), let parts = PlainDecimal.parts(bytes.span) else { return nil }
        let given = family.definitions[place]
        let digits = parts.fraction.count
        units = family.definitions.map { other in
            // a·n/d + o  ~  x·N/D + O, with o = p/q and O = P/Q and x = digits/10^f; times d·D·q·Q:
            // a·(n·D·q·Q)  ~  x·(N·d·q·Q) + (P·q − p·Q)·d·D
            let offsets = given.offset.denominator.magnitude
            var factor = WideInteger(1)
            for part in [other.factor.numerator, given.factor.denominator, other.offset.denominator] {
                factor.multiply(by: part.magnitude)
            }
            factor.multiply(by: offsets)
            var bound = WideInteger(bytes.span, parts)
            for part in [given.factor.numerator, other.factor.denominator, other.offset.denominator] {
                bound.multiply(by: part.magnitude)
            }
            bound.multiply(by: offsets)
            var shift = WideInteger(
                given.offset.numerator * other.offset.denominator - other.offset.numerator * given.offset.denominator)
            shift.multiply(by: other.factor.denominator.magnitude)
            shift.multiply(by: given.factor.denominator.magnitude)
            for _ in 0..<digits { shift.multiply(by: 10) }
            bound.add(shift)
            return Unit(code: folded(other.code), factor: Self.text(factor, 0), bound: Self.text(bound, digits))
        }
    }

    private static func text(_ number: WideInteger, _ decimals: Int) -> String {
        var bytes: [UInt8] = []
        number.append(decimals: decimals, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
