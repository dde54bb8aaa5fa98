// SPDX-License-Identifier: Apache-2.0

import Imports
import JobEngine
import Postgres
import TestKit
import Testing

/// Imports that are stopped, paused, resumed and retried in their middle, compared with undisturbed ones.
@Suite(.ownDatabase) struct ControlTests {
    private static let locales = ["en_GB", "fr_FR", "de_DE", "it_IT", "es_ES"]

    /// Several chunks for the scan and for the import; some records are refused, and some keys come twice.
    private static let file: [UInt8] = {
        var text = "code;" + locales.map { "label-" + $0 }.joined(separator: ";") + "\n"
        for row in 1...12_000 {
            let code = row % 1_000 == 0 ? "wrong-\(row)" : "type_\(row > 11_000 ? row - 11_000 : row)"
            text += code + String(repeating: ";" + String(repeating: "label \(row) ", count: 8), count: locales.count)
            text += "\n"
        }
        return Array(text.utf8)
    }()

    @Test(arguments: [("stop", "retry", "stopped"), ("pause", "resume", "paused")])
    func `an import that is interrupted and goes on ends identical to an undisturbed one`(
        act: String, back: String, state: String
    ) async throws {
        let run = try await ImportRun()
        _ = try await run.run(
            "csv_locale_import", "code\n" + Self.locales.map { $0 + "\n" }.joined())
        let execution = try await run.launch("csv_group_type_import", bytes: Self.file, name: "types.csv")
        var interruptions = 0
        while try await status(execution) != "completed" {
            try await work(until: execution) {
                // As soon as another chunk is committed; what that finds is stopped where it stands.
                let answer = try await ask(act, execution, run)
                return answer != "completed"
            }
            guard try await status(execution) == state else { continue }
            interruptions += 1
            #expect(try await ask(back, execution, run) == "requested")
        }
        #expect(interruptions > 3)
        let disturbed = try await run.report(execution)
        let disturbedTypes = try await value(Self.digest)
        let notifications = try await value(
            "select string_agg(colour, ' ' order by id) from tracker.notification where execution_id = \(execution)")
        #expect(notifications == "yellow", "a stop by the owner is not told, the end is")

        _ = try await value("truncate catalog.group_type cascade")
        let calm = try await run.run("csv_group_type_import", bytes: Self.file, name: "types.csv")
        #expect(disturbed.status == calm.status)
        for step in calm.steps {
            #expect(disturbed.step(step.name)?.counters == step.counters)
            #expect(disturbed.step(step.name)?.status == step.status)
        }
        #expect(disturbed.warnings == calm.warnings)
        #expect(disturbed.invalidItems == calm.invalidItems)
        #expect(try await value(Self.digest) == disturbedTypes)
        let files = try await value(
            """
            select count(distinct (a.kind, a.size, a.records, a.is_complete))::text from job.artifact a
             where a.execution_id in (\(execution), \(calm.executionID)) and a.kind = 'invalid_items'
            """)
        #expect(files == "1")
    }

    /// Runs a worker until nothing is left to do, and does something once it has committed a chunk.
    private func work(until execution: Int64, _ body: @escaping @Sendable () async throws -> Bool) async throws {
        try await interrupting {
            try await ImportRun.work()
        } onceChanged: {
            try await progress(execution)
        } by: {
            _ = try await body()
        }
    }

    private func status(_ execution: Int64) async throws -> String {
        try await value("select status from job.execution where id = \(execution)")
    }

    private func ask(_ act: String, _ execution: Int64, _ run: ImportRun) async throws -> String {
        try await run.asPerson(
            "select tracker.\(act)(e.public_id) from tracker.my_execution e where e.execution_id = \(execution)")
    }

    private func progress(_ execution: Int64) async throws -> String {
        try await value(
            """
            select coalesce((select sum(l.position) from job.lease l where l.execution_id = e.id), 0) || ' '
                   || (select count(*) from job.outcome o where o.execution_id = e.id)
              from job.execution e where e.id = \(execution)
            """)
    }

    private static let digest =
        "select md5(string_agg(code || labels::text, ',' order by code)) from catalog.group_type"
}
