// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Tracking

@Suite struct WordingTests {
    private let english = Wording(.english, isASCII: true)
    private let french = Wording(.french, isASCII: true)

    @Test(arguments: [
        (3.0, "about 5 s left"), (12, "about 10 s left"), (56, "about 55 s left"), (58, "about 1 min left"),
        (157, "about 2 min 30 s left"), (590, "about 9 min 45 s left"), (593, "about 10 min left"),
        (3_700, "about 62 min left"),
        (10_900, "about 3 h left"), (-4, "about 5 s left"),
    ])
    func `time left is rounded so that it does not jump`(seconds: Double, text: String) {
        #expect(english.left(seconds) == text)
    }

    @Test(arguments: [
        (0.0, "0s"), (0.4, "<1s"), (9, "9s"), (252, "4m12s"), (723, "12m03s"), (7_500, "2h05m"), (273_600, "3d04h"),
    ])
    func `a time spent is short`(seconds: Double, text: String) {
        #expect(english.took(seconds) == text)
    }

    @Test(
        arguments: [(0, "0"), (999, "999"), (1_000, "1 000"), (1_234_567, "1 234 567"), (-6_100, "-6 100")]
            as [(Int64, String)])
    func `digits stand in groups of three`(number: Int64, text: String) {
        #expect(english.grouped(number) == text)
    }

    @Test(arguments: [
        (Int64(0), Int64?.some(10), Int?.some(0)), (9_999, 10_000, 99), (10_000, 10_000, 99), (12, 10, 99),
        (5, nil, nil), (0, 0, nil),
    ])
    func `a bar never shows 100 per cent before the step has ended, nor a share of nothing`(
        done: Int64, total: Int64?, percent: Int?
    ) {
        #expect(StepReport.Progress(done: done, total: total).percent == percent)
    }

    @Test func `what follows a bar is time left, silence, or the rate`() {
        #expect(english.outlook(.init(done: 1, total: 9, secondsLeft: 150)) == "about 2 min 30 s left")
        #expect(
            english.outlook(.init(done: 1, total: 9, secondsLeft: 150, isStalled: true, silence: 80))
                == "no progress for 1 min 20 s")
        #expect(english.outlook(.init(done: 18_400, unit: "rows", ratePerSecond: 310)) == "total unknown")
        #expect(english.outlook(.init(done: 1, total: 9)) == "")
        #expect(french.outlook(.init(done: 1, total: 9, secondsLeft: 20)) == "environ 20 s restantes")
    }

    @Test(arguments: [
        (Colour.green, "completed", "✔", "[ok]"), (.yellow, "completed", "▲", "[!!]"), (.red, "failed", "✖", "[XX]"),
        (.grey, "stopped", "■", "[--]"), (.blue, "queued", "○", "[..]"), (.blue, "running", "◐", "[>>]"),
        (.blue, "paused", "‖", "[==]"),
    ])
    func `each state has a symbol, and one of seven-bit characters`(
        colour: Colour, status: String, symbol: String, ascii: String
    ) {
        #expect(Wording(.english).symbol(status, colour) == symbol)
        #expect(english.symbol(status, colour) == ascii)
    }

    @Test func `numbers agree with their nouns in both languages`() {
        #expect(english.problems(errors: 1, warnings: 37) == "1 error, 37 warnings")
        #expect(french.problems(errors: 2, warnings: 1) == "2 erreurs, 1 avertissement")
        #expect(english.problems(errors: 0, warnings: 0) == "")
    }
}
