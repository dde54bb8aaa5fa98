// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Terminal
@testable import Tracking

/// What people write into labels and files never commands somebody else's terminal.
@Suite struct VisibleTextTests {
    private static let evil = "L\u{1b}[31mA\u{1b}]0;x\u{7}B\tC\nD\u{9b}2JE\u{202e}F\u{2066}\u{7f}"

    /// What a terminal would obey, but for our own line breaks.
    private static func commands(_ text: String) -> [Unicode.Scalar] {
        text.unicodeScalars.filter { $0.isTerminalControl && $0 != "\n" }
    }

    private static var execution: ExecutionSummary {
        var execution = ListSample.execution(
            "7c9e2a1f", evil, job: evil, status: .stopped, colour: .grey, warnings: 2, age: 200, took: 9,
            stoppedBy: evil
        )
        execution.owner = evil
        execution.profile = evil
        return execution
    }

    private static var report: Report {
        var report = Sample.report([], status: .failed, colour: .red)
        report.summary = execution
        var step = ListSample.step(2, evil, "failed", .red, done: 3, total: 4)
        step.label = evil
        report.steps = [step]
        report.failures = [
            .init(
                step: 2, stepName: evil, reason: evil, message: evil, cause: evil, hint: evil, sqlState: evil,
                worker: evil, at: Sample.start)
        ]
        report.reasons = [
            .init(
                step: 2, reason: evil, isNote: false, field: evil, count: 2, message: evil, isUniform: false, rows: [1])
        ]
        report.artifacts = [.init(kind: "output", name: evil, size: 1, records: 1, isComplete: true, number: 1)]
        report.extras = .init(
            parameters: .object([]), changed: [.init(key: evil, value: .text(evil))],
            openings: [.init(person: evil, via: evil, at: Sample.start)], usual: nil)
        return report
    }

    @Test(arguments: ["en", "fr"], [true, false])
    func `every screen shows a mark instead`(language: String, isASCII: Bool) {
        let screen = ListSample.screen(columns: 120, language: language, isASCII: isASCII)
        let (report, console) = (Self.report, screen.console)
        let entry = ExecutionList.Entry(summary: Self.execution, firstError: Self.evil)
        let dashboard = Dashboard(
            person: Self.evil, database: Self.evil, readAt: ListSample.now, running: 1, queued: 0, unread: 0,
            live: [entry], lastOperations: [entry],
            week: .init(
                green: 1, yellow: 0, red: 0, stopped: 0, medianSeconds: 1, p95Seconds: 2, perDay: [0, 0, 0, 0, 0, 0, 1])
        )
        let screens: [[String]] = [
            Listing<ExecutionList.Entry>.executions.table([entry], screen), ReportScreen(report, screen).lines(),
            ReportScreen(report, screen, isWide: true).lines(),
            Listing<Report.Reason>.reasons.table(report.reasons, screen),
            EndingLines(report, console).lines(), LiveFrame(report, console).lines(forError: false),
            LiveFrame(report, console).lines(forError: true), DashboardScreen(dashboard, screen).lines(),
            [screen.wording.headline(Self.execution), screen.wording.label(Self.execution)],
            [PlainLine.execution(Self.execution).replacing("\t", with: "")],
        ]
        for (place, lines) in screens.enumerated() {
            #expect(!lines.isEmpty)
            let text = lines.joined(separator: "\n")
            #expect(Self.commands(text).isEmpty, "screen \(place): \(text.debugDescription)")
        }
        #expect(
            screen.wording.label(Self.execution).hasPrefix(isASCII ? "L?[31mA?]0;x?B C D?2JE?F??" : "L\u{fffd}[31mA"))
    }

    @Test func `our own colours stay and nothing else does`() {
        let console = Sample.console()
        #expect(console.safe("\u{1b}[1;31mbad\u{1b}[0m") == "\u{1b}[1;31mbad\u{1b}[0m")
        #expect(console.safe("a\u{1b}[2Jb\u{1b}]0;x\u{7}\n") == "a\u{fffd}[2Jb\u{fffd}]0;x\u{fffd}\u{fffd}")
        #expect(console.safe("a\nb\u{9b}", keepsLines: true) == "a\nb\u{fffd}")
    }

    @Test func `a text keeps what is only seen`() {
        #expect("价格 e\u{301} 🚀\u{200d}x".visible() == "价格 e\u{301} 🚀\u{200d}x")
        #expect("a\r\nb".visible() == "a\u{fffd}\u{fffd}b")
        #expect(PlainLine.cell("a\tb\u{1b}c") == "a b\u{fffd}c")
    }

    @Test func `a step with more warnings than are kept says so`() {
        var report = Sample.report([], status: .completed, colour: .yellow, warnings: 359_501)
        var step = ListSample.step(2, "import", "completed", .yellow, done: 9, total: 9)
        step.warnings = 359_501
        report.steps = [step]
        report.reasons = [
            .init(
                step: 2, reason: "unknown_option", isNote: false, field: "size", count: 359_500, message: "no",
                isUniform: true, rows: [17]),
            .init(
                step: 2, reason: "more_warnings", isNote: true, field: nil, count: 1,
                message: "only the first 100000 warnings of this step are kept; the count is exact", isUniform: true,
                rows: []),
        ]
        let text = ReportScreen(report, ListSample.screen(columns: 120)).lines().joined(separator: "\n")
        #expect(text.contains("(359\u{a0}500, grouped)"))
        #expect(text.contains("\n   only the first 100000 warnings of this step are kept; the count is exact"))
        #expect(!text.contains("more_warnings"))
    }

    @Test(arguments: [60, 80]) func `pages of help fit the terminal`(columns: Int) {
        for topic in HelpTopic.allCases {
            for language in [Language.english, .french] {
                for line in topic.lines(language, columns: columns) where !line.contains("https://") {
                    #expect(line.width <= columns, "\(line)")
                }
            }
        }
    }
}
