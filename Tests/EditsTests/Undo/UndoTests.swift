// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct UndoTests {
    /// Models with variants on one level and on two, and products with links of every sort.
    private func shop() async throws -> UndoBench {
        let bench = try await UndoBench()
        try await bench.run(
            "csv_product_model_import",
            "code;family_variant;parent;name;color\nL;lamps_color;;Lamp;\nM;lamps_color;;More;\nB;lamps_both;;Both;\nB-r;;B;;red\n"
        )
        try await bench.run(
            "csv_product_import",
            """
            sku;family;parent;color;size;ean;name;categories;groups;enabled;X_SELL-products;TWIN-products;PACK-products;PACK-products-quantity
            L1;;L;red;;1;;lights;;1;P;;;
            L2;;L;blue;;2;;;;1;;;;
            B1;;B-r;;s;3;;;;1;;;;
            P;lamps;;;;4;Pea;lights,outlet;summer;1;L1;Q;Q;5
            Q;chairs;;;;;Queue;;;0;;;;
            R;;;;;;;;;1;P;;;

            """)
        return bench
    }

    @Test func `what an import changed is put back: values, columns, links, unique values`() async throws {
        let bench = try await shop()
        let before = try await UndoBench.catalogue()
        let change = try await bench.run(
            "csv_product_import",
            """
            sku;family;ean;name;note;categories;groups;enabled;X_SELL-products;TWIN-products;PACK-products;PACK-products-quantity
            P;lamps;9;;new;lights;;0;Q,R;R;Q;6
            Q;lamps;4;Tail;;master;summer;1;;;;

            """)
        try #require(change.colour == "green", "\(change)")
        #expect(try await UndoBench.catalogue() != before)
        let undone = try await bench.undo(change)
        #expect(undone.colour == "green", "\(undone)")
        #expect(try await UndoBench.catalogue() == before)
        // R is linked to by the two-way link alone.
        #expect(undone.summary == "read 3, updated 3")
    }

    @Test func `what an import created is deleted, models with their variants`() async throws {
        let bench = try await UndoBench()
        let before = try await UndoBench.catalogue()
        let models = try await bench.run(
            "csv_product_model_import", "code;family_variant;parent;name;color\nB;lamps_both;;Both;\nB-r;;B;;red\n")
        let products = try await bench.run(
            "csv_product_import", "sku;parent;family;size;TWIN-products\nB1;B-r;;s;P\nP;;lamps;;B1\n")
        // As long as the variants are there, the models stay.
        let refused = try await bench.undo(models)
        #expect(refused.warnings == ["B in_use", "B-r in_use"])
        #expect(refused.summary == "read 2, skipped 2")
        #expect(try await bench.undo(products).summary == "read 2, deleted_products 2")
        #expect(try await bench.undo(models).summary == "read 2, deleted_product_models 2")
        #expect(try await UndoBench.catalogue() == before)
    }

    @Test func `an undo is undone, and that again`() async throws {
        let bench = try await shop()
        let first = try await UndoBench.catalogue()
        let change = try await bench.run(
            "csv_product_import", "sku;ean;name;TWIN-products\nP;7;Other;R\nNEW;8;New;P\n")
        let second = try await UndoBench.catalogue()
        let undo = try await bench.undo(change)
        #expect(try await UndoBench.catalogue() == first)
        let redo = try await bench.undo(undo)
        #expect(redo.colour == "green", "\(redo)")
        #expect(try await UndoBench.catalogue() == second)
        try await bench.undo(redo)
        #expect(try await UndoBench.catalogue() == first)
    }

    @Test func `what was changed since is left alone, with when and by what`() async throws {
        let bench = try await shop()
        let change = try await bench.run(
            "csv_product_import", "sku;name;note\nP;one;one\nQ;one;\nR;one;one\nNEW;one;one\n")
        let later = try await bench.run("csv_product_import", "sku;note;ean\nP;two;11\nQ;;12\nNEW;two;\n")
        try #require(later.colour == "green", "\(later)")
        let undone = try await bench.undo(change)
        #expect(undone.colour == "yellow")
        // The later import touched another field of Q.
        #expect(undone.warnings == ["NEW changed_since note", "P changed_since note"])
        #expect(undone.summary == "read 4, updated 2, skipped 2")
        let message = try await UndoBench.text(
            "select message from job.warning where execution_id = \(undone.id) and identifier = 'P'")
        #expect(message.hasPrefix(#""note" was changed later (20"#) && message.hasSuffix("UTC, import)"))
        #expect(
            try await UndoBench.texts(
                "select values ->> 'name' from catalog.product where identifier in ('P', 'Q') order by identifier")
                == ["one", "Queue"])
        // Once more: everything was changed since, by the undo too.
        let again = try await bench.undo(change)
        #expect(again.summary == "read 4, skipped 4")
        #expect(
            again.warnings == [
                "NEW changed_since note", "P changed_since note", "Q changed_since name", "R changed_since name",
                "R changed_since note",
            ])
        #expect(
            try await UndoBench.text(
                "select message from job.warning where execution_id = \(again.id) and identifier = 'Q'"
            )
            .hasSuffix("mass edit)"))
    }

    @Test func `a value that another item has by now is refused, one that comes free waits`() async throws {
        let bench = try await shop()
        let change = try await bench.run("csv_product_import", "sku;ean\nP;7\nL1;\n")
        try await bench.run("csv_product_import", "sku;family;ean\nTAKER;lamps;4\n")
        let undone = try await bench.undo(change)
        #expect(undone.summary == "read 2, updated 1, invalid 1")
        #expect(undone.warnings == ["P value_not_unique ean"])
        #expect(
            try await UndoBench.text("select product_id::text from catalog.unique_value where value_key = '4'")
                == UndoBench.text("select id::text from catalog.product where identifier = 'TAKER'"))
        // What a creation holds comes free with it.
        let cleared = try await bench.run("csv_product_import", "sku;ean\nL2;\n")
        let heir = try await bench.run("csv_product_import", "sku;family;ean\nHEIR;lamps;2\n")
        #expect(try await bench.undo(cleared, preview: true).warnings == ["L2 value_not_unique ean"])
        try await bench.undo(heir)
        #expect(try await bench.undo(cleared).summary == "read 1, updated 1")
        #expect(
            try await UndoBench.text(
                """
                select p.identifier from catalog.unique_value v join catalog.product p on p.id = v.product_id
                 where v.value_key = '2'
                """) == "L2")
    }

    @Test func `a preview counts and lists what the undo would do, and writes nothing`() async throws {
        let bench = try await shop()
        let change = try await bench.run(
            "csv_product_import", "sku;ean;name;TWIN-products\nP;7;Other;R\nNEW;8;New;P\n")
        let before = try await UndoBench.catalogue()
        let history = try await UndoBench.text("select count(*)::text from catalog.history")
        let preview = try await bench.undo(change, preview: true)
        #expect(preview.status == "completed", "\(preview)")
        #expect(preview.summary == "read 3, would_delete 1, would_update 2")
        #expect(try await UndoBench.catalogue() == before)
        #expect(try await UndoBench.text("select count(*)::text from catalog.history") == history)
        let listed = try await UndoBench.text(
            """
            select string_agg(convert_from(p.bytes, 'UTF8'), '' order by p.ordinal)
              from job.artifact a join job.piece p on p.artifact_id = a.id
             where a.execution_id = \(preview.id) and a.name = 'changes.csv'
            """)
        let lines = Set(listed.split(separator: "\n").map(String.init))
        #expect(
            lines.isSuperset(of: ["P;name;Other;Pea", "P;ean;7;4", "NEW;name;New;", "NEW;identifier;NEW;"]), "\(listed)"
        )
        let real = try await bench.undo(change)
        #expect(real.summary == "read 3, updated 2, deleted_products 1")
    }

    @Test(arguments: [1, 2, 4]) func `a large undo comes out the same whatever the number of workers`(
        _ slots: Int
    ) async throws {
        let bench = try await UndoBench()
        let old = (1...9_000).map { "P\($0);lamps;old \($0);\($0)" }.joined(separator: "\n")
        try await bench.run("csv_product_import", "sku;family;name;ean\n\(old)\n", slots: 2)
        let before = try await UndoBench.catalogue()
        // Two of the first chunk get back what items far behind have now: they wait for them.
        let eans = [4_000: "m0", 4_001: "m1", 9_000: "4001", 13_000: "4000"]
        let new = (4_000...13_000).map { "P\($0);lamps;new \($0);\(eans[$0] ?? String($0))" }.joined(separator: "\n")
        let change = try await bench.run("csv_product_import", "sku;family;name;ean\n\(new)\n", slots: 2)
        try #require(change.colour == "green", "\(change.warnings.prefix(3))")
        let undone = try await bench.undo(change, slots: slots)
        #expect(undone.summary == "read 9001, updated 5001, deleted_products 4000")
        #expect(undone.warnings == [])
        #expect(try await UndoBench.catalogue() == before)
    }

    @Test func `an undo that is handed on again and again comes out as if undisturbed`() async throws {
        let bench = try await UndoBench()
        let old = (1...9_000).map { "P\($0);lamps;old \($0)" }.joined(separator: "\n")
        try await bench.run("csv_product_import", "sku;family;name\n\(old)\n")
        let before = try await UndoBench.catalogue()
        let new = (1...12_000).map { "P\($0);lamps;new \($0)" }.joined(separator: "\n")
        let change = try await bench.run("csv_product_import", "sku;family;name\n\(new)\n")
        let undo = try await bench.launchUndo(change)
        #expect(try await bench.workInterrupted(undo) > 3)
        #expect(try await bench.outcome(undo).summary == "read 12000, updated 9000, deleted_products 3000")
        #expect(try await UndoBench.catalogue() == before)
    }

    @Test func `what a stopped import has written is put back`() async throws {
        let bench = try await UndoBench()
        let before = try await UndoBench.catalogue()
        let rows = (1...12_000).map { "P\($0);lamps;name \($0)" }.joined(separator: "\n")
        let id = try await bench.launch("csv_product_import", text: "sku;family;name\n\(rows)\n")
        let worker = try UndoBench.makeWorker()
        try await interrupting {
            try await worker.run()
        } onceChanged: {
            try await UndoBench.text("select (count(*) > 2000)::text from catalog.product")
        } by: {
            _ = try await UndoBench.texts("select public_id::text from job.execution where id = \(id)")
            try await bench.asPerson { db in
                _ = try db.query(
                    Statement(
                        "stop", "select tracker.stop(public_id) from tracker.my_execution where execution_id = $1"), id)
            }
        }
        try await UndoBench.work()
        let stopped = try await bench.outcome(id)
        try #require(stopped.status == "stopped")
        let written = try await UndoBench.text("select count(*)::text from catalog.product")
        try #require(written != "0")
        #expect(try await bench.undo(stopped).summary == "read \(written), deleted_products \(written)")
        #expect(try await UndoBench.catalogue() == before)
    }

    @Test func `of two undos of one execution each item is put back by one`() async throws {
        let bench = try await UndoBench()
        let old = (1...5_000).map { "P\($0);lamps;old \($0)" }.joined(separator: "\n")
        try await bench.run("csv_product_import", "sku;family;name\n\(old)\n")
        let before = try await UndoBench.catalogue()
        let new = (1...5_000).map { "P\($0);lamps;new \($0)" }.joined(separator: "\n")
        let change = try await bench.run("csv_product_import", "sku;family;name\n\(new)\n")
        let (one, two) = (try await bench.launchUndo(change), try await bench.launchUndo(change))
        try await UndoBench.work(slots: 4)
        let counts = try await UndoBench.text(
            """
            select string_agg(distinct s.status, ',') || ' ' || sum(s.updated) || ' ' || sum(s.skipped)
              from job.step s where s.execution_id in (\(one), \(two))
            """)
        #expect(counts == "completed 5000 5000")
        #expect(try await UndoBench.catalogue() == before)
    }

    @Test func `values of removed attributes come back when the attribute does`() async throws {
        let bench = try await shop()
        let before = try await UndoBench.catalogue()
        _ = try await UndoBench.texts("delete from catalog.attribute where code = 'name' returning code")
        let cleaned = try await bench.run("clean_removed_attribute_job", parameters: "{}")
        #expect(cleaned.summary == "read 11, updated 6, unchanged 5", "\(cleaned)")
        let early = try await bench.undo(cleaned)
        #expect(
            Set(early.warnings.map { $0.split(separator: " ").dropFirst().joined(separator: " ") }) == [
                "unknown_attribute name"
            ])
        #expect(early.summary == "read 5, unchanged 5")
        try await bench.run("csv_attribute_import", "code;type;group\nname;pim_catalog_text;other\n")
        let undone = try await bench.undo(cleaned)
        #expect(undone.colour == "green", "\(undone)")
        #expect(try await UndoBench.catalogue() == before)
    }
}
