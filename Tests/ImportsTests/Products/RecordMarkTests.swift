// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// A record that comes again as it was is not judged again; whatever else has a say in its product makes it be judged.
@Suite(.ownDatabase) struct RecordMarkTests {
    private static let job = "csv_product_import"
    private static let file = "sku;family;name-en_US;color;stock\nA;lamps;One;red;1\nB;lamps;Two;blue;2\n"
    private static let marked = "select count(*)::text from catalog.product where record_mark is not null"
    /// Changes a product behind the program's back: only who does not look at it says that nothing has changed.
    private static let meddle =
        "update catalog.product set values = values || '{\"stock\": \"99\"}' where identifier = 'A'"

    private func shop() async throws -> ImportBench {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        return bench
    }

    @Test func `a record that comes again is known by its mark`() async throws {
        let bench = try await shop()
        _ = try await bench.run(Self.job, Self.file)
        #expect(try await bench.text(Self.marked) == "2")
        try await bench.script(Self.meddle)
        let again = try await bench.run(Self.job, Self.file)
        #expect(again["import"] == ["read": 2, "unchanged": 2])
        // The same record in another place of another file, with the other one changed.
        let moved = "sku;family;name-en_US;color;stock\nB;lamps;Two;blue;3\nA;lamps;One;red;1\n"
        #expect(
            try await bench.run(Self.job, moved, name: "other.csv")["import"] == [
                "read": 2, "updated": 1, "unchanged": 1,
            ])
        #expect(try await bench.text(Self.marked) == "2")
        #expect(try await bench.run(Self.job, moved)["import"] == ["read": 2, "unchanged": 2])
    }

    @Test func `a record of a workbook is known in another row too`() async throws {
        let bench = try await shop()
        let rows = [["sku", "family", "stock"], ["A", "lamps", "n:1"], ["B", "lamps", "n:2"]]
        let job = "xlsx_product_import"
        _ = try await bench.run(job, bytes: try Sheet.workbook(rows), name: "a.xlsx")
        try await bench.script(Self.meddle)
        let again = try await bench.run(job, bytes: try Sheet.workbook([[]] + rows), name: "b.xlsx")
        #expect(again["import"] == ["read": 2, "unchanged": 2])
        #expect(try await bench.text("select values ->> 'stock' from catalog.product where identifier = 'A'") == "99")
    }

    @Test(arguments: [
        ("sku;family;name-en_US;stock;color\nA;lamps;One;1;red\n", "{}", 1),
        ("sku;family;name-en_US;color;stock\nA;lamps;One;red;01\n", "{}", 1),
        ("sku,family,name-en_US,color,stock\nA,lamps,One,red,1\n", #"{"delimiter": ","}"#, 1),
        ("sku;family;name-en_US;color;stock\nA;lamps;One;red;1\n", #"{"decimalSeparator": ","}"#, 1),
        ("sku;family;name-en_US;color;stock\nA;lamps;One;red;1\n", "{}", 0),
    ])
    func `another header, record or parameter makes the record be judged`(
        text: String, parameters: String, updated: Int64
    ) async throws {
        let bench = try await shop()
        _ = try await bench.run(Self.job, Self.file)
        try await bench.script(Self.meddle)
        let report = try await bench.run(Self.job, text, parameters)
        #expect(report["import"] == (updated > 0 ? ["read": 1, "updated": updated] : ["read": 1, "unchanged": 1]))
    }

    @Test func `a change of the structure makes all records be judged`() async throws {
        let bench = try await shop()
        _ = try await bench.run(Self.job, Self.file)
        try await bench.script("delete from catalog.attribute_option where attribute = 'color' and code = 'blue'")
        let again = try await bench.run(Self.job, Self.file)
        #expect(again["import"] == ["read": 2, "unchanged": 1, "invalid": 1])
        #expect(again.reasons == ["unknown_option"])
    }

    @Test func `another import of the product takes the mark away or sets its own`() async throws {
        let bench = try await shop()
        _ = try await bench.run(Self.job, Self.file)
        #expect(try await bench.run(Self.job, "sku;stock\nA;7\n")["import"] == ["read": 1, "updated": 1])
        #expect(try await bench.run(Self.job, Self.file)["import"] == ["read": 2, "updated": 1, "unchanged": 1])
        #expect(try await bench.text("select values ->> 'stock' from catalog.product where identifier = 'A'") == "1")
        // A uuid names the product: such records have no marks, and what they write has none.
        let uuid = try await bench.text("select uuid::text from catalog.product where identifier = 'A'")
        #expect(try await bench.run(Self.job, "uuid;stock\n\(uuid);8\n")["import"] == ["read": 1, "updated": 1])
        #expect(try await bench.text(Self.marked) == "1")
        #expect(try await bench.run(Self.job, Self.file)["import"] == ["read": 2, "updated": 1, "unchanged": 1])
    }

    @Test func `records that say more than their product keeps are judged and counted again`() async throws {
        let bench = try await shop()
        // Outside the family; a note about line ends; a variant, whose model may change.
        _ = try await bench.run("csv_product_model_import", "code;family_variant\nm;chairs_color\n")
        let text = "sku;family;parent;name-en_US;color;stock\nA;chairs;;x;;5\nB;lamps;;\"a\nb\";;1\nC;chairs;m;;red;\n"
        let first = try await bench.run(Self.job, text)
        #expect(first["import"] == ["read": 3, "created": 3, "outside_family": 1])
        #expect(try await bench.text(Self.marked) == "0")
        let again = try await bench.run(Self.job, text)
        #expect(again["import"] == ["read": 3, "unchanged": 3, "outside_family": 1])
    }

    @Test func `a new product that got a default for an empty cell has no mark`() async throws {
        let bench = try await shop()
        try await bench.script("update catalog.attribute set default_value = true where code = 'dimmable'")
        let text = "sku;family;dimmable\nA;lamps;\n"
        #expect(try await bench.run(Self.job, text)["import"] == ["read": 1, "created": 1])
        #expect(try await bench.text(Self.marked) == "0")
        #expect(try await bench.run(Self.job, text)["import"] == ["read": 1, "updated": 1])
        #expect(try await bench.run(Self.job, text)["import"] == ["read": 1, "unchanged": 1])
    }
}
