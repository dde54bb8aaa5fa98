// SPDX-License-Identifier: Apache-2.0

import Glibc
import Postgres
import TestKit
import Testing

extension ChaosTests {
    /// What edits leave: each execution's status, counters and errors, and the catalogue.
    fileprivate struct EditsOutcome: Equatable, Sendable {
        var executions: String
        var catalogue: String
    }

    @Test func `overlapping edits, and then their undos, whose workers are killed end as undisturbed ones do`()
        async throws
    {
        let scene = try ChaosScene.current
        try await ChaosRun.with(scene.base) { run in
            try await run.working(1) { _ in try await run.untilEnded() }
            let edits = try await run.edits()
            let before = try await run.catalogue()

            // At once: every product is visited by each of them, and each changes a field of its own.
            let began = ContinuousClock.now
            try await run.launch(edits)
            try await run.working(1) { _ in try await run.untilIdle() }
            let took = (ContinuousClock.now - began) / .milliseconds(1)
            let calm = try await run.editsOutcome(edits.count)
            #expect(calm.executions.components("completed") == edits.count && !calm.executions.contains(" 0 0 0 "))
            #expect(calm.catalogue != before)
            try await run.launchUndos(of: edits.count, kind: "mass_edit")
            try await run.working(1) { _ in try await run.untilIdle() }
            let undone = try await run.editsOutcome(edits.count)
            #expect(undone.catalogue == before)

            var identical = 0
            let rounds = ChaosSettings.laterRounds
            for round in 1...rounds {
                var random = SeededRandom(seed: ChaosSettings.seed &* 15_485_863 &+ UInt64(round))
                // Two a phase: a task that has lost its worker three times is set aside, as it should be.
                let kills = (0..<4).map { _ in Double.random(in: 0..<took / 2 + 100, using: &random) }
                let victims = (0..<4).map { _ in Int.random(in: 0..<4, using: &random) }
                try await run.launch(edits)
                try await run.dying(workers: 4, after: Array(kills[..<2]), victims: Array(victims[..<2]))
                let edited = try await run.editsOutcome(edits.count)
                try await run.launchUndos(of: edits.count, kind: "mass_edit")
                try await run.dying(workers: 4, after: Array(kills[2...]), victims: Array(victims[2...]))
                let restored = try await run.editsOutcome(edits.count)
                identical += edited == calm && restored == undone ? 1 : 0
                #expect(edited == calm, "round \(round), the edits")
                #expect(restored == undone, "round \(round), the undos")
            }
            let crashes = try await run.number("select coalesce(sum(o.crash_count), 0)::float8 from job.outcome o")
            print(
                """
                chaos: \(identical) of \(rounds) rounds of \(edits.count) edits and their undos identical, \
                \(Int(crashes)) tasks lost a worker
                """)
            if ChaosSettings.isLong { #expect(crashes > 0, "the kills met them at work") }
        }
    }
}

extension ChaosRun {
    /// Edits that whichever catalogue there is allows: of a field, of categories, and of a value.
    fileprivate func edits() async throws -> [[String]] {
        let (category, attribute) = try await admin.perform { db in
            let rows = try db.query(
                Statement(
                    "what can be edited",
                    """
                    select (select max(c.code) from catalog.category c),
                           (select a.code
                              from catalog.attribute a
                              join catalog.family f on a.code = any (f.attributes)
                             where a.type = 'pim_catalog_number' and not a.localizable and not a.scopable
                               and coalesce(a.number_max, 3) >= 3 and coalesce(a.number_min, 3) <= 3
                             group by a.code order by count(*) desc, a.code limit 1)
                    """, prepare: false))
            return (try rows.text(0, 0), try rows.text(0, 1))
        }
        return [
            ["update_product_value", "filters=[]", #"actions=[{"field": "enabled", "value": false}]"#],
            ["add_to_category", "filters=[]", #"actions=[{"field": "categories", "value": ["\#(category)"]}]"#],
            [
                "edit_common_attributes", "filters=[]",
                #"actions=[{"normalized_values": {"\#(attribute)": [{"locale": null, "scope": null, "data": 3}]}}]"#,
            ],
        ]
    }

    fileprivate func launch(_ edits: [[String]]) async throws {
        for edit in edits { try await chantier(["launch", edit[0], "--json"] + edit[1...].flatMap { ["--set", $0] }) }
    }

    /// Undoes the newest executions of a kind, all at once.
    func launchUndos(of count: Int, kind: String) async throws {
        let list = try await text(
            """
            select string_agg(e.public_id::text, ' ')
              from (select e.public_id from job.execution e
                     where e.kind = $2 and e.job <> 'undo' order by e.id desc limit $1::int) e
            """, Int64(count), kind)
        for execution in list.split(separator: " ") { try await chantier(["undo", String(execution), "--json"]) }
    }

    fileprivate func editsOutcome(_ count: Int) async throws -> ChaosTests.EditsOutcome {
        let executions = try await text(
            """
            select string_agg(concat_ws(' ', x.job, x.status, x.figures, x.errors), E'\\n' order by x.job, x.figures)
              from (select e.job, e.status,
                           (select string_agg(concat_ws(' ', s.read, s.updated, s.unchanged, s.skipped, s.invalid), ' / ' order by s.ordinal)
                              from job.step s where s.execution_id = e.id) as figures,
                           (select string_agg(r.message, ' ') from job.error r where r.execution_id = e.id) as errors
                      from job.execution e order by e.id desc limit $1::int) x
            """, Int64(count))
        return ChaosTests.EditsOutcome(executions: executions, catalogue: try await catalogue())
    }

    /// A sum of all that the catalogue says of products and models, but for when it was written.
    func catalogue() async throws -> String {
        try await text(
            """
            select concat_ws(' ',
              (select count(*) || ' ' || md5(string_agg((to_jsonb(p) - '{updated_at,record_mark}'::text[])::text, ',' order by p.id)) from catalog.product p),
              (select md5(string_agg((to_jsonb(m) - 'updated_at')::text, ',' order by m.id)) from catalog.product_model m),
              (select md5(string_agg(to_jsonb(u)::text, ',' order by u.attribute, u.value_key)) from catalog.unique_value u),
              (select md5(string_agg(a::text, ',' order by a::text)) from catalog.association a))
            """)
    }
}

extension String {
    /// How often a word stands in it.
    fileprivate func components(_ word: String) -> Int {
        split(whereSeparator: \.isWhitespace).count { $0 == word }
    }
}
