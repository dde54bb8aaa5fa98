// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

extension ChaosTests {
    /// What a run of rules, or its undo, leaves: status, counters, what each rule came to, warnings, and the catalogue.
    fileprivate struct RulesOutcome: Equatable, Sendable {
        var execution: String
        var rules: String
        var warnings: String
        var catalogue: String
    }

    @Test func `rules, and then their undo, whose workers are killed end as undisturbed ones do`() async throws {
        let scene = try ChaosScene.current
        try await ChaosRun.with(scene.base) { run in
            try await run.working(1) { _ in try await run.untilEnded() }
            let before = try await run.catalogue()
            try await run.loadRules()

            let began = ContinuousClock.now
            let calm = try await run.runRules { try await run.working(1) { _ in try await run.untilIdle() } }
            let took = (ContinuousClock.now - began) / .milliseconds(1)
            #expect(calm.execution.contains("completed"))
            #expect(calm.catalogue != before)
            for reason in ["not_an_integer", "empty_operand"] {
                #expect(calm.warnings.contains(reason), "\(calm.warnings.prefix(500))")
            }
            #expect(calm.rules.split(separator: "\n").count == 5, "\(calm.rules)")
            let undone = try await run.undoRules { try await run.working(1) { _ in try await run.untilIdle() } }
            #expect(undone.catalogue == before)

            var identical = 0
            for round in 1...ChaosSettings.laterRounds {
                var random = SeededRandom(seed: ChaosSettings.seed &* 32_452_843 &+ UInt64(round))
                // Two a phase: a task that has lost its worker three times is set aside, as it should be.
                let kills = (0..<4).map { _ in Double.random(in: 0..<took / 4 + 100, using: &random) }
                let victims = (0..<4).map { _ in Int.random(in: 0..<4, using: &random) }
                let disturbed = try await run.runRules {
                    try await run.dying(
                        workers: 4, after: Array(kills[..<2]), victims: Array(victims[..<2]), atWork: true)
                }
                let restored = try await run.undoRules {
                    try await run.dying(
                        workers: 4, after: Array(kills[2...]), victims: Array(victims[2...]), atWork: true)
                }
                identical += disturbed == calm && restored == undone ? 1 : 0
                #expect(disturbed == calm, "round \(round), the rules")
                #expect(restored == undone, "round \(round), the undo")
            }
            let crashes = try await run.number("select coalesce(sum(o.crash_count), 0)::float8 from job.outcome o")
            print(
                """
                chaos: \(identical) of \(ChaosSettings.laterRounds) rounds of rules and their undo identical, \
                \(Int(crashes)) tasks lost a worker
                """)
            if ChaosSettings.isLong { #expect(crashes > 0, "the kills met them at work") }
        }
    }
}

extension ChaosRun {
    /// Rules that whichever catalogue there is allows: later ones see what earlier ones have made, some results are not allowed, and
    /// some have nothing to calculate with.
    fileprivate func loadRules() async throws {
        let target = try await wholeNumber()
        let (category, operand) = try await admin.perform { db in
            let rows = try db.query(
                Statement(
                    "what rules can change",
                    """
                    select (select max(c.code) from catalog.category c),
                           (select a.code
                              from catalog.attribute a
                              join catalog.family f on a.code = any (f.attributes)
                             where a.type = 'pim_catalog_number' and not a.localizable and not a.scopable and a.code <> $1
                             group by a.code order by count(*) desc, a.code limit 1)
                    """, prepare: false), target)
            return (try rows.text(0, 0), try rows.text(0, 1))
        }
        let folder = try Folder()
        try folder.write(
            "rules.yml",
            """
            rules:
              halve:
                priority: 50
                conditions:
                  - {field: \(target), operator: NOT EMPTY}
                actions:
                  - {type: calculate, destination: {field: \(target)}, source: {field: \(target)}, operation_list: [{operator: divide, value: 2}]}
              shelve:
                priority: 40
                conditions:
                  - {field: enabled, operator: "=", value: true}
                actions:
                  - {type: add, field: categories, items: [\(category)]}
              fill:
                priority: 30
                conditions:
                  - {field: \(target), operator: EMPTY}
                actions:
                  - {type: set, field: \(target), value: 3}
              raise:
                priority: 20
                conditions:
                  - {field: categories, operator: IN, value: [\(category)]}
                  - {field: \(target), operator: ">", value: 2}
                actions:
                  - {type: calculate, destination: {field: \(target)}, source: {field: \(target)}, operation_list: [{operator: add, value: 1}]}
              sum:
                priority: 10
                actions:
                  - {type: calculate, destination: {field: \(target)}, source: {field: \(target)}, operation_list: [{operator: add, field: \(operand)}]}

            """)
        try await chantier(["launch", "yml_rule_import", "--file", "\(folder.path)/rules.yml", "--json"])
        try await working(1) { _ in try await untilIdle() }
        let count = try await number("select count(*)::float8 from catalog.rule")
        #expect(count == 5, "all of them were taken in")
    }

    /// The whole number that most families have.
    func wholeNumber() async throws -> String {
        try await text(
            """
            select a.code
              from catalog.attribute a
              join catalog.family f on a.code = any (f.attributes)
             where a.type = 'pim_catalog_number' and not a.localizable and not a.scopable and not a.decimals_allowed
             group by a.code order by count(*) desc, a.code limit 1
            """)
    }

    /// Launches all rules, lets `work` be done, and reads what they have left.
    fileprivate func runRules(_ work: () async throws -> Void) async throws -> ChaosTests.RulesOutcome {
        try await chantier(["launch", "rule_engine_execute_rules", "--json"])
        try await work()
        return try await rulesOutcome()
    }

    /// The same for the undo of the newest run.
    fileprivate func undoRules(_ work: () async throws -> Void) async throws -> ChaosTests.RulesOutcome {
        try await launchUndos(of: 1, kind: "rule")
        try await work()
        return try await rulesOutcome()
    }

    private func rulesOutcome() async throws -> ChaosTests.RulesOutcome {
        let newest = "(select max(e.id) from job.execution e)"
        return ChaosTests.RulesOutcome(
            execution: try await text(
                """
                select concat_ws(' ', e.job, e.status,
                         (select string_agg(concat_ws(' ', s.name, s.read, s.updated, s.unchanged, s.skipped, s.invalid, s.more), ' / ' order by s.ordinal)
                            from job.step s where s.execution_id = e.id),
                         (select string_agg(r.message, ' ') from job.error r where r.execution_id = e.id))
                  from job.execution e where e.id = \(newest)
                """),
            rules: try await text(
                """
                select coalesce(string_agg(concat_ws(' ', r.code, r.selected, r.updated, r.unchanged, r.invalid, r.warnings), E'\\n' order by r.place), '')
                  from catalog.execution_rule r where r.execution_id = \(newest)
                """),
            warnings: try await text(
                """
                select coalesce(string_agg(concat_ws(' ', w.reason, w.identifier, w.field, w.message), E'\\n' order by w.reason, w.identifier, w.field, w.message), '')
                  from job.warning w where w.execution_id = \(newest)
                """),
            catalogue: try await catalogue())
    }
}
