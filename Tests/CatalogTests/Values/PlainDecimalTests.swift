// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct PlainDecimalTests {
    @Test(arguments: [
        ("12.50", "12.5"), ("0012", "12"), ("+5", "5"), ("-0", "0"), ("-0.00", "0"), ("000.100", "0.1"), ("-7.0", "-7"),
        ("100", "100"), ("0", "0"), ("00", "0"), ("-00.5", "-0.5"),
        (String(repeating: "9", count: 300) + ".0", String(repeating: "9", count: 300)),
    ])
    func `a number has one shortest form`(text: String, shortest: String) {
        #expect(PlainDecimal.normalized(text) == shortest)
    }

    @Test(arguments: [
        "", "+", "-", ".", ".5", "5.", "1e3", "1 0", " 1", "1,5", "0x1", "--1", "+-1", "1.2.3", "٣", "1٫5", "∞",
    ])
    func `what is no plain number has none`(text: String) {
        #expect(PlainDecimal.normalized(text) == nil)
    }

    @Test(arguments: [
        (PlainDecimal.Separator.point, "1.5"), (.comma, "1,5"), (.arabic, "1٫5"), (.point, "15"), (.comma, "15"),
        (.arabic, "15"),
    ])
    func `a number is written with its separator or without`(separator: PlainDecimal.Separator, text: String) {
        let bytes = Array(text.utf8)
        let isNumber = PlainDecimal.parts(bytes.span, separator: separator) != nil
        #expect(isNumber)
    }

    @Test(arguments: [
        (PlainDecimal.Separator.point, "1,5"), (.comma, "1.5"), (.arabic, "1.5"), (.arabic, "1\u{66C}5"),
        (.comma, "1,"),
        (.arabic, "1٫"), (.arabic, "٫5"),
    ])
    func `another separator makes no number`(separator: PlainDecimal.Separator, text: String) {
        let bytes = Array(text.utf8)
        let isNumber = PlainDecimal.parts(bytes.span, separator: separator) != nil
        #expect(!isNumber)
    }

    @Test func `numbers are ordered by value as whole numbers are`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let (one, other) = (Int.random(in: -300...300, using: &random), Int.random(in: -300...300, using: &random))
            // The same value in many spellings: leading zeros, trailing zeros, a sign.
            let spelled = [one, other].map { number -> [UInt8] in
                let sign = number < 0 ? "-" : ["", "+"].randomElement(using: &random) ?? ""
                let zeros = String(repeating: "0", count: Int.random(in: 0...3, using: &random))
                let hundredths = String(number.magnitude % 100)
                let decimals = (hundredths.count == 1 ? "0" : "") + hundredths + zeros
                return Array((sign + zeros + String(number.magnitude / 100) + "." + decimals).utf8)
            }
            let (first, second) = (spelled[0], spelled[1])
            let order = PlainDecimal.compare(first.span, second.span)
            #expect(order?.signum() == (one - other).signum())
        }
    }

    @Test func `numbers of any length are compared`() {
        let long = "1" + String(repeating: "0", count: 500)
        #expect(PlainDecimal.isLess(long, long + ".1"))
        #expect(PlainDecimal.isLess("-" + long, "0"))
        #expect(!PlainDecimal.isLess(long, "9"))
        #expect(!PlainDecimal.isLess("x", "1"))
    }
}
