// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct WorkerCountTests {
    /// Records with everything that could come out differently: the same identifier, unique value or axes twice, values that move
    /// from one product to another, faults.
    static func file(_ count: Int) -> String {
        var text = "sku;family;parent;size;ean;name-en_US;stock\n"
        for row in 1...count {
            switch row % 50 {
            case 1: text += "V\(row);;S1;\(row % 100 == 1 ? "s" : "m");;;\n"
            case 2: text += "P\(row);lamps;;;same\(row / 500);x;1\n"
            case 3: text += "P\(row);nope;;;;x;1\n"
            case 4: text += "P\(row);lamps;;;;x;1.5\n"
            case 5: text += "P\(row - 1);lamps;;;moved\(row);x;\(row)\n"
            case 6: text += "P\(row);lamps;;;moved\(row - 1);x;\(row)\n"
            default: text += "P\(row);lamps;;;e\(row);name \(row);\(row)\n"
            }
        }
        return text
    }

    static let products = """
        select identifier || '|' || coalesce(parent, '') || '|' || values::text || coalesce(axis_key, '')
          from catalog.product order by identifier_key
        """

    @Test func `one, two and four workers give the same products, counters and warnings`() async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        _ = try await bench.run(
            "csv_product_model_import", "code;family_variant;parent;color\nR;lamps_color_size;;\nS1;;R;red\n")
        let file = Self.file(6_000)
        var reports: [ImportReport] = []
        var products: [[String]] = []
        var orders: [[String]] = []
        for workers in [1, 2, 4] {
            try await bench.script("truncate catalog.product, catalog.unique_value, catalog.history")
            // Half of the values are on other products when the import begins.
            var before = "sku;family;ean\n"
            for row in stride(from: 10, to: 6_000, by: 20) { before += "P\(row);lamps;e\(row + 20)\n" }
            _ = try await bench.run("csv_product_import", before)
            reports.append(try await bench.run("csv_product_import", file, workers: workers))
            products.append(try await bench.texts(Self.products))
            orders.append(try await bench.texts("select identifier from catalog.product order by id"))
        }
        #expect(reports[0]["import"]["read"] == 6_000)
        #expect(
            Set(reports[0].reasons).isSuperset(of: [
                "value_not_unique", "duplicate_axis_combination", "superseded_in_file",
            ]))
        #expect(reports[1] == reports[0])
        #expect(reports[2] == reports[0])
        #expect(products[1] == products[0])
        #expect(products[2] == products[0])
        #expect(orders[1] == orders[0])
        #expect(orders[2] == orders[0])
        #expect(try await bench.text("select count(*)::text from catalog.deferred_record") == "0")
    }
}
