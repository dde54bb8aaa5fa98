// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Terminal
@testable import Tracking

/// What is paused neither runs nor ends by itself, and every screen says so.
@Suite struct PausedTests {
    private static let step: StepReport = {
        var step = ListSample.step(2, "import", "paused", .blue, done: 6_100, total: 10_000)
        step.progress.isPaused = true
        (step.progress.ratePerSecond, step.progress.secondsLeft) = (nil, nil)
        return step
    }()

    private static let execution = ListSample.execution(
        "7c9e2a1f", "Import products (ERP)", job: "csv_product_import", status: .paused, colour: .blue, age: 255,
        step: 2)

    private static func dashboard() -> Dashboard {
        Dashboard(
            person: "mary", database: "pim", readAt: ListSample.now, running: 0, paused: 1, queued: 0, unread: 0,
            live: [.init(summary: execution, step: step, firstError: nil)], lastOperations: [],
            week: .init(green: 0, yellow: 0, red: 0, stopped: 0, perDay: [0, 0, 0, 0, 0, 0, 0]))
    }

    @Test func `the dashboard counts it for itself, shows how far it is, and says how to go on`() {
        let lines = DashboardScreen(Self.dashboard(), ListSample.screen(columns: 100)).lines()
        #expect(lines[1] == "RUNNING 0   PAUSED 1   QUEUED 0   UNREAD 0")
        #expect(lines[2].contains("61 %") && lines[2].hasSuffix("paused"))
        #expect(lines.last == "next: tracker resume 7c9e2a1f · tracker list · tracker stats")
        #expect(Self.dashboard().figures.last?.name == "paused")
    }

    @Test(arguments: [("en", "next: tracker resume 7c9e2a1f"), ("fr", "ensuite : tracker resume 7c9e2a1f")])
    func `list, report and farewell name the command that lets it go on`(language: String, next: String) {
        let screen = ListSample.screen(columns: 100, language: language)
        let entry = ExecutionList.Entry(summary: Self.execution, step: Self.step, firstError: nil)
        let list = ListScreen(ExecutionList(entries: [entry], hasMore: false), ExecutionFilter()).lines(screen, [])
        #expect(list.last == next)
        let report = Report(summary: Self.execution, steps: [Self.step], failures: [], reasons: [], artifacts: [])
        let lines = ReportScreen(report, screen).lines()
        #expect(lines.last?.hasPrefix(next) == true)
        #expect(!lines.contains { $0.contains("/s") }, "a rate is shown")
        #expect(screen.wording.left([Self.execution]).contains(screen.language("stays paused", "reste en pause")))
        #expect(screen.wording.next(Self.execution, "x") == "tracker resume x")
    }

    @Test func `a step that ended has no bar, and one that only has to end says so`() {
        var step = ListSample.step(2, "check", "completed", .green, done: 100, total: 100)
        var execution = Self.execution
        execution.status = .running
        func lines() -> [String] {
            let report = Report(summary: execution, steps: [step], failures: [], reasons: [], artifacts: [])
            return ReportScreen(report, ListSample.screen(columns: 100)).lines()
        }
        #expect(!lines().contains { $0.contains("99 %") })
        step.status = "running"
        step.progress.secondsLeft = 0
        #expect(lines().contains { $0.contains("99 %") && $0.hasSuffix("finishing") })
    }
}
