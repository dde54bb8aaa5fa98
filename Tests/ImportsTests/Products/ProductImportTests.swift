// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct ProductImportTests {
    private func shop() async throws -> ImportBench {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        return bench
    }

    private func stored(_ bench: ImportBench, _ identifier: String) async throws -> String {
        try await bench.text("select values::text from catalog.product where identifier = '\(identifier)'")
    }

    @Test func `a new product is created, a value outside its family is counted and not stored`() async throws {
        let bench = try await shop()
        let report = try await bench.run("csv_product_import", "sku;family;origin;name-en_US\nP;lamps;Peru;Lamp\n")
        #expect(report.status == "completed")
        #expect(report["import"] == ["read": 1, "created": 1, "outside_family": 1])
        #expect(report["import_associations"] == ["read": 1, "skipped": 1, "no_associations": 1])
        #expect(try await stored(bench, "P") == #"{"name-en_US": "Lamp"}"#)
        #expect(try await bench.text("select created::text from catalog.history") != "nothing")
    }

    @Test func `the same record again changes nothing, not even a row of the catalogue`() async throws {
        let bench = try await shop()
        let file = "sku;family;price;weight;weight-unit;features\nP;lamps;80 EUR, 95 USD;2.50;KILOGRAM;b,a\nQ;;;;;\n"
        _ = try await bench.run("csv_product_import", file)
        let rows = "select string_agg(ctid::text || xmin::text || id, ',' order by id) from catalog.product"
        let before = try await bench.text(rows)
        let again = try await bench.run("csv_product_import", file.replacing("2.50", with: "2.5"))
        #expect(again["import"] == ["read": 2, "unchanged": 2])
        #expect(again.colour == "green")
        #expect(try await bench.text(rows) == before)
        let forced = try await bench.run("csv_product_import", file, #"{"enabledComparison": false}"#)
        #expect(forced["import"] == ["read": 2, "updated": 2])
    }

    @Test func `a price list replaces all prices, the column of one currency only its own`() async throws {
        let bench = try await shop()
        _ = try await bench.run("csv_product_import", "sku;family;price\nP;lamps;80 EUR, 95 USD\n")
        let list = try await bench.run("csv_product_import", "sku;price\nP;\"80 EUR, 60 USD\"\n")
        #expect(list["import"] == ["read": 1, "updated": 1])
        #expect(try await stored(bench, "P") == #"{"price-EUR": "80", "price-USD": "60"}"#)
        _ = try await bench.run("csv_product_import", "sku;price-USD\nP;61\n")
        #expect(try await stored(bench, "P") == #"{"price-EUR": "80", "price-USD": "61"}"#)
        _ = try await bench.run("csv_product_import", "sku;price-USD\nP;\n")
        #expect(try await stored(bench, "P") == #"{"price-EUR": "80"}"#)
        let before = try await bench.text(
            "select before::text from catalog.history where item_id is not null order by at desc limit 1")
        #expect(before == #"{"values": {"price-USD": "61"}}"#)
    }

    @Test func `products that exist keep their status, new ones get that of the profile`() async throws {
        let bench = try await shop()
        _ = try await bench.run("csv_product_import", "sku;enabled\nP;0\nQ;1\n")
        let report = try await bench.run(
            "csv_product_import", "sku;family;name-en_US\nP;lamps;p\nQ;lamps;q\nR;lamps;r\n", #"{"enabled": true}"#)
        #expect(report["import"] == ["read": 3, "created": 1, "updated": 2])
        let states = try await bench.texts("select identifier || enabled::text from catalog.product order by id")
        #expect(states == ["Pfalse", "Qtrue", "Rtrue"])
    }

    @Test func `the last of two records with one identifier counts, a note names both`() async throws {
        let bench = try await shop()
        let report = try await bench.run(
            "csv_product_import", "sku;family;name-en_US\nA;lamps;one\nB;lamps;b\na;lamps;two\n")
        #expect(report["import"] == ["read": 3, "created": 2, "skipped": 1, "superseded": 1])
        #expect(report.reasons == ["superseded_in_file"])
        #expect(report.warnings.first?.message == "row 1 (line 2), A: replaced by row 3")
        #expect(report.colour == "yellow")
        #expect(try await stored(bench, "a") == #"{"name-en_US": "two"}"#)
    }

    @Test func `refused records are told apart, kept byte for byte, and the others are written`() async throws {
        let bench = try await shop()
        let rows = (1...10).map { "P\($0);\($0 == 1 || $0 == 8 ? "nope" : "lamps");\"x \($0)\"" }
        let report = try await bench.run(
            "csv_product_import", "sku;family;name-en_US\r\n" + rows.joined(separator: "\r\n") + "\r\n")
        #expect(report["import"] == ["read": 10, "created": 8, "invalid": 2])
        #expect(report.reasons == ["unknown_family", "unknown_family"])
        #expect(report.invalidItems == "sku;family;name-en_US\r\n\(rows[0])\r\n\(rows[7])\r\n")
        #expect(report.warnings.last?.message == #"row 8 (line 9), P8, family: no family "nope""#)
    }

    @Test(arguments: [
        ("sku;nope\nA;1\n", "unknown_column"), ("sku;name-pt_BR\nA;1\n", "unknown_column"),
        ("sku;description\nA;1\n", "column_needs_locale_or_channel"), ("sku;sku\nA;1\n", "duplicate_column"),
        ("name-en_US\nA\n", "missing_column"), ("", "empty_file"), ("sku;name-en_US\nA;\"x\n", "unterminated_quote"),
        ("sku,name-en_US\nA,x\n", "wrong_delimiter"),
    ])
    func `a header that cannot be used ends the scan and nothing is written`(_ text: String, _ reason: String)
        async throws
    {
        let bench = try await shop()
        let report = try await bench.run("csv_product_import", text)
        #expect(report.status == "failed")
        #expect(report.errors.first?.hasPrefix(reason + ":") == true, "\(report.errors)")
        #expect(report["import"].isEmpty)
        #expect(try await bench.text("select count(*)::text from catalog.product") == "0")
    }

    @Test func `all that is wrong with a record is told at once`() async throws {
        let bench = try await shop()
        let report = try await bench.run(
            "csv_product_import", "sku;family;color;stock;categories;price-EUR\nA;lamps;green;1.5;nope;1,5\n")
        #expect(report["import"] == ["read": 1, "invalid": 1])
        #expect(
            Set(report.reasons) == [
                "unknown_option", "decimals_not_allowed", "unknown_category", "wrong_decimal_separator",
            ])
        #expect(report.invalidItems == "sku;family;color;stock;categories;price-EUR\nA;lamps;green;1.5;nope;1,5\n")
    }

    @Test func `uuids name products, an identifier follows its uuid`() async throws {
        let bench = try await shop()
        let one = "11111111-1111-4111-8111-111111111111"
        let created = try await bench.run(
            "csv_product_import", "uuid;sku;family\n\(one);A;lamps\n;B;lamps\nnot;C;lamps\n")
        #expect(created["import"] == ["read": 3, "created": 2, "invalid": 1])
        #expect(created.reasons == ["invalid_uuid"])
        let renamed = try await bench.run("csv_product_import", "uuid;sku\n\(one);A2\n")
        #expect(renamed["import"] == ["read": 1, "updated": 1])
        #expect(try await bench.text("select identifier from catalog.product where uuid = '\(one)'") == "A2")
        let taken = try await bench.run("csv_product_import", "uuid;sku\n\(one);b\n")
        #expect(taken["import"] == ["read": 1, "invalid": 1])
        #expect(taken.reasons == ["identifier_taken"])
    }

    @Test func `the first record of a file keeps a unique value, whatever stands in the database`() async throws {
        let bench = try await shop()
        let first = try await bench.run("csv_product_import", "sku;family;ean\nA;lamps;1\nB;lamps;2\nC;lamps;1\n")
        #expect(first["import"] == ["read": 3, "created": 2, "invalid": 1])
        #expect(first.reasons == ["value_not_unique"])
        #expect(first.warnings.first?.row == 3)
        // A gives 1 up further down: then B may have it.
        let swapped = try await bench.run("csv_product_import", "sku;ean\nB;1\nA;3\n")
        #expect(swapped["import"] == ["read": 2, "updated": 2])
        #expect(try await bench.texts("select value_key from catalog.unique_value order by product_id") == ["3", "1"])
        let taken = try await bench.run("csv_product_import", "sku;ean\nB;3\n")
        #expect(taken.reasons == ["value_not_unique"])
        #expect(taken.warnings.first?.message.hasSuffix("is already on A") == true)
    }

    @Test func `a file of which every record claims the same leaves it with the first`() async throws {
        let bench = try await shop()
        let rows = (1...450).map { "P\($0);lamps;same" }
        let report = try await bench.run(
            "csv_product_import", "sku;family;ean\n" + rows.joined(separator: "\n"), workers: 2)
        #expect(report["import"] == ["read": 450, "created": 1, "invalid": 449])
        #expect(try await bench.text("select identifier from catalog.product") == "P1")
    }

    @Test func `what only the database refuses is a warning, the chunk's other records are written`() async throws {
        let bench = try await shop()
        try await bench.script(
            """
            alter table catalog.product add constraint test_refused check (identifier <> 'P77');
            """)
        let rows = (1...120).map { "P\($0);lamps" }
        let report = try await bench.run("csv_product_import", "sku;family\n" + rows.joined(separator: "\n"))
        #expect(report["import"] == ["read": 120, "created": 119, "invalid": 1])
        #expect(report.warnings.map(\.row) == [77])
        #expect(
            report.warnings.first?.message == "row 77 (line 78), P77: refused by the database (23514, test_refused)")
    }
}
