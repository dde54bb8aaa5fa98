// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import JobEngine
import Postgres
import TestKit
import Testing

/// Calculations that are interrupted, that run side by side, and beside changes.
@Suite(.ownDatabase) struct ProjectRaceTests {
    /// Many products, some of them filled.
    private static func products(_ count: Int, from first: Int = 1) -> String {
        var text = "sku;family;name-en_US;watts\n"
        for number in first..<first + count {
            text += "n\(number);\(number % 3 == 0 ? "chairs" : "lamps");\(number % 2 == 0 ? "Name" : "");"
            text += number % 3 != 0 && number % 5 == 0 ? "4\n" : "\n"
        }
        return text
    }

    @Test func `however often workers leave in the middle, the numbers are those of an undisturbed run`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        try await bench.load("product", Self.products(11_000))
        let execution = try await bench.create()
        var workers = 0
        while try await bench.report(execution).status != "completed", workers < 100 {
            workers += 1
            let worker = try ProjectBench.worker()
            try await interrupting {
                try await worker.run()
            } onceChanged: {
                try await bench.text(
                    """
                    select coalesce(sum(l.position), 0) || ' ' || (select count(*) from job.outcome o where o.execution_id = \(execution))
                      from job.lease l where l.execution_id = \(execution)
                    """)
            } by: {
                worker.drain()
            }
        }
        #expect(workers > 2, "nobody was interrupted")
        #expect(try await bench.report(execution).summary.hasPrefix("read 11009, skipped 2,"))
        #expect(try await bench.numbers() == bench.naive())
    }

    @Test func `stopped in the middle, its numbers are those of the states that stand there; the next one ends it`()
        async throws
    {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        try await bench.load("product", Self.products(11_000))
        _ = try await bench.create()
        try await ProjectBench.work()
        // As if a change had been missed: only a calculation finds it.
        try await bench.run(
            "update catalog.product set values = values || '{\"name-en_US\": \"x\"}' where family = 'lamps'")
        let execution = try await bench.recalculate()
        let uuid = try await bench.text("select public_id::text from job.execution where id = \(execution)")
        let worker = try ProjectBench.worker()
        try await interrupting {
            try await worker.run()
        } onceChanged: {
            try await bench.text(
                "select coalesce(max(position), 0)::text from job.lease where execution_id = \(execution) and position > 1"
            )
        } by: {
            try await bench.person.perform { db in
                _ = try db.query(Statement("", "select tracker.stop($1::text::uuid)"), uuid)
            }
        }
        let stored = try await bench.text(
            """
            select concat_ws('/', count(*) filter (where s = 'to_do'), count(*) filter (where s = 'in_progress'), count(*) filter (where s = 'done'))
              from (select tracker._project_state(present, begun, complete, ~ repeat('0', 64)::varbit) as s from tracker.project_product) as x
            """)
        #expect(try await bench.numbers()["owner"] == stored)
        _ = try await bench.recalculate()
        try await ProjectBench.work()
        #expect(try await bench.numbers() == bench.naive())
    }

    @Test func `two calculations at once, beside an import, do no harm`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        try await bench.load("product", Self.products(6_000))
        _ = try await bench.create()
        _ = try await bench.recalculate()
        _ = try await bench.launchImport("product", Self.products(3_000, from: 5_000).replacing(";Name;", with: ";;"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...2 { group.addTask { try await ProjectBench.work(slots: 2) } }
            try await group.waitForAll()
        }
        try await ProjectBench.work()
        #expect(try await bench.numbers() == bench.naive())
        #expect(try await bench.text("select count(*)::text from job.execution where status <> 'completed'") == "0")
        let told = try await bench.text(
            "select count(*)::text from (select person from tracker.notification where job = 'project_created' group by person having count(*) > 1) as x"
        )
        #expect(told == "0")
    }
}
