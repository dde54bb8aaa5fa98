// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import Testing
import Tracking

@testable import Terminal
@testable import Tracking

/// What a bar says in each state of progress: it does not lie.
@Suite struct ProgressTests {
    private let english = Wording(.english, isASCII: true)

    private func line(_ progress: StepReport.Progress, width: Int = 100, raised: Int64? = nil) -> String {
        Bar(progress, english).line(width: width, barWidth: 10, raised: raised)
    }

    @Test func `with an unknown total there is a count and a rate, no percent and no time left`() {
        let text = line(.init(done: 18_400, unit: "rows", ratePerSecond: 310))
        #expect(text == "...          18 400 rows   310 rows/s   total unknown")
        #expect(!text.contains("%"))
        #expect(!text.contains("left"))
    }

    @Test func `a total of nothing is never a share of nothing`() {
        let text = line(.init(done: 0, total: 0, unit: "rows"))
        #expect(!text.contains("%"))
        #expect(!text.contains("of 0"))
    }

    @Test func `a total that grows is said, and the bar goes back with it`() {
        #expect(line(.init(done: 6_000, total: 10_000)).contains("60 %"))
        #expect(
            line(.init(done: 6_000, total: 12_000), raised: 12_000)
                == "#####-----  50 %   6 000 of 12 000 items   total raised to 12 000")
        var totals = RaisedTotals()
        func see(_ total: Int64, at seconds: Int) -> [Int: Int64] {
            let report = Sample.report([Sample.step(.init(done: 6_000, total: total))])
            totals.see([report], at: .seconds(seconds))
            return totals.recent(of: report.summary.id, at: .seconds(seconds))
        }
        #expect(see(10_000, at: 0) == [:])
        #expect(see(12_000, at: 1) == [2: 12_000])
        #expect(see(12_000, at: 9) == [2: 12_000])
        #expect(see(12_000, at: 12) == [:])
    }

    @Test(arguments: [("failed", Colour.red), ("stopped", .grey)])
    func `a step that failed or was stopped at 61 per cent stays at 61`(status: String, colour: Colour) {
        let step = Sample.step(
            .init(done: 6_100, total: 10_000, unit: "products", ratePerSecond: 24, secondsLeft: 150), status: status,
            colour: colour)
        let frame = LiveFrame(
            Sample.report([step], status: status == "failed" ? .failed : .stopped, colour: colour), Sample.console())
        let text = frame.lines(forError: false)[1]
        #expect(text.contains("61 %   6 100 of 10 000 products   1m40s"))
        #expect(!text.contains("left"))
    }

    @Test func `a stall takes the place of time left and rate, and says how long`() {
        let progress = StepReport.Progress(
            done: 6_100, total: 10_000, unit: "products", ratePerSecond: 24, secondsLeft: 150, isStalled: true,
            silence: 120)
        #expect(line(progress) == "######----  61 %   6 100 of 10 000 products   no progress for 2 min")
    }

    @Test func `a worker that is gone is not a stall, and one that is missing is neither`() {
        let heard = PostgresTimestamp(microsecondsSince1970: 1_795_341_736_000_000)
        let clock = LocalTime(heard).clock
        let lost = StepReport.Progress(done: 1, total: 9, isStalled: true, silence: 120, heardAt: heard, isLost: true)
        #expect(line(lost).hasSuffix("worker not heard from since \(clock)"))
        #expect(!line(lost).contains("no progress"))
        #expect(lost.trouble == "lost")
        let unattended = StepReport.Progress(done: 1, total: 9, isStalled: true, silence: 120, isUnattended: true)
        #expect(line(unattended).hasSuffix("waiting for a worker"))
        #expect(unattended.trouble == "unattended")
        #expect(Wording(.french).outlook(lost) { LocalTime($0).clock } == "exécutant sans nouvelles depuis \(clock)")
    }

    @Test func `a step done in less than a second shows its time and no bar`() {
        let step = Sample.step(.init(done: 3, total: 3), status: "completed", colour: .green, seconds: 0.2)
        #expect(
            LiveFrame(Sample.report([step]), Sample.console()).lines(forError: false)[1]
                == " [ok] 2/3  Import products            <1s")
    }

    @Test func `no bar is full before the step has ended, whatever was counted`() {
        for done: Int64 in [9_999, 10_000, 12_000] {
            let text = line(.init(done: done, total: 10_000))
            #expect(text.hasPrefix("#########-  99 %"))
        }
    }

    @Test(arguments: [100, 80, 60, 40, 20])
    func `no line of a picture is wider than the terminal, whatever the label`(columns: Int) {
        let steps = [
            Sample.step(.init(done: 6_100, total: 10_000, unit: "products", ratePerSecond: 24.4, secondsLeft: 150)),
            Sample.step(.init(done: 6_100, total: 10_000, unit: "products", isStalled: true, silence: 80), number: 3),
        ]
        for label in [
            "Import products (ERP)", "製品カタログの取り込み（春の新商品）", "Réimport 🚀 e\u{301}té — très long libellé encore",
        ] {
            for language in Language.allCases {
                for isASCII in [true, false] {
                    let console = Sample.console(columns, language, isASCII: isASCII)
                    let look = Follower.Look(
                        reports: [], jobsWithoutWorker: ["csv_product_import"], attempt: 3, readAt: Sample.start,
                        isStale: true)
                    let frame = LiveFrame(Sample.report(steps, warnings: 12, label: label), console, look)
                    for line in frame.lines(forError: false) + frame.shortLines(forError: false) {
                        #expect(line.width <= columns, "\(line)")
                    }
                }
            }
        }
    }

    @Test func `a picture says that it is live, or how old it is`() {
        let console = Sample.console(120)
        func head(_ look: Follower.Look) -> String {
            LiveFrame(Sample.report([]), console, look).lines(forError: false)[0]
        }
        let clock = LocalTime(Sample.start).clock
        #expect(head(.init(readAt: Sample.start)).hasSuffix("elapsed 4m12s - live - \(clock)"))
        #expect(
            head(.init(attempt: 3, readAt: Sample.start, isStale: true)).hasSuffix(
                "elapsed 4m12s - connection lost, retrying (3) - as of \(clock)"))
        #expect(!head(.init(readAt: Sample.start, isStale: true)).contains("live"))
    }

    @Test(arguments: [(1.5, "1.5", "1,5"), (0.04, "0", "0"), (9.96, "10", "10"), (24.4, "24", "24"), (3, "3", "3")])
    func `a rate has one decimal below ten, in the language's way`(rate: Double, english: String, french: String) {
        #expect(self.english.decimal(rate) == english)
        #expect(Wording(.french, isASCII: true).decimal(rate) == french)
    }
}
