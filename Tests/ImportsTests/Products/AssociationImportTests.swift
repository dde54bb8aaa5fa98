// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct AssociationImportTests {
    private static let links = """
        select p.identifier || ' ' || a.type || ' ' || coalesce(t.identifier, m.code, a.target_group) || coalesce(' ' || a.quantity, '')
          from catalog.association a join catalog.product p on p.id = a.owner_id
          left join catalog.product t on t.id = a.target_id and a.target_kind = 'product'
          left join catalog.product_model m on m.id = a.target_id and a.target_kind = 'product_model'
         order by 1
        """

    private func shop() async throws -> ImportBench {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        return bench
    }

    @Test func `links lead to products further down the file, and are replaced column by column`() async throws {
        let bench = try await shop()
        let first = try await bench.run(
            "csv_product_import", "sku;X_SELL-products;X_SELL-groups\nP;\"B, c\";summer\nB;;\nC;;\n")
        #expect(first["import"]["created"] == 3)
        #expect(first["import_associations"] == ["read": 3, "updated": 1, "unchanged": 2])
        #expect(try await bench.texts(Self.links) == ["P X_SELL B", "P X_SELL C", "P X_SELL summer"])
        let same = try await bench.run("csv_product_import", "sku;X_SELL-products\nP;c,b\n")
        #expect(same["import_associations"] == ["read": 1, "unchanged": 1])
        let other = try await bench.run("csv_product_import", "sku;UPSELL-products\nP;\n")
        #expect(other["import_associations"] == ["read": 1, "unchanged": 1])
        let removed = try await bench.run("csv_product_import", "sku;X_SELL-products\nP;\n")
        #expect(removed["import_associations"] == ["read": 1, "updated": 1])
        #expect(try await bench.texts(Self.links) == ["P X_SELL summer"])
        let kept = try await bench.text(
            "select before::text from catalog.history where before ? 'associations' order by at desc limit 1")
        #expect(kept.contains("X_SELL-product"))
    }

    @Test func `a record that the import refused still writes its links when its product exists`() async throws {
        let bench = try await shop()
        let new = try await bench.run("csv_product_import", "sku;categories;X_SELL-products\nP;nope;B\nB;;\n")
        #expect(new["import"]["invalid"] == 1)
        #expect(new["import_associations"] == ["read": 2, "unchanged": 1, "invalid": 1])
        #expect(new.reasons == ["unknown_category", "association_owner_not_found"])
        #expect(new.invalidItems == "sku;categories;X_SELL-products\nP;nope;B\n")
        _ = try await bench.run("csv_product_import", "sku\nP\nC\n")
        let known = try await bench.run(
            "csv_product_import", "sku;categories;X_SELL-products\nP;nope;\"B,C\"\nB;nope;\nC;nope;\n")
        #expect(known["import"]["invalid"] == 3)
        #expect(known["import_associations"] == ["read": 3, "updated": 1, "unchanged": 2])
    }

    @Test func `faults of links refuse the record's links and are told by reason`() async throws {
        let bench = try await shop()
        let report = try await bench.run(
            "csv_product_import",
            """
            sku;X_SELL-products;TWIN-products;PACK-products;PACK-products-quantity;X_SELL-groups
            A;missing;;;;
            B;;B;;;
            C;;;A,B;1;
            D;;;A;0;
            E;;;;;nope
            F;A;;;;

            """)
        #expect(report["import_associations"] == ["read": 6, "updated": 1, "invalid": 5])
        #expect(
            report.reasons == [
                "association_target_not_found", "self_association", "quantity_count_mismatch", "invalid_quantity",
                "association_target_not_found",
            ])
        #expect(try await bench.texts(Self.links) == ["F X_SELL A"])
    }

    @Test func `a two-way link holds in both directions, and goes in both`() async throws {
        let bench = try await shop()
        let made = try await bench.run("csv_product_import", "sku;TWIN-products\nA;B\nC;\n")
        #expect(made["import_associations"] == ["read": 2, "unchanged": 1, "invalid": 1])
        _ = try await bench.run("csv_product_import", "sku;TWIN-products\nB;C\n")
        #expect(try await bench.texts(Self.links) == ["B TWIN C", "C TWIN B"])
        let moved = try await bench.run("csv_product_import", "sku;TWIN-products\nA;C\nB;A\n")
        #expect(moved["import_associations"]["updated"] == 2)
        #expect(try await bench.texts(Self.links) == ["A TWIN B", "A TWIN C", "B TWIN A", "C TWIN A"])
        _ = try await bench.run("csv_product_import", "sku;TWIN-products\nA;\n")
        #expect(try await bench.texts(Self.links) == [])
    }

    @Test func `quantities are kept with quantified links`() async throws {
        let bench = try await shop()
        let file = "sku;PACK-products;PACK-products-quantity\nA;B,C;10|3\nB;;\nC;;\n"
        let made = try await bench.run("csv_product_import", file)
        #expect(made["import_associations"] == ["read": 3, "updated": 1, "unchanged": 2])
        #expect(try await bench.texts(Self.links) == ["A PACK B 10", "A PACK C 3"])
        let again = try await bench.run("csv_product_import", file)
        #expect(again["import_associations"] == ["read": 3, "unchanged": 3])
        let changed = try await bench.run("csv_product_import", file.replacing("10|3", with: "10|4"))
        #expect(changed["import_associations"] == ["read": 3, "updated": 1, "unchanged": 2])
        #expect(try await bench.texts(Self.links) == ["A PACK B 10", "A PACK C 4"])
        let without = try await bench.run("csv_product_import", "sku;PACK-products\nA;B\n")
        #expect(without.errors.first?.hasPrefix("missing_quantity_column") == true)
    }
}
