// SPDX-License-Identifier: Apache-2.0

/// A whole number of any size with a sign: what exact conversions are computed in.
///
/// Limbs of 18 decimal digits, the lowest first; so reading and writing decimals needs no division.
struct WideInteger: Equatable {
    private static let base: UInt64 = 1_000_000_000_000_000_000
    private static let digitsInLimb = 18

    private(set) var isNegative = false
    /// No zeros at the end; empty: 0.
    private var limbs: [UInt64] = []

    /// A small number.
    init(_ number: Int64) {
        isNegative = number < 0
        multiplyAndAdd(0, number.magnitude)
    }

    /// The digits of a number, as `parts` found them, times 10 to the number of digits behind the separator.
    init(_ bytes: Span<UInt8>, _ parts: PlainDecimal.Parts) {
        for range in [parts.integer, parts.fraction] {
            for place in range { multiplyAndAdd(10, UInt64(bytes[place] - UInt8(ascii: "0"))) }
        }
        isNegative = parts.isNegative && !limbs.isEmpty
    }

    var isZero: Bool { limbs.isEmpty }

    /// How many digits it has; 0 has none.
    var digitCount: Int {
        guard let last = limbs.last else { return 0 }
        var (count, power): (Int, UInt64) = ((limbs.count - 1) * Self.digitsInLimb, 1)
        while power <= last {
            count += 1
            power *= 10
        }
        return count
    }

    /// Multiplies by a factor; the sign stays.
    mutating func multiply(by factor: UInt64) { multiplyAndAdd(factor, 0) }

    /// Multiplies by a whole number above 0, given by its digits.
    mutating func multiply(by digits: [UInt8]) {
        var product = WideInteger(0)
        for digit in digits {
            product.multiplyAndAdd(10, 0)
            var part = self
            part.multiply(by: UInt64(digit - UInt8(ascii: "0")))
            product.add(part)
        }
        self = product
    }

    private mutating func multiplyAndAdd(_ factor: UInt64, _ addend: UInt64) {
        var carry = UInt128(addend)
        for place in limbs.indices {
            let product = UInt128(limbs[place]) * UInt128(factor) + carry
            limbs[place] = UInt64(product % UInt128(Self.base))
            carry = product / UInt128(Self.base)
        }
        while carry > 0 {
            limbs.append(UInt64(carry % UInt128(Self.base)))
            carry /= UInt128(Self.base)
        }
        trim()
    }

    /// Divides by a divisor, which is not 0, towards 0.
    mutating func divide(by divisor: UInt64) {
        var remainder: UInt128 = 0
        for place in limbs.indices.reversed() {
            let part = remainder * UInt128(Self.base) + UInt128(limbs[place])
            limbs[place] = UInt64(part / UInt128(divisor))
            remainder = part % UInt128(divisor)
        }
        trim()
    }

    /// Adds another number.
    mutating func add(_ other: WideInteger) {
        if isNegative == other.isNegative {
            addMagnitude(of: other)
        } else if isLessInMagnitude(than: other) {
            var larger = other
            larger.subtractMagnitude(of: self)
            self = larger
        } else {
            subtractMagnitude(of: other)
        }
        trim()
    }

    private mutating func addMagnitude(of other: WideInteger) {
        var carry: UInt64 = 0
        for place in 0..<max(limbs.count, other.limbs.count) {
            if place == limbs.count { limbs.append(0) }
            let sum = limbs[place] + (place < other.limbs.count ? other.limbs[place] : 0) + carry
            carry = sum >= Self.base ? 1 : 0
            limbs[place] = sum - carry * Self.base
        }
        if carry > 0 { limbs.append(carry) }
    }

    /// Takes a smaller or equal magnitude away.
    private mutating func subtractMagnitude(of other: WideInteger) {
        var borrow: UInt64 = 0
        for place in limbs.indices {
            let less = (place < other.limbs.count ? other.limbs[place] : 0) + borrow
            borrow = limbs[place] < less ? 1 : 0
            limbs[place] = limbs[place] + borrow * Self.base - less
        }
    }

    private func isLessInMagnitude(than other: WideInteger) -> Bool {
        guard limbs.count == other.limbs.count else { return limbs.count < other.limbs.count }
        for place in limbs.indices.reversed() where limbs[place] != other.limbs[place] {
            return limbs[place] < other.limbs[place]
        }
        return false
    }

    private mutating func trim() {
        while limbs.last == 0 { limbs.removeLast() }
        if limbs.isEmpty { isNegative = false }
    }

    /// Appends the number divided by 10 to `decimals`, trailing zeros cut.
    func append(decimals: Int, to buffer: inout [UInt8]) {
        var digits: [UInt8] = []
        for limb in limbs {
            var rest = limb
            for _ in 0..<Self.digitsInLimb {
                digits.append(UInt8(ascii: "0") + UInt8(rest % 10))
                rest /= 10
            }
        }
        while digits.count > decimals + 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        while digits.count < decimals + 1 { digits.append(UInt8(ascii: "0")) }
        let cut = digits.prefix(decimals).prefix { $0 == UInt8(ascii: "0") }.count
        if isNegative { buffer.append(UInt8(ascii: "-")) }
        for place in (cut..<digits.count).reversed() {
            buffer.append(digits[place])
            if place == decimals, cut < decimals { buffer.append(UInt8(ascii: ".")) }
        }
    }
}

extension WideInteger {
    /// How many limbs of digits it has.
    private var size: Int { limbs.count }

    /// Changes the sign.
    mutating func negate() { if !limbs.isEmpty { isNegative.toggle() } }

    /// Multiplies by a power of ten.
    mutating func shift(by digits: Int) {
        for _ in 0..<digits / Self.digitsInLimb where !limbs.isEmpty { limbs.insert(0, at: 0) }
        for _ in 0..<digits % Self.digitsInLimb { multiply(by: 10) }
    }

    /// Divides by a power of ten, towards 0.
    mutating func cut(_ digits: Int) {
        limbs.removeFirst(min(digits / Self.digitsInLimb, limbs.count))
        for _ in 0..<digits % Self.digitsInLimb { divide(by: 10) }
        trim()
    }

    /// Multiplies by another number.
    mutating func multiply(by other: WideInteger) {
        var product = WideInteger(0)
        for (place, limb) in other.limbs.enumerated() {
            var part = self
            part.isNegative = false
            part.multiply(by: limb)
            part.shift(by: place * Self.digitsInLimb)
            product.add(part)
        }
        product.isNegative = isNegative != other.isNegative && !product.limbs.isEmpty
        self = product
    }

    /// Divides by another number, which is not 0, towards 0.
    mutating func divide(by other: WideInteger) {
        let isBelowZero = isNegative != other.isNegative
        isNegative = false
        if other.size == 1 {
            divide(by: other.limbs[0])
        } else {
            divideDigitByDigit(by: other)
        }
        isNegative = isBelowZero && !limbs.isEmpty
    }

    private mutating func divideDigitByDigit(by other: WideInteger) {
        var divisor = other
        divisor.isNegative = false
        var (quotient, rest) = (WideInteger(0), WideInteger(0))
        for place in limbs.indices.reversed() {
            var power = Self.base / 10
            while power > 0 {
                rest.multiplyAndAdd(10, limbs[place] / power % 10)
                var digit: UInt64 = 0
                while !rest.isLessInMagnitude(than: divisor) {
                    rest.subtractMagnitude(of: divisor)
                    rest.trim()
                    digit += 1
                }
                quotient.multiplyAndAdd(10, digit)
                power /= 10
            }
        }
        self = quotient
    }

    /// Divides by a power of ten and rounds, halves away from 0.
    mutating func round(off digits: Int) {
        multiply(by: 2)
        cut(digits)
        halve()
    }

    /// Halves twice a number, cut towards 0, so that halves are rounded away from 0.
    mutating func halve() {
        add(WideInteger(isNegative ? -1 : 1))
        divide(by: 2)
    }
}
