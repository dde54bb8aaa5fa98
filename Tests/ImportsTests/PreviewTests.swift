// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct PreviewTests {
    @Test func `each kind of structure is previewed as it is imported, new and changed`() async throws {
        let bench = try await ImportBench()
        for (job, text) in Shop.files { try await bench.runBoth(job, text) }
        try await bench.runBoth("csv_user_group_import", "name\nEditors\nEditors\n")
        try await bench.runBoth("csv_user_role_import", "role;label\nROLE_X;X\n")
        try await bench.runBoth("csv_currency_import", "code;activated\nUSD;0\nEUR;1\nJPY;x\nGBP;1\n")
        try await bench.runBoth(
            "csv_category_import", "code;parent;label-en_US\nb;a;B\na;master;A\nlights;outlet;\nx;nope;\n")
        try await bench.runBoth(
            "csv_attribute_group_import", "code;sort_order;attributes\nnew;0;name,price\nother;3;\nlast;3;weight\n")
        try await bench.runBoth(
            "csv_attribute_import",
            "code;type;group;label-en_US\nname;pim_catalog_text;new;Name\nnote;pim_catalog_text;;\n")
        try await bench.runBoth(
            "csv_attribute_option_import", "attribute;code;label-en_US\ncolor;red;Red\ncolor;green;\nnope;x;\n")
        try await bench.runBoth(
            "csv_family_import", "code;attributes;requirements-web\nlamps;sku,name,note;sku\nsofas;sku,name;sku\n")
        try await bench.runBoth("csv_channel_import", "code;tree;locales;currencies\nweb;master;en_US;EUR\n")
        try await bench.runBoth("csv_group_import", "code;type;label-en_US\nsummer;set;Summer\nwinter;nope;\n")
        #expect(try await bench.text("select count(*)::text from pg_namespace where nspname like 'preview%'") == "0")
    }

    @Test func `a preview counts records that depend on each other as the import does, with 1, 2 and 4 workers`()
        async throws
    {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        let models =
            "code;family_variant;parent;color;description-en_US-web\nR;lamps_color_size;;;\nS1;;R;red;deep\nS2;;R;red;\nS3;;Q;red;\n"
        try await bench.runBoth("csv_product_model_import", models)
        var before = "sku;family;ean\n"
        for row in stride(from: 10, to: 6_000, by: 20) { before += "P\(row);lamps;e\(row + 20)\n" }
        try await bench.runBoth("csv_product_import", before)
        let file = Array(WorkerCountTests.file(6_000).utf8)
        let alone = try await bench.preview("csv_product_import", bytes: file)
        let lines = try await bench.changes()
        let two = try await bench.preview("csv_product_import", bytes: file, workers: 2)
        #expect(two == alone)
        #expect(try await bench.changes() == lines)
        let four = try await bench.runBoth("csv_product_import", bytes: file, workers: 4)
        #expect(four.preview == alone)
        #expect(four.preview["import"]["would_create"] ?? 0 > 4_000)
        #expect(four.preview["import"]["would_update"] ?? 0 > 200)
        // Nothing is left to do, and both say so.
        let again = try await bench.runBoth("csv_product_import", bytes: file, workers: 2)
        #expect(try await bench.changes() == ["item;field;before;after"])
        #expect(again.real["import"]["created"] == nil)
    }

    @Test func `links, two-way ones and quantities too, are previewed across the chunks of a file`() async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        var text = "sku;family;TWIN-products;X_SELL-products;PACK-products;PACK-products-quantity\n"
        for row in 1...2_500 {
            text += "A\(row);lamps;A\(2_501 - row);A\((row * 7) % 2_500 + 1);A\(row % 9 + 1);\(row % 3 + 1)\n"
        }
        try await bench.runBoth("csv_product_import", text, workers: 2)
        try await bench.runBoth("csv_product_import", text, workers: 2)
        let half = "sku;TWIN-products;X_SELL-products\nA1;;A2\nA2500;A3;\nA3;A2;A1,A2,nope\nA4;A2497;A5\n"
        try await bench.runBoth("csv_product_import", half)
    }

    @Test func `the changes name item, field, before and after, changed items first`() async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        _ = try await bench.runOnce(
            "csv_product_import",
            bytes: Array(
                "sku;family;name-en_US;stock;categories;weight;weight-unit;X_SELL-products\nb;lamps;Bee;1;lights;2;KILOGRAM;\na;lamps;Ay;2;;;;b\n"
                    .utf8))
        _ = try await bench.preview(
            "csv_product_import",
            bytes: Array(
                "sku;family;name-en_US;stock;categories;weight;weight-unit;X_SELL-products\nnew;chairs;\"N;\"\"1\"\"\";;;;;\nb;lamps;Bee 2;1;outlet,lights;3;KILOGRAM;a,new\na;lamps;;3;;;;\n"
                    .utf8))
        #expect(
            try await bench.changes() == [
                "item;field;before;after",
                "b;X_SELL-products;;a,new", "b;categories;lights;lights,outlet", "b;name-en_US;Bee;Bee 2",
                "b;weight;2 KILOGRAM;3 KILOGRAM",
                "a;X_SELL-products;b;", "a;name-en_US;Ay;", "a;stock;2;3",
                "new;enabled;;1", "new;family;;chairs", "new;identifier;;new", "new;name-en_US;;\"N;\"\"1\"\"\"",
            ])
        let facts = try await bench.text(
            "select (facts ->> 'preview_changes') || ' ' || (facts ->> 'preview_is_cut') || ' ' || jsonb_array_length(facts -> 'preview_first') || ' ' || (facts #>> '{preview_first,0,after}') from job.step where facts ? 'preview_first' order by id desc limit 1"
        )
        #expect(facts == "11 false 11 a,new")
        let category = "code;parent;label-en_US\noutlet;lights;Outlet\nfresh;;\n"
        _ = try await bench.preview("csv_category_import", bytes: Array(category.utf8))
        #expect(
            try await bench.changes() == [
                "item;field;before;after", "outlet;label-en_US;;Outlet", "outlet;parent;master;lights",
                "fresh;code;;fresh",
            ])
    }

    @Test func `a file with more changes than are listed says so`() async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        var text = "sku;family;stock\n"
        for row in 1...25_001 { text += "P\(row);lamps;\(row)\n" }
        _ = try await bench.preview("csv_product_import", bytes: Array(text.utf8), workers: 2)
        #expect(try await bench.changes().count == 100_001)
        #expect(
            try await bench.text(
                "select (facts ->> 'preview_changes') || ' ' || (facts ->> 'preview_is_cut') from job.step where facts ? 'preview_first' order by id desc limit 1"
            )
                == "100000 true")
    }

    @Test func `family variants that move attributes down are previewed with the values below`() async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        try await bench.runBoth(
            "csv_product_model_import", "code;family_variant;parent;color;name-en_US\nR;lamps_color;;;Root\n")
        try await bench.runBoth("csv_product_import", "sku;parent;color\nv1;R;red\nv2;R;blue\n")
        try await bench.runBoth(
            "csv_family_variant_import",
            "code;family;variant-axes_1;variant-attributes_1\nlamps_color;lamps;color;color,sku,ean,weight,name\n")
        #expect(try await bench.changes().contains("v1;name-en_US;;Root"))
        #expect(try await bench.changes().contains("R;name-en_US;Root;"))
    }

    @Test func `a preview that is stopped and retried again and again counts everything once`() async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        _ = try await bench.run(
            "csv_product_model_import", "code;family_variant;parent;color\nR;lamps_color_size;;\nS1;;R;red\n")
        let file = Array(WorkerCountTests.file(12_000).utf8)
        let calm = try await bench.preview("csv_product_import", bytes: file, workers: 2)
        let lines = try await bench.changes()
        let execution = try await bench.launch(
            "csv_product_import", bytes: file, name: "file.csv", #"{"preview":true}"#)
        let digest = try await bench.catalogDigest()
        for _ in 0..<40
        where try await bench.text("select status from job.execution where id = \(execution)") != "completed" {
            try await interrupting {
                try await bench.work(workers: 2)
            } onceChanged: {
                try await bench.text(
                    """
                    select coalesce((select sum(l.position) from job.lease l where l.execution_id = \(execution)), 0) || ' '
                           || (select count(*) from job.outcome o where o.execution_id = \(execution))
                    """)
            } by: {
                _ = try await bench.asPerson(
                    "select tracker.stop(e.public_id) from tracker.my_execution e where e.execution_id = \(execution)")
            }
            guard try await bench.text("select status from job.execution where id = \(execution)") != "completed" else {
                break
            }
            _ = try await bench.asPerson(
                "select tracker.retry(e.public_id) from tracker.my_execution e where e.execution_id = \(execution)")
        }
        try await bench.work(workers: 2)
        #expect(try await bench.report(execution) == calm)
        #expect(try await bench.changes() == lines)
        #expect(try await bench.catalogDigest() == digest)
    }

    @Test func `a preview whose catalogue is dropped says that it is to be launched again`() async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        let execution = try await bench.launch(
            "csv_product_import", bytes: Array("sku\na\n".utf8), name: "file.csv", #"{"preview":true}"#)
        try await bench.script(
            "create function public.gone() returns trigger language plpgsql as $$ begin perform job.drop_preview(\(execution)); return null; end $$; create trigger gone after update of facts on job.step for each row when (new.name = 'scan') execute function public.gone()"
        )
        try await bench.work()
        let report = try await bench.report(execution)
        #expect(report.status == "failed")
        #expect(report.errors.count == 1 && report.errors[0].hasPrefix("preview_expired: "), "\(report.errors)")
    }

    @Test func `a launch refuses a preview that is neither true nor false`() async throws {
        let bench = try await ImportBench()
        await #expect(throws: (any Error).self) {
            _ = try await bench.launch("csv_product_import", bytes: [97], name: "f.csv", #"{"preview":"yes"}"#)
        }
    }
}
