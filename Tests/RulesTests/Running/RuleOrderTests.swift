// SPDX-License-Identifier: Apache-2.0

import Postgres
import Synchronization
import TestKit
import Testing

/// The same catalogue whatever the number of workers, what they are interrupted by, and when they are stopped.
@Suite(.ownDatabase) struct RuleOrderTests {
    /// More products than one task takes, loaded beside the shop.
    private static let count = 6_000

    private func crowd() async throws -> RuleBench {
        let bench = try await RuleBench()
        var text = "sku;family;watts;features\n"
        for number in 1...Self.count { text += "p-\(number);lamps;\(number % 7);\(number % 2 == 0 ? "a" : "b,c")\n" }
        try await bench.load("csv_product_import", text)
        try await bench.keep(
            "three", priority: 2, conditions: RuleBench.when("features", "IN", #"["a"]"#),
            actions: RuleBench.set("watts", "3"))
        try await bench.keep(
            "sum", priority: 1, conditions: RuleBench.when("watts", "=", "3"),
            actions:
                #"[{"type": "calculate", "destination": {"field": "amps"}, "source": {"field": "watts"}, "operation_list": [{"operator": "multiply", "value": 2}]}]"#
        )
        return bench
    }

    /// Three thousand even ones, and of the odd ones those that have 3; lamp-1 and deep_red are even in their way.
    private func check(_ bench: RuleBench, _ report: RuleBench.Report) async throws {
        #expect(report.status == "completed", "\(report)")
        #expect(
            try await bench.text(
                """
                select count(*)::text from catalog.product
                 where identifier like 'p-%' and coalesce(values ->> 'amps' = '6', false)
                       <> (values ->> 'features' = 'a' or values ->> 'watts' = '3')
                """) == "0")
        #expect(
            try await bench.text(
                """
                select (sum(s.updated) = (select count(*) from catalog.history where execution_id = \(report.execution)))::text
                  from job.step s where s.execution_id = \(report.execution)
                """) == "true")
    }

    @Test func `any number of workers leaves the same catalogue and the same counters`() async throws {
        let bench = try await crowd()
        let before = try await bench.digest()
        let one = try await bench.run(workers: 1)
        try await check(bench, one)
        let after = try await bench.digest()
        #expect(one.rules.contains { $0.hasPrefix("sum 34") }, "\(one.rules)")
        var last = one
        for workers in [2, 4] {
            #expect(try await bench.undo(last).status == "completed")
            #expect(try await bench.digest() == before)
            last = try await bench.run(workers: workers)
            #expect(
                last.summary == one.summary && last.rules == one.rules && last.reasons == one.reasons, "\(last) \(one)")
            #expect(try await bench.digest() == after)
        }
    }

    @Test func `only links that are those of their targets too are made one after the other`() async throws {
        let bench = try await crowd()
        func tasks(_ type: String) async throws -> String {
            try await bench.keep(
                "links",
                actions: #"[{"type": "add", "field": "associations", "items": {"\#(type)": {"products": ["lamp-1"]}}}]"#
            )
            let report = try await bench.run(["links"], #", "dry_run": true"#)
            return try await bench.text(
                "select count(*)::text from job.task where execution_id = \(report.execution) and range_end > 1000")
        }
        #expect(try await tasks("X_SELL") == "2")
        // A task without an end is never cut.
        #expect(try await tasks("TWIN") == "0")
    }

    @Test func `a run goes on where its worker was ended, and counts each item once`() async throws {
        let bench = try await crowd()
        let execution = try await bench.launch()
        // Once it has got on, its connections are cut: chunks are repeated, none is done twice.
        let done = "select count(*)::text from catalog.history where execution_id = \(execution)"
        let ended = Mutex(0)
        try await interrupting(
            { try await RuleBench.work(workers: 2) }, onceChanged: { try await bench.text(done) },
            by: {
                let count = try await endWorkerConnections()
                ended.withLock { $0 += count }
            })
        #expect(ended.withLock(\.self) > 0)
        let cut = try await bench.report(execution)
        try await check(bench, cut)
        let after = try await bench.digest()
        #expect(try await bench.undo(cut).status == "completed")
        let whole = try await bench.run()
        #expect(cut.summary == whole.summary && cut.rules == whole.rules, "\(cut) \(whole)")
        #expect(try await bench.digest() == after)
    }

    @Test func `what a run had done when it was stopped is undone`() async throws {
        let bench = try await crowd()
        let before = try await bench.digest()
        let execution = try await bench.launch()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await RuleBench.work() }
            group.addTask {
                for _ in 0..<2_000 {
                    let count = try await bench.text(
                        "select count(*)::text from catalog.history where execution_id = \(execution)")
                    guard count == "0" else { break }
                    try await Task.sleep(for: .milliseconds(2))
                }
                _ = try await bench.person.perform { db in
                    try db.query(
                        Statement(
                            "", "select tracker.stop(e.public_id) from tracker.my_execution e where e.execution_id = $1"
                        ),
                        execution
                    ).count
                }
            }
            try await group.waitForAll()
        }
        let stopped = try await bench.report(execution)
        #expect(stopped.status == "stopped", "\(stopped)")
        #expect(try await bench.digest() != before)
        #expect(try await bench.undo(stopped).status == "completed")
        #expect(try await bench.digest() == before)
    }

    @Test func `a variant sees its models as they were before the rules whose turn comes later`() async throws {
        let bench = try await RuleBench()
        for table in ["product", "product_model"] {
            _ = try await bench.text("update catalog.\(table) set updated_at = updated_at - interval '1 hour'")
        }
        let old = RuleBench.when("updated", "<", #""now""#)
        try await bench.keep("first", priority: 9, conditions: old, actions: RuleBench.set("ean", "null"))
        try await bench.keep(
            "model", priority: 5, conditions: RuleBench.when("entity_type", "=", #""product_model""#),
            actions: RuleBench.set("watts", "11"))
        try await bench.keep(
            "between", priority: 4, conditions: RuleBench.when("watts", "=", "11"), actions: RuleBench.set("amps", "7"))
        try await bench.keep("last", priority: 1, conditions: old, actions: RuleBench.set("ean", "null"))
        // Taken back: the model comes out as it was, but not for what looked at it in between.
        try await bench.keep(
            "back", priority: 3, conditions: RuleBench.when("entity_type", "=", #""product_model""#),
            actions: RuleBench.set("watts", "10"))
        let report = try await bench.run()
        #expect(report.rules.first?.hasPrefix("first 11/") == true, "\(report)")
        for variant in ["red-s", "red-m", "blue-s"] { #expect(try await bench.value("amps", of: variant) == "7") }
        // Then only what no rule has changed, nor a model above it, is as old as before: lamp-2, lamp-3, chair-1 and loose.
        #expect(report.rules.last?.hasPrefix("last 4/") == true, "\(report)")
    }
}
