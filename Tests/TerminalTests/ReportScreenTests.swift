// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Terminal
@testable import Tracking

@Suite struct ReportScreenTests {
    private static let failed: Report = {
        var report = Sample.report([], status: .failed, colour: .red)
        report.summary.errors = 1
        report.steps = [
            ListSample.step(1, "scan", "completed", .green, done: 10, total: 10),
            ListSample.step(2, "import", "failed", .red, done: 9_000, total: 10_000),
        ]
        report.failures = [
            .init(
                step: 2, stepName: "import", reason: "connection_lost", message: "connection to ERP lost",
                cause: "reset",
                hint: "try again", sqlState: "08006", worker: "w1", at: Sample.start)
        ]
        report.reasons = [
            .init(
                step: 2, reason: "unknown_option", isNote: false, field: "size", count: 31,
                message: "row 17 (line 18), A1, size: no such option", isUniform: false, rows: [17, 202, 640])
        ]
        report.artifacts = [
            .init(kind: "invalid_items", name: "bad.csv", size: 4_096, records: 37, isComplete: true, number: 1)
        ]
        report.extras = .init(
            parameters: .object([]), changed: [.init(key: "storage.type", value: .text("none"))],
            openings: [.init(person: "root", via: "tracker", at: Sample.start)],
            usual: .init(runs: 20, from: 660, to: 780))
        return report
    }()

    private func lines(_ report: Report, columns: Int = 120, language: String = "en") -> [String] {
        ReportScreen(report, ListSample.screen(columns: columns, language: language)).lines()
    }

    @Test func `a failed run says at once where, why, what to do and what stays`() throws {
        let lines = lines(Self.failed)
        let start = try #require(lines.firstIndex { $0.hasPrefix("Error in step 2 “import”: connection_lost") })
        #expect(
            lines[(start + 1)...(start + 5)] == [
                "  connection to ERP lost", "  why:  reset", "  do:   try again", "  (SQLSTATE 08006, worker w1)",
                "  done before: 9\u{a0}010 updated (not reverted)",
            ])
        #expect(start < (try #require(lines.firstIndex { $0.contains("STEP") })))
    }

    @Test func `warnings are grouped with their first rows, and bare of what stands beside them`() {
        #expect(
            lines(Self.failed).contains("   31 ×  unknown_option size: e.g. no such option  rows 17, 202, 640 …"))
    }

    @Test func `parameters, files, the usual time and the next commands are named`() {
        let text = lines(Self.failed).joined(separator: "\n")
        #expect(text.contains("storage.type=none"))
        #expect(text.contains("bad.csv (37 records, 4 kB)"))
        #expect(
            text.contains(
                "next: tracker warnings 7c9e2a1f · tracker download 7c9e2a1f --to DIR · tracker retry 7c9e2a1f"))
        #expect(text.contains("opened by administrator root, "))
    }

    @Test func `somebody else's is named by its URL, and says that its owner can see it`() {
        var report = Self.failed
        report.summary.isOwn = false
        let text = lines(report).joined(separator: "\n")
        #expect(text.contains("opened by you as administrator; mary can see this"))
        #expect(text.contains("tracker warnings https://pim.example/executions/"))
        #expect(!text.contains("tracker retry"))
        #expect(!text.contains("tracker warnings 7c9e2a1f"))
    }

    @Test func `what was removed with its month is said`() {
        var report = Self.failed
        report.summary.hasDetails = false
        #expect(lines(report).contains { $0.contains("of that month have been removed") })
    }

    @Test(arguments: [60, 80, 100, 140]) func `tables and bars stay within the terminal`(columns: Int) {
        for line in lines(Self.failed, columns: columns, language: "fr") where !line.contains("https://") {
            #expect(line.hasPrefix("  ouverte") || line.width <= columns, "\(line)")
        }
    }

    @Test func `secrets are masked wherever they stand, and everything else is as it was`() {
        let masked = Secrets.masked(
            .object([
                ("delimiter", .text(";")), ("Api-Key", .text("x")), ("password", .null),
                ("storage", .object([("client_secret", .text("y")), ("host", .text("h"))])),
                ("list", .array([.object([("token", .integer(5))])])),
            ]))
        #expect(
            masked.rendered
                == #"{"delimiter":";","Api-Key":"•••","password":null,"storage":{"client_secret":"•••","host":"h"},"list":[{"token":"•••"}]}"#
        )
    }

    @Test(
        arguments: [
            ("invalid_items.csv", "invalid_items.csv"), ("../../etc/passwd", "passwd"), ("/etc/passwd", "passwd"),
            ("..", "file"), ("", "file"), (".bashrc", "bashrc"), ("-rf", "rf"), ("a\\b\\c.csv", "c.csv"),
            ("one\ntwo\u{1b}[31m.csv", "one_two_[31m.csv"), ("価格.csv", "価格.csv"),
        ]) func `a file's name never leads out of its folder`(name: String, safe: String)
    {
        #expect(PartialFile.safeName(name) == safe)
        #expect(PartialFile.safeName(String(repeating: "é", count: 400)).utf8.count <= 200)
    }

    @Test func `a place between warnings reads back what it writes`() {
        for cursor in [WarningCursor(step: 3, row: 1_904, number: 77), WarningCursor(step: 1, row: nil, number: 5)] {
            #expect(WarningCursor(cursor.description) == cursor)
        }
        for text in ["", "3", "3.1", "a.1.2", "3.x.2", "1.2.3.4"] { #expect(WarningCursor(text) == nil) }
    }
}
