// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
import JobEngine
import Postgres

/// The job `rule_impacted_product_count`: how many items the conditions of each rule select, kept with the time.
enum RuleCount {
    /// Rules of one chunk: each may look at every item, and a stop waits for one chunk.
    private static let rulesPerChunk = 1

    static let job = Job(
        name: "rule_impacted_product_count", kind: .rule, label: "Count products of rules",
        parameters: [Parameter("rule_codes", default: "[]")],
        steps: [
            Step(name: "count_products", label: "Count products", unit: "rules") { context, db in
                let setup = try RuleSetup(context, countsDisabled: true, on: db)
                while !context.isFinished {
                    try await context.chunk(on: db) { chunk, db in try count(setup, into: &chunk, on: db) }
                }
            }
        ])

    /// What the next rules select; the position is the place of the next rule in the program.
    private static func count(_ setup: RuleSetup, into chunk: inout Chunk, on db: isolated Session) throws {
        let first = Int(chunk.position)
        let last = min(first + rulesPerChunk, setup.program.rules.count)
        var (codes, products, models): ([String], [Int64], [Int64]) = ([], [], [])
        for place in first..<last {
            let compiled = setup.program.rules[place]
            codes.append(compiled.rule.code)
            products.append(
                Int64(try FilterStore.count(compiled.filter, .products, definitions: setup.definitions, on: db)))
            models.append(
                Int64(try FilterStore.count(compiled.filter, .productModels, definitions: setup.definitions, on: db)))
        }
        try db.execute(RuleStatements.putImpact, codes, products, models)
        if first == 0 {
            chunk.setTotal(Int64(setup.kept.count))
            for fault in setup.program.faults {
                chunk.warn(Warning(reason: Reason.ruleInvalid.rawValue, message: fault.message))
            }
            let others = Int64(setup.kept.count - setup.program.rules.count)
            chunk.counters.done = others
            chunk.counters.more["rules_read"] = others
        }
        chunk.counters.done += Int64(last - first)
        chunk.counters.more["rules_read", default: 0] += Int64(last - first)
        chunk.position = Int64(last)
        if last == setup.program.rules.count { chunk.finish() }
    }
}
