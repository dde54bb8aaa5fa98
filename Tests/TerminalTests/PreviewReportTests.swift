// SPDX-License-Identifier: Apache-2.0

import Setup
import Testing

@testable import Terminal
@testable import Tracking

struct PreviewReportTests {
    private func screen(_ language: Language, cut: Bool = false, changes: Int = 2) -> [String] {
        var step = Sample.step(.init(done: 3, total: 3, unit: "rows"))
        step.status = "completed"
        step.colour = .green
        step.counters = .init(
            read: 3, created: 0, updated: 0, unchanged: 1, skipped: 0, invalid: 0, written: 0,
            more: [.init(key: "would_create", value: 17), .init(key: "would_update", value: 23)])
        var report = Sample.report([step], status: .completed, colour: .green)
        report.summary.isPreview = true
        let all = [
            Report.Changes.Change(item: "lamp", field: "name", before: "Old", after: "New\nline"),
            Report.Changes.Change(item: "chair\u{1b}[2J", field: "price-EUR", before: "", after: "3.00"),
        ]
        report.changes = .init(first: Array(all.prefix(changes)), count: cut ? 100_000 : Int64(changes), isCut: cut)
        return ReportScreen(report, Sample.console(120, language)).lines()
    }

    @Test func `a preview's report says that nothing was written, what would be, and shows the first changes`() {
        let text = screen(.english).joined(separator: "\n")
        #expect(text.contains("Import products (ERP) (preview)"))
        #expect(text.contains("Preview: nothing was written to the catalogue"))
        #expect(text.contains("WOULD CREATE") && text.contains("WOULD UPDATE"))
        #expect(text.contains(" 17 ") && text.contains(" 23 "))
        #expect(text.contains("Changes (2): item, field, before -> after"))
        #expect(text.contains("Old -> New"))
        #expect(text.contains("- -> 3.00"))
        #expect(!text.contains("\u{1b}[2J"))
    }

    @Test func `the same in French`() {
        let text = screen(.french).joined(separator: "\n")
        #expect(text.contains("(aperçu)"))
        #expect(text.contains("rien n'a été écrit dans le catalogue"))
        #expect(text.contains("À CRÉER") && text.contains("À MODIF."))
        #expect(text.contains("Modifications (2)"))
    }

    @Test func `more changes than are listed, and none at all`() {
        #expect(screen(.english, cut: true).contains { $0.contains("first 2 of more than 100 000") })
        #expect(screen(.english, changes: 0).contains { $0.contains("Changes: none") })
    }

    @Test func `the report's object has the changes`() {
        var report = Sample.report([])
        #expect(report.json.member("preview") == .bool(false))
        #expect(report.json.member("changes") == .null)
        report.summary.isPreview = true
        report.changes = .init(first: [.init(item: "a", field: "b", before: "c", after: "d")], count: 1, isCut: false)
        #expect(
            report.json.member("changes")?.rendered
                == #"{"count":1,"is_cut":false,"first":[{"item":"a","field":"b","before":"c","after":"d"}]}"#)
    }
}
