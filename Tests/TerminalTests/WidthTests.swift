// SPDX-License-Identifier: Apache-2.0

import Postgres
import Setup
import Testing

@testable import Terminal
@testable import Tracking

/// Every screen at every width, with names that are long, wide, combining or pictures.
@Suite struct WidthTests {
    /// What a terminal is wide.
    private static let widths = [40, 60, 80, 100, 200]

    private static let labels = [
        "Import products", String(repeating: "very long ", count: 30) + "name",
        "価格表の取り込み（二〇二六年春夏コレクション・全店舗分）",
        "Cafe\u{301} cre\u{300}me bru\u{302}le\u{301}e des e\u{301}te\u{301}s passe\u{301}s",
        "👩‍👩‍👧‍👦 🇫🇷 📦📦📦 Spring 🌸 sale 🛒", "unbreakable_" + String(repeating: "x", count: 150),
    ]

    private static let states: [(ExecutionStatus, Colour)] = [
        (.queued, .blue), (.running, .blue), (.paused, .blue), (.stopping, .blue), (.completed, .green),
        (.completed, .yellow), (.failed, .red), (.stopped, .grey), (.abandoned, .red), (.unknown, .red),
    ]

    private static func execution(
        _ place: Int, _ label: String, _ status: ExecutionStatus, _ colour: Colour
    ) -> ExecutionSummary {
        ListSample.execution(
            "7c9e2a\(10 + place)", label, job: "csv_product_import", kind: place % 2 == 0 ? "mass_edit" : "import",
            status: status, colour: colour, warnings: colour == .yellow || colour == .red ? 12_345 : 0,
            errors: colour == .red ? 17 : 0, age: 7_200, queue: status == .queued ? nil : 3,
            took: status.hasEnded ? 4_321 : nil, step: 2, stoppedBy: status == .stopped ? "mary" : nil)
    }

    private static var executions: [ExecutionSummary] {
        states.enumerated().map { place, state in
            execution(place, labels[place % labels.count], state.0, state.1)
        }
    }

    private static func step(_ execution: ExecutionSummary, _ label: String) -> StepReport {
        var step = ListSample.step(2, "import", "running", .blue, done: 1_234_567, total: 9_876_543)
        step.label = label
        switch execution.status {
        case .paused:
            step.status = "paused"
            step.progress.isPaused = true
        case .running, .stopping: break
        case .queued: step.status = "waiting"
        case .completed: (step.status, step.colour) = ("completed", execution.colour)
        default: (step.status, step.colour) = ("failed", execution.colour)
        }
        return step
    }

    private static func report(_ execution: ExecutionSummary, _ label: String) -> Report {
        let failures: [Report.Failure] =
            execution.colour == .red
            ? [
                .init(
                    step: 2, stepName: "import", reason: "database_refused",
                    message: label + " was not found on the server",
                    cause: "the disk of the server is full, and has been so for quite some time now",
                    hint: "Give a readable file and launch the import again.", sqlState: "53100",
                    worker: "worker-of-a-host-with-a-long-name.example.org:4711", at: ListSample.now)
            ] : []
        let reasons: [Report.Reason] =
            execution.warnings > 0
            ? [
                .init(
                    step: 2, reason: "family_differs_from_parent", isNote: false, field: "release_date-fr_FR-ecommerce",
                    count: 12_345, message: "row 504 (line 569), \(label), family: parent is of family \"lamps\"",
                    isUniform: false, rows: [504, 12_678, 1_345_678])
            ] : []
        var report = Report(
            summary: execution, steps: [step(execution, label)], failures: failures, reasons: reasons,
            artifacts: [
                .init(
                    kind: "input", name: label + ".csv", size: 1_234_567, records: nil, isComplete: true, number: 1),
                .init(
                    kind: "invalid", name: "invalid_items.csv", size: 4_096, records: 37, isComplete: true, number: 2),
            ])
        report.extras = .init(
            parameters: .object([]), changed: [.init(key: "storage.file_path", value: .text("/srv/" + label))],
            openings: [.init(person: "julia", via: "web", at: ListSample.now)],
            usual: .init(runs: 20, from: 600, to: 720))
        return report
    }

    /// What may be wider than the terminal: a command or an address, which must not be torn, alone on its line.
    private static func mayBeWide(_ line: String) -> Bool {
        let words = line.drop { $0 == " " }
        return words.hasPrefix("tracker ") || words.hasPrefix("https://")
    }

    /// Lines as one sentence, as somebody reads them who goes on in the next line.
    private static func joined(_ lines: [String]) -> String {
        lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
    }

    private static func check(_ lines: [String], _ columns: Int, _ name: String) {
        for line in lines.flatMap({ $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) })
        where !mayBeWide(line) {
            #expect(line.width <= columns, "\(name): \(line.width) > \(columns): \(line)")
        }
    }

    @Test(arguments: widths, ["en", "fr"])
    func `lists show state, count and id at every width, and never a wider line`(columns: Int, language: String) {
        for isASCII in [false, true] {
            let screen = ListSample.screen(columns: columns, language: language, isASCII: isASCII)
            let entries = Self.executions.map { execution in
                ExecutionList.Entry(
                    summary: execution, step: Self.step(execution, Self.labels[1]),
                    firstError: execution.colour == .red ? Self.labels[2] : nil)
            }
            let table = Listing.executions.table(entries, screen)
            let list = ExecutionList(entries: entries, hasMore: true, counts: nil)
            Self.check(ListScreen(list, ExecutionFilter()).lines(screen, table), columns, "list")
            for execution in Self.executions {
                let line = table.first { $0.hasSuffix(execution.shortID) }
                #expect(line?.contains(screen.wording.status(execution)) == true, "\(execution.status) at \(columns)")
                if execution.colour == .yellow {
                    #expect(line?.contains(screen.wording.grouped(12_345)) == true, "\(columns): \(line ?? "")")
                }
            }
        }
    }

    @Test(arguments: widths, ["en", "fr"])
    func `a report and the last lines of a watch fit, and tell state, counts and id`(columns: Int, language: String) {
        for isASCII in [false, true] {
            let screen = ListSample.screen(columns: columns, language: language, isASCII: isASCII)
            for execution in Self.executions {
                let report = Self.report(execution, execution.label)
                let lines = ReportScreen(report, screen).lines()
                Self.check(lines, columns, "show")
                #expect(Self.joined(lines).contains(screen.wording.headline(execution)))
                let frame = LiveFrame(report, screen.console, .init(reports: [report]))
                Self.check(frame.lines(forError: false), columns, "watch")
                #expect(frame.lines(forError: false)[0].contains(execution.shortID), "\(columns)")
                let ending = EndingLines(report, screen.console).lines()
                Self.check(ending, columns, "end")
                #expect(Self.joined(ending).contains(screen.wording.headline(execution)), "\(columns): \(ending)")
                #expect(ending.joined().contains(execution.shortID))
            }
        }
    }

    @Test(arguments: widths, ["en", "fr"])
    func `the dashboard fits, and tells how long what runs takes`(columns: Int, language: String) {
        for isASCII in [false, true] {
            let screen = ListSample.screen(columns: columns, language: language, isASCII: isASCII)
            let entries = Self.executions.map {
                ExecutionList.Entry(summary: $0, step: Self.step($0, $0.label), firstError: nil)
            }
            let dashboard = Dashboard(
                person: "mary", database: "catalogue_of_the_whole_company", readAt: ListSample.now, running: 12,
                paused: 3, queued: 45, unread: 678, live: entries.filter { !$0.summary.hasEnded },
                lastOperations: entries,
                week: .init(
                    green: 12_345, yellow: 2_345, red: 345, stopped: 45, medianSeconds: 70, p95Seconds: 783,
                    perDay: [4, 8, 8, 20, 12, 28, 8]))
            let lines = DashboardScreen(dashboard, screen, trouble: "connection lost, retrying (3)").lines()
            Self.check(lines, columns, "dashboard")
            let text = lines.joined(separator: "\n")
            for number in [12_345, 2_345, 345, 45, 678] as [Int64] {
                #expect(text.contains(screen.wording.grouped(number)), "\(number) at \(columns)")
            }
            #expect(text.contains("2 min 30 s"), "\(columns): \(text)")
            for execution in Self.executions { #expect(text.contains(execution.shortID), "\(columns)") }
        }
    }

    @Test(arguments: widths, ["en", "fr"])
    func `warnings, one by one and grouped, keep their rows, counts and most of their message`(
        columns: Int, language: String
    ) {
        let screen = ListSample.screen(columns: columns, language: language)
        let reasons = Self.labels.flatMap { label in
            Self.report(Self.execution(1, label, .completed, .yellow), label).reasons
        }
        let grouped = Listing<Report.Reason>.reasons.table(reasons, screen)
        Self.check(grouped, columns, "warnings --grouped")
        // A message takes as many lines as it needs; the count stands on the first of them.
        #expect(grouped.count { $0.contains(screen.wording.grouped(12_345)) } == reasons.count)
        let words = grouped.flatMap { $0.split(separator: " ") }
        for word in screen.wording.language("parent is", "le parent").split(separator: " ") {
            #expect(words.contains(word), "\(columns): \(grouped)")
        }
    }

    @Test(arguments: widths, ["en", "fr"])
    func `statistics and findings fit, and findings lose no word`(columns: Int, language: String) {
        let screen = ListSample.screen(columns: columns, language: language)
        let rows = Self.labels.map { label in
            Statistics.Row(
                since: ListSample.now, job: "csv_product_import", label: label, kind: "mass_edit", runs: 1_234,
                green: 1_000, yellow: 200, red: 34, stopped: 12, failureRate: 0.0275, averageSeconds: 12,
                medianSeconds: 613, p95Seconds: 4_321, longestSeconds: 9_876, items: 12_345_678,
                itemsPerSecond: 2_145, warnings: 56_789, errors: 34)
        }
        for grouping in [Statistics.Grouping.job, .day] {
            let lines = Listing<Statistics.Row>.statistics(grouping).table(rows, screen)
            Self.check(lines, columns, "stats")
            for number in [1_234, 1_000, 200, 34] as [Int64] {
                #expect(lines[1].contains(screen.wording.grouped(number)), "\(columns): \(lines[1])")
            }
        }
        let words = (1...40).map { "word\($0)" }
        let finding = Finding(
            "row_security", .init("row security", "sécurité des lignes"), .warning,
            .init(words.joined(separator: " "), words.joined(separator: " ")),
            action: .init(words.joined(separator: " "), words.joined(separator: " ")))
        let lines = Listing<Finding>.findings.table([finding], screen)
        Self.check(lines, columns, "doctor")
        let shown = lines.joined(separator: " ").split { $0 == " " || $0 == "\n" }
        for word in words { #expect(shown.count { $0 == word } == 2, "\(word) at \(columns)") }
    }

    @Test(arguments: widths, ["en", "fr"])
    func `a notification says how it ended before it says all of a name`(columns: Int, language: String) {
        let screen = ListSample.screen(columns: columns, language: language)
        let wording = screen.wording
        let outcomes: [(Colour, String)] = [
            (.yellow, wording.count(1_234, wording.language("warning", "avertissement"))),
            (.red, wording.language("failed", "en échec")), (.grey, wording.language("stopped", "arrêté")),
            (.green, wording.language("finished", "terminé")),
        ]
        for label in Self.labels {
            for (colour, outcome) in outcomes {
                let entry = Notifications.Entry(
                    number: 12_345, status: "completed", colour: colour, kind: "mass_edit", label: label,
                    problems: 1_234)
                for room in [columns - 3, max(37, columns - 20)] {
                    let text = wording.notification(entry, room: room) { $0.width }
                    #expect(text.width <= room, "\(room): \(text)")
                    #expect(text.contains(outcome), "\(room): \(text)")
                }
            }
        }
    }

    @Test(arguments: ["", "word", "a b", "価格表の取り込み", String(repeating: "x", count: 50), "two  blanks and some more"])
    func `text that is wrapped loses nothing but blanks, and no line is too long`(text: String) {
        for limit in [8, 11, 20, 100] {
            let lines = text.wrapped(to: limit)
            #expect(lines.allSatisfy { $0.width <= limit })
            #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
        }
    }
}

extension Notifications.Entry {
    /// One made by hand.
    init(number: Int64, status: String, colour: Colour, kind: String, label: String, problems: Int64) {
        self.init(
            number: number, execution: nil, url: nil, owner: "mary", status: status, colour: colour, kind: kind,
            job: "csv_product_import", label: label, problems: problems, stoppedBy: nil, firstReason: nil,
            firstMessage: nil, createdAt: ListSample.now, readAt: nil, ageSeconds: 60)
    }
}
