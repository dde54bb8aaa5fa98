// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// A step of two phases, stopped in both: records that claim the same wait for all others.
@Suite(.ownDatabase) struct InterruptedProductsTests {
    @Test(arguments: [("stop", "retry"), ("pause", "resume")])
    func `a product import whose records wait for others ends the same after each interruption`(
        act: String, back: String
    ) async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        _ = try await bench.run(
            "csv_product_model_import", "code;family_variant;parent;color\nR;lamps_color_size;;\nS1;;R;red\n")
        let file = WorkerCountTests.file(12_000)
        let calm = try await bench.run("csv_product_import", file)
        let calmProducts = try await bench.texts(WorkerCountTests.products)
        try await bench.script("truncate catalog.product, catalog.unique_value, catalog.history")

        let execution = try await bench.launch("csv_product_import", bytes: Array(file.utf8), name: "file.csv", "{}")
        let ask = { @Sendable (act: String) in
            try await bench.asPerson(
                "select tracker.\(act)(e.public_id) from tracker.my_execution e where e.execution_id = \(execution)")
        }
        var phases: Set<String> = []
        for _ in 0..<40 where try await status(execution, bench) != "completed" {
            try await interrupting {
                try await bench.work(workers: 2)
            } onceChanged: {
                try await progress(execution, bench)
            } by: {
                _ = try await ask(act)
            }
            guard try await status(execution, bench) != "completed" else { break }
            phases.insert(try await phase(execution, bench))
            #expect(try await ask(back) == "requested")
        }
        try await bench.work(workers: 2)
        #expect(phases.count > 1, "interrupted in one phase only: \(phases)")
        #expect(try await bench.report(execution) == calm)
        #expect(try await bench.texts(WorkerCountTests.products) == calmProducts)
        #expect(try await bench.text("select count(*)::text from catalog.deferred_record") == "0")
    }

    private func status(_ execution: Int64, _ bench: ImportBench) async throws -> String {
        try await bench.text("select status from job.execution where id = \(execution)")
    }

    private func phase(_ execution: Int64, _ bench: ImportBench) async throws -> String {
        try await bench.text(
            "select phase::text from job.step where execution_id = \(execution) and name = 'import'")
    }

    /// Where the tasks of the step stand: it changes with each chunk.
    private func progress(_ execution: Int64, _ bench: ImportBench) async throws -> String {
        try await bench.text(
            """
            select coalesce((select sum(l.position) from job.lease l where l.step_id = s.id), 0) || ' '
                   || (select count(*) from job.outcome o where o.step_id = s.id) || ' ' || (s.ended_at is not null)
              from job.step s where s.execution_id = \(execution) and s.name = 'import'
            """)
    }
}
