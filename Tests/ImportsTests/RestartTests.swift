// SPDX-License-Identifier: Apache-2.0

import Imports
import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct RestartTests {
    /// A compressed file of some megabytes: the scan and the import take several chunks each.
    private static let file: [UInt8] = {
        let locales = ["en_GB", "fr_FR", "de_DE", "it_IT", "es_ES"]
        var text = "code;" + locales.map { "label-" + $0 }.joined(separator: ";") + "\n"
        for row in 1...12_000 {
            // Every thousandth record is refused, and nearly a thousand keys come twice.
            let code = row % 1_000 == 0 ? "wrong-\(row)" : "type_\(row > 11_000 ? row - 11_000 : row)"
            let label = String(repeating: "label \(row) ", count: 8)
            text += code + String(repeating: ";" + label, count: locales.count)
            text += row % 1_000 == 500 ? "\n\n" : "\n"
        }
        return Gzip.stored(Array(text.utf8))
    }()

    /// Works until the execution has ended, leaving after every few chunks.
    private func workInterrupted(_ execution: Int64) async throws -> Int {
        var runs = 0
        while true {
            runs += 1
            var configuration = WorkerConfiguration(slots: 1)
            configuration.endsWhenIdle = true
            configuration.poll = .milliseconds(20)
            let worker = try Worker(
                options: try TestDatabase.worker, registry: JobRegistry(ImportJobs.all), configuration: configuration)
            // Leaves as soon as something was committed.
            try await interrupting {
                try await worker.run()
            } onceChanged: {
                try await progress(execution)
            } by: {
                worker.drain()
            }
            let status = try await value("select status from job.execution where id = \(execution)")
            if status == "completed" || status == "failed" { return runs }
        }
    }

    private func progress(_ execution: Int64) async throws -> String {
        try await value(
            """
            select coalesce(sum(l.position), 0) || ' ' || (select count(*) from job.outcome o where o.execution_id = \(execution))
              from job.lease l where l.execution_id = \(execution)
            """)
    }

    @Test func `an import that is handed on again and again comes out as if undisturbed`() async throws {
        let run = try await ImportRun()
        _ = try await run.run("csv_locale_import", "code\nen_GB\nfr_FR\nde_DE\nit_IT\nes_ES\n")
        let execution = try await run.launch("csv_group_type_import", bytes: Self.file, name: "types.csv.gz")
        let runs = try await workInterrupted(execution)
        #expect(runs > 3)
        let disturbed = try await run.report(execution)
        let disturbedTypes = try await value(Self.digest)
        #expect(disturbed.summary() == "read 12000, created 10989, skipped 999, invalid 12, superseded 999")
        #expect(disturbed.step("scan")?.counters.done == Int64(Self.file.count))

        _ = try await value("truncate catalog.group_type cascade")
        let calm = try await run.run("csv_group_type_import", bytes: Self.file, name: "types.csv.gz")
        #expect(calm.summary() == disturbed.summary())
        #expect(calm.warnings == disturbed.warnings)
        #expect(calm.invalidItems == disturbed.invalidItems)
        #expect(calm.invalidItems.split(separator: "\n").count == 13)
        #expect(try await value(Self.digest) == disturbedTypes)
    }

    private static let digest =
        "select md5(string_agg(code || labels::text, ',' order by code)) from catalog.group_type"
}
