// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

/// Calculations while the structure, or the project itself, becomes another.
@Suite(.ownDatabase) struct ProjectChangeRaceTests {
    /// Four chunks of products, past the imports.
    private func addProducts(_ bench: ProjectBench) async throws {
        try await bench.run(
            """
            insert into catalog.product (id, identifier, identifier_key, family, values, created_at, updated_at)
            select 1000 + n, 'n' || n, 'n' || n, case when n % 3 = 0 then 'chairs' else 'lamps' end,
                   case when n % 2 = 0 then '{"name-en_US": "N"}' else '{}' end::jsonb, now(), now()
              from generate_series(1, 18000) as n;
            select setval('catalog.item_id', 20000);
            """)
    }

    private static let newGroup = [
        ("attribute_group", "code;sort_order\nfresh;9\n"),
        ("attribute", "code;type;group;decimals_allowed;negative_allowed\ndepth;pim_catalog_number;fresh;0;0\n"),
        ("family", "code;attributes;requirements-web\nchairs;sku,name,picture,depth;sku,name,depth\n"),
    ]

    /// Imports the new group, and no number follows yet.
    private func changeStructure(_ bench: ProjectBench) async throws {
        var last: Int64 = 0
        for (entity, text) in Self.newGroup { last = try await bench.launchImport(entity, text) }
        let worker = try ProjectBench.worker(hasChores: false)
        async let work: Void = worker.run()
        try await until("the structure is not imported") { [last] in try await bench.report(last).status == "completed"
        }
        worker.drain()
        try await work
    }

    private func until(_ what: Comment, _ isSo: () async throws -> Bool) async throws {
        for _ in 0..<12_000 {
            if try await isSo() { return }
            try await Task.sleep(for: .milliseconds(10))
        }
        Issue.record(what)
    }

    private static let lock = "select pg_advisory_lock(1128812121, p.id) from tracker.project p"

    private func untilWaiting(_ count: Int, _ bench: ProjectBench) async throws {
        try await until("nobody waits for the project") {
            try await bench.text(
                """
                select count(*)::text
                  from pg_locks l
                  join pg_database d on d.oid = l.database and d.datname = current_database()
                 where l.locktype = 'advisory' and l.classid = 1128812121 and not l.granted
                """) == "\(count)"
        }
    }

    /// Lets the calculation prepare while `body` waits right behind it: then its first chunk waits for the session that `body` is given.
    private func behindPreparation(
        _ bench: ProjectBench, _ body: (Session) async throws -> Void
    ) async throws {
        let gate = try await Session.connect(try TestDatabase.current, name: "gate")
        try await gate.run(script: Self.lock)
        let holder = try await Session.connect(try TestDatabase.current, name: "holder")
        async let calculation: Void = ProjectBench.work(hasChores: false)
        try await untilWaiting(1, bench)
        async let held: Void = holder.run(script: Self.lock)
        try await untilWaiting(2, bench)
        await gate.close()
        try await held
        try await untilWaiting(1, bench)
        try await body(holder)
        try await calculation
    }

    @Test func `a calculation at work takes in an attribute group that the refresh takes in meanwhile`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        try await addProducts(bench)
        _ = try await bench.create()
        // In this order they get it: a chunk of the calculation, which sees the new structure; the refresh, which takes it in; a chunk.
        try await behindPreparation(bench) { holder in
            try await changeStructure(bench)
            async let refresh: Void = ProjectBench.work()
            try await untilWaiting(2, bench)
            await holder.close()
            try await refresh
        }
        try await ProjectBench.work()
        #expect(try await bench.numbers() == bench.naive())
        #expect(try await bench.numbers()["group fresh"] != nil)
    }

    @Test func `a calculation that is stopped behind its first step leaves nothing unseen`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        try await addProducts(bench)
        _ = try await bench.create()
        try await ProjectBench.work()
        try await changeStructure(bench)
        let execution = try await bench.recalculate()
        try await behindPreparation(bench) { holder in
            try await bench.person.perform { db in
                _ = try db.query(
                    Statement(
                        "", "select tracker.stop(e.public_id) from tracker.my_execution e where e.execution_id = $1"),
                    execution)
            }
            await holder.close()
        }
        try await ProjectBench.work()
        #expect(try await bench.report(execution).status == "stopped")
        #expect(try await bench.numbers() == bench.naive())
    }

    @Test func `a project made anew under the same name is not what was launched for the one before`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        let first = try await bench.create()
        try await bench.person.perform { db in _ = try db.query(Statement("", "select tracker.delete_project('p')")) }
        let second = try await bench.create()
        try await ProjectBench.work()
        #expect(try await bench.report(first).errors == ["unknown_project: there is no project \"p\""])
        #expect(try await bench.report(second).status == "completed")
        let told = try await bench.text("select count(*)::text from tracker.notification where job = 'project_created'")
        #expect(told == "2")
        #expect(try await bench.numbers() == bench.naive())
    }

    @Test func `more attribute groups than there is room for change no number of those that are there`() async throws {
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        _ = try await bench.create("chairs", filters: #"[{"field": "family", "operator": "IN", "value": ["chairs"]}]"#)
        try await ProjectBench.work()
        let before = try await bench.numbers("chairs")
        let groups = (1...80).map { "more\($0);\(100 + $0)\n" }.joined()
        try await bench.load("attribute_group", "code;sort_order\n" + groups)
        try await bench.load(
            "attribute",
            "code;type;group;decimals_allowed;negative_allowed\nlast;pim_catalog_number;more80;0;0\n")
        #expect(try await bench.numbers("chairs") == before)
        #expect(try await bench.text("select width::text from tracker.project") == "128")
        try await bench.load(
            "family", "code;attributes;requirements-web\nchairs;sku,name,picture,last;sku,name,last\n")
        let condition = "i.family = 'chairs'"
        #expect(try await bench.numbers("chairs") == bench.naive("chairs", where: condition))
        #expect(try await bench.numbers("chairs")["group more80"] == "2/0/0")
        let products = try await bench.person.perform { db in
            try db.query(Statement("", "select count(*) from tracker.project_products('chairs', 'mary')")).int64(0, 0)
        }
        #expect(products == 2)
    }
}
