// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
import CatalogStore
import Postgres
import TestKit
import Testing

@testable import Rules

/// What is kept of a preview's changes for its list, and where the list ends.
@Suite(.ownDatabase) struct RuleChangesTests {
    private static func outcome(_ fields: Int) -> RuleOutcome {
        var outcome = RuleOutcome(rule: 0, state: .changed)
        outcome.changes = (0..<fields).map { .init(action: 0, field: "f\($0)", before: nil, after: "x") }
        return outcome
    }

    @Test func `the list ends where the first change was left out, and nowhere else`() async throws {
        let bench = try await RuleBench()
        try await bench.keep("a", actions: RuleBench.set("watts", "3"))
        let execution = try await bench.launch([], #", "dry_run": true"#)
        func list(_ items: [(number: Int64, fields: Int)], left: Int) async throws -> (items: [String], isCut: Bool) {
            try await bench.admin.perform { db in
                try RuleChanges.listing.forget(execution, db)
                let month = try db.query(
                    Statement("", "select month::text, owner from job.execution where id = $1"), execution)
                let origin = ChangeOrigin(
                    executionID: execution, owner: try month.text(0, 1), month: try month.text(0, 0))
                var writer = RuleChanges.Writer()
                writer.left = left
                for item in items {
                    writer.add(Self.outcome(item.fields), number: item.number, name: "i\(item.number)")
                }
                #expect(writer.left == max(0, left - items.reduce(0) { $0 + $1.fields }))
                try writer.write(origin, places: [1], on: db)
                // Another task is not full: but what it kept does not come next.
                var other = RuleChanges.Writer()
                other.left = 5
                other.add(Self.outcome(1), number: 900, name: "i900")
                try other.write(origin, places: [1], on: db)
                var (found, place): ([String], Int64?) = ([], 0)
                while let from = place {
                    let page = try RuleChanges.listing.page(execution, from, db)
                    found += page.rows.map { $0[1] }
                    guard !page.isCut else { return (found, true) }
                    place = page.next
                }
                return (found, false)
            }
        }
        #expect(try await list([(1, 2), (2, 1)], left: 3) == (["i1", "i1", "i2", "i900"], false))
        #expect(try await list([(1, 2), (2, 2)], left: 3) == (["i1", "i1", "i2"], true))
        #expect(try await list([(1, 2), (2, 2)], left: 2) == (["i1", "i1"], true))
        #expect(try await list([(7, 1)], left: 0) == ([], true))
    }
}
