// SPDX-License-Identifier: Apache-2.0

import Postgres
import Synchronization
import TestKit
import Testing

/// The same catalogue whatever the number of workers, what they are interrupted by, and who else writes.
@Suite(.ownDatabase) struct EditOrderTests {
    /// More products than one task takes, loaded beside the shop.
    private static let count = 6_000

    private func crowd() async throws -> EditBench {
        let bench = try await EditBench()
        try await Shop.load(bench)
        var text = "sku;family;watts;features\n"
        for number in 1...Self.count { text += "p-\(number);lamps;\(number % 7);\(number % 2 == 0 ? "a" : "b,c")\n" }
        try await bench.load("csv_product_import", text)
        return bench
    }

    @Test(arguments: [1, 2, 4])
    func `any number of workers leaves the same catalogue and the same counters`(workers: Int) async throws {
        let bench = try await crowd()
        let set = try await bench.edit("edit_common_attributes", "[]", EditBench.set("watts", "3"), workers: workers)
        #expect(set.summary == "read 6015, updated 5149, unchanged 857, skipped 9, not_applicable 9", "\(set)")
        let added = try await bench.edit(
            "add_attribute_value", "[]", EditBench.set("features", #"["c"]"#), workers: workers)
        #expect(added.status == "completed")
        let sums = try await bench.text(
            """
            select concat_ws(' ', count(*) filter (where values ->> 'watts' = '3'), count(*) filter (where values ->> 'features' = 'a,c'),
                             count(*) filter (where values ->> 'features' = 'b,c'))
              from catalog.product
            """)
        #expect(sums == "6003 3001 3002", "\(sums)")
        #expect(
            try await bench.text("select count(*)::text from catalog.history where execution_id = \(set.execution)")
                == "5149")
    }

    @Test func `an edit goes on where its worker was ended, and counts each item once`() async throws {
        let bench = try await crowd()
        let execution = try await bench.launch("edit_common_attributes", "[]", EditBench.set("watts", "3"))
        // Once it has got on, its connections are cut: chunks are repeated, none is done twice.
        let done = "select count(*)::text from catalog.history where execution_id = \(execution)"
        let ended = Mutex(0)
        try await interrupting(
            { try await EditBench.work(workers: 2) }, onceChanged: { try await bench.text(done) },
            by: {
                let count = try await endWorkerConnections()
                ended.withLock { $0 += count }
            })
        #expect(ended.withLock(\.self) > 0)
        let report = try await bench.report(execution)
        #expect(report.status == "completed", "\(report)")
        #expect(report.summary == "read 6015, updated 5149, unchanged 857, skipped 9, not_applicable 9", "\(report)")
        #expect(
            try await bench.text("select count(*)::text from catalog.product where values ->> 'watts' = '3'") == "6003")
        #expect(
            try await bench.text("select count(*)::text from catalog.history where execution_id = \(execution)")
                == "5149")
    }

    @Test func `two edits of the same products lose nothing of each other`() async throws {
        let bench = try await crowd()
        let first = try await bench.launch("edit_common_attributes", "[]", EditBench.set("watts", "100"))
        let second = try await bench.launch("edit_common_attributes", "[]", EditBench.set("dimmable", "true"))
        let third = try await bench.launch(
            "add_to_category", "[]", EditBench.field("categories", #"["outlet"]"#))
        try await EditBench.work(workers: 4)
        for execution in [first, second, third] {
            let report = try await bench.report(execution)
            #expect(report.status == "completed" && report.reasons == [], "\(report)")
        }
        #expect(
            try await bench.text(
                """
                select count(*)::text from catalog.product
                 where family = 'lamps' and parent is null and not (values @> '{"watts": "100", "dimmable": "1"}' and categories @> '{outlet}')
                """) == "0")
    }
}
