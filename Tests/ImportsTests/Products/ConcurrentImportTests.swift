// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct ConcurrentImportTests {
    @Test func `imports of the same products side by side neither deadlock nor refuse each other's records`()
        async throws
    {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        let rows = (1...4_000).map { "P\($0);lamps;name \($0)" }
        let header = "sku;family;name-en_US\n"
        var executions: [Int64] = []
        for order in [rows, rows.reversed(), rows, rows.reversed()] {
            let text = header + order.joined(separator: "\n")
            executions.append(
                try await bench.launch("csv_product_import", bytes: Array(text.utf8), name: "p.csv", "{}"))
        }
        try await bench.work(workers: 4)
        var created: Int64 = 0
        for execution in executions {
            let report = try await bench.report(execution)
            #expect(report.colour == "green", "\(report.errors) \(report.warnings.prefix(3))")
            let counts = report["import"]
            created += counts["created"] ?? 0
            #expect((counts["created"] ?? 0) + (counts["unchanged"] ?? 0) == 4_000)
        }
        #expect(created == 4_000)
        #expect(try await bench.text("select count(*)::text from catalog.product") == "4000")
    }
}
