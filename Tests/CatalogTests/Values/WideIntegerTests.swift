// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct WideIntegerTests {
    private func text(_ number: WideInteger, decimals: Int = 0) -> String {
        var bytes: [UInt8] = []
        number.append(decimals: decimals, to: &bytes)
        return bytes.text
    }

    @Test func `sums and products agree with those of whole numbers`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            let (one, other) = (Int64(Int32.random(in: .min ... .max, using: &random)), Int64.random(in: -9...9))
            let factor = UInt64(UInt32.random(in: 1...UInt32.max, using: &random))
            var sum = WideInteger(one)
            sum.add(WideInteger(other))
            #expect(text(sum) == String(one + other))
            var product = WideInteger(one)
            product.multiply(by: factor)
            #expect(text(product) == String(Int128(one) * Int128(factor)))
            product.divide(by: factor)
            #expect(product == WideInteger(one))
        }
    }

    @Test func `numbers grow past every register`() {
        var number = WideInteger(1)
        for _ in 0..<50 { number.multiply(by: 1_000_000_007) }
        for _ in 0..<50 { number.divide(by: 1_000_000_007) }
        #expect(text(number) == "1")
        var power = WideInteger(-1)
        for _ in 0..<40 { power.multiply(by: 10) }
        power.add(WideInteger(1))
        #expect(text(power) == "-" + String(repeating: "9", count: 40))
    }

    @Test(arguments: [
        (Int64(0), 3, "0"), (5, 3, "0.005"), (5000, 3, "5"), (-1250, 3, "-1.25"), (1000, 0, "1000"), (10, 1, "1"),
        (100, 1, "10"),
    ])
    func `decimals are cut where they are zeros`(number: Int64, decimals: Int, expected: String) {
        #expect(text(WideInteger(number), decimals: decimals) == expected)
    }
}
