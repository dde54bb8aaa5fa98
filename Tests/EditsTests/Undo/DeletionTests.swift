// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct DeletionTests {
    private static let job = "delete_products_and_product_models"

    private func shop() async throws -> UndoBench {
        let bench = try await UndoBench()
        try await bench.run(
            "csv_product_model_import",
            "code;family_variant;parent;name;color\nL;lamps_color;;Lamp;\nB;lamps_both;;Both;\nB-r;;B;;red\nB-b;;B;;blue\n"
        )
        try await bench.run(
            "csv_product_import",
            """
            sku;parent;color;size;ean;name;categories;X_SELL-products;X_SELL-product_models;TWIN-products;PACK-products;PACK-products-quantity
            L1;L;red;;1;;lights;P;;;;
            B1;B-r;;s;3;;;;;;;
            B2;B-b;;s;;;;;B;;;
            Q;;;;;;;;L;;;
            P;;;;;Pea;lights,outlet;L1,Q;B-r;Q;B1,Q;5|6

            """)
        return bench
    }

    private func filter(_ names: [String]) -> String {
        let list = names.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"filters":[{"field":"identifier","operator":"IN","value":[\#(list)]}]}"#
    }

    @Test func `a model goes with all below it, and links to what is gone disappear`() async throws {
        let bench = try await shop()
        let before = try await UndoBench.catalogue()
        let deleted = try await bench.run(Self.job, parameters: filter(["B", "L1"]))
        #expect(deleted.colour == "green", "\(deleted)")
        #expect(deleted.summary == "read 6, deleted_product_models 3, deleted_products 3")
        #expect(try await UndoBench.texts("select identifier from catalog.product order by 1") == ["P", "Q"])
        #expect(try await UndoBench.texts("select code from catalog.product_model") == ["L"])
        #expect(try await UndoBench.text("select count(*)::text from catalog.unique_value") == "0")
        // What still links: P to Q in three ways, Q back, Q to L.
        #expect(try await UndoBench.text("select count(*)::text from catalog.association") == "5")
        let undone = try await bench.undo(deleted)
        #expect(undone.colour == "green", "\(undone)")
        #expect(undone.summary == "read 7, created 6, updated 1")
        #expect(try await UndoBench.catalogue() == before)
        let redone = try await bench.undo(undone)
        #expect(redone.summary == "read 7, updated 1, deleted_product_models 3, deleted_products 3")
        #expect(try await UndoBench.texts("select identifier from catalog.product order by 1") == ["P", "Q"])
    }

    @Test func `what others made of a deleted item's name since stands in the way`() async throws {
        let bench = try await shop()
        let deleted = try await bench.run(Self.job, parameters: filter(["L1", "Q"]))
        #expect(deleted.summary == "read 2, deleted_products 2")
        try await bench.run("csv_product_import", "sku;family;ean;name\nq;lamps;;Other\nX;lamps;1;\n")
        let undone = try await bench.undo(deleted)
        #expect(
            undone.warnings == [
                "L1 value_not_unique ean", "P association_target_not_found PACK-products",
                "P association_target_not_found TWIN-products", "P association_target_not_found X_SELL-products",
                "Q identifier_taken identifier",
            ])
        #expect(undone.summary == "read 3, updated 1, invalid 2")
    }

    @Test func `a preview deletes nothing and lists what it would`() async throws {
        let bench = try await shop()
        let before = try await UndoBench.catalogue()
        let parameters = String(filter(["B", "L1"]).dropLast()) + #","preview":true}"#
        let preview = try await bench.run(Self.job, parameters: parameters)
        #expect(preview.status == "completed", "\(preview)")
        #expect(preview.summary == "read 6, would_delete 6")
        #expect(try await UndoBench.catalogue() == before)
        let listed = try await UndoBench.text(
            """
            select string_agg(convert_from(p.bytes, 'UTF8'), '' order by p.ordinal)
              from job.artifact a join job.piece p on p.artifact_id = a.id
             where a.execution_id = \(preview.id) and a.name = 'changes.csv'
            """)
        let lines = Set(listed.split(separator: "\n").map(String.init))
        #expect(
            lines.isSuperset(of: [
                "L1;identifier;L1;", "B-r;code;B-r;", #"P;X_SELL-products;L1,Q;Q"#, "P;PACK-products;B1|5,Q|6;Q|6",
            ]), "\(listed)")
    }

    @Test(arguments: [1, 4]) func `large deletions and their undo come out the same whatever the number of workers`(
        _ slots: Int
    ) async throws {
        let bench = try await UndoBench()
        let models = (1...300).map { "M\($0);lamps_color;Model \($0)" }.joined(separator: "\n")
        try await bench.run("csv_product_model_import", "code;family_variant;name\n\(models)\n", slots: 2)
        let rows = (1...6_000).map { number -> String in
            let isVariant = number <= 600
            return isVariant
                ? "V\(number);M\((number + 1) / 2);;\(number % 2 == 0 ? "red" : "blue");\(number);P\(7_000 - number)"
                : "P\(number);;lamps;;\(number);V\(number % 600 + 1)"
        }
        try await bench.run(
            "csv_product_import", "sku;parent;family;color;ean;X_SELL-products\n" + rows.joined(separator: "\n") + "\n",
            slots: 2)
        let before = try await UndoBench.catalogue()
        let deleted = try await bench.run(
            Self.job, parameters: #"{"filters":[{"field":"family","operator":"IN","value":["lamps"]}]}"#, slots: slots)
        #expect(deleted.summary == "read 6300, deleted_product_models 300, deleted_products 6000")
        #expect(try await UndoBench.catalogue() == [])
        let undo = try await bench.launchUndo(deleted)
        if slots == 1 {
            #expect(try await bench.workInterrupted(undo) > 2)
        } else {
            try await UndoBench.work(slots: slots)
        }
        #expect(try await bench.outcome(undo).summary == "read 6300, created 6300")
        #expect(try await UndoBench.catalogue() == before)
    }

    @Test func `nothing selected deletes nothing`() async throws {
        let bench = try await shop()
        let failed = try await bench.run(Self.job, parameters: "{}")
        #expect(failed.errors.first?.hasPrefix("selection_invalid") == true)
        #expect(try await UndoBench.text("select count(*)::text from catalog.product") == "5")
    }
}

@Suite(.ownDatabase) struct StructureDeletionTests {
    @Test func `an attribute goes with its values, and its code is free again`() async throws {
        let bench = try await UndoBench()
        try await bench.run("csv_product_import", "sku;family;name;note\nP;lamps;Pea;one\nQ;lamps;Queue;\n")
        let deleted = try await bench.run(
            "delete_attributes", parameters: #"{"filters":{"codes":["note","color","sku","none"]}}"#)
        #expect(deleted.status == "completed", "\(deleted)")
        #expect(deleted.warnings == ["color in_use", "none unknown_attribute", "sku in_use"])
        #expect(deleted.summary == "read 7, updated 2, unchanged 1, invalid 3, deleted_attributes 1")
        #expect(try await UndoBench.text("select count(*)::text from catalog.product where values ? 'note'") == "0")
        #expect(try await UndoBench.texts("select code from catalog.family where 'note' = any (attributes)") == [])
        #expect(try await UndoBench.text("select count(*)::text from catalog.removed_attribute") == "0")
        #expect(
            try await UndoBench.text("select cardinality(attributes)::text from catalog.family where code = 'lamps'")
                == "5")
        try await bench.run("csv_attribute_import", "code;type;group\nnote;pim_catalog_text;other\n")
        #expect(try await bench.undo(deleted).summary == "read 1, updated 1")
        #expect(
            try await UndoBench.text("select values ->> 'note' from catalog.product where identifier = 'P'") == "one")
    }

    @Test func `groups hand their attributes on`() async throws {
        let bench = try await UndoBench()
        try await bench.run("csv_attribute_group_import", "code;attributes\ntexts;name,note\nsizes;size\n")
        let job = "delete_attribute_groups"
        let deleted = try await bench.run(
            job, parameters: #"{"filters":{"codes":["texts","other"]},"replacement_attribute_group_code":"sizes"}"#)
        #expect(deleted.warnings == ["other in_use"])
        #expect(deleted.summary == "read 2, invalid 1, deleted_attribute_groups 1, moved_attributes 2")
        #expect(
            try await UndoBench.texts(#"select code from catalog.attribute where "group" = 'sizes' order by code"#)
                == ["name", "note", "size"])
        let failed = try await bench.run(
            job, parameters: #"{"filters":{"codes":["sizes"]},"replacement_attribute_group_code":"nope"}"#)
        #expect(failed.errors == [#"unknown_attribute_group: no attribute group "nope""#])
    }
}
