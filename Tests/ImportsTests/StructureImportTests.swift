// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct StructureImportTests {
    @Test func `a file is created, found unchanged, and updated`() async throws {
        let run = try await ImportRun()
        let file = "code;activated\nEUR;1\nGBP;0\n"
        let first = try await run.run("csv_currency_import", file)
        #expect(first.status == "completed")
        #expect(first.colour == "green")
        #expect(first.steps.map(\.name) == ["fetch", "scan", "import"])
        #expect(first.summary() == "read 2, created 2")
        #expect(first.step("scan")?.facts?.contains("\"records\": 2") == true)

        let version = try await value("select version::text from catalog.structure_version")
        let second = try await run.run("csv_currency_import", file)
        #expect(second.summary() == "read 2, unchanged 2")
        #expect(try await value("select version::text from catalog.structure_version") == version)

        let third = try await run.run("csv_currency_import", "code;activated\ngbp;1\nEUR;\n")
        #expect(third.summary() == "read 2, updated 1, unchanged 1")
        #expect(
            try await value("select string_agg(code || activated::text, ',' order by code) from catalog.currency")
                == "EURtrue,GBPtrue")
    }

    @Test func `a refused record is a warning with its place, and is kept byte for byte`() async throws {
        let run = try await ImportRun()
        let file = "code;label-en_GB\r\ngood;\"One\nline\"\r\nb-d;\"say \"\"no\"\"\"\r\n\r\n;x\r\ntoo;long;record\r\n"
        _ = try await run.run("csv_locale_import", "code\nen_GB\n")
        let report = try await run.run("csv_group_type_import", file)
        #expect(report.status == "completed")
        #expect(report.colour == "yellow")
        #expect(report.summary() == "read 4, created 1, invalid 3")
        #expect(report.reasons == ["2 invalid_code", "3 missing_value", "4 row_too_long"])
        #expect(
            report.warnings.map(\.message) == [
                "row 2 (line 4), b-d, code: only letters, digits and underscores",
                "row 3 (line 6), code: required cell empty", "row 4 (line 7), too: 3 cells, header has 2",
            ])
        #expect(report.warnings.first?.value == "b-d")
        #expect(report.warnings.first?.identifier == "b-d")
        #expect(
            report.invalidItems
                == "code;label-en_GB\r\nb-d;\"say \"\"no\"\"\"\r\n;x\r\ntoo;long;record\r\n")
        #expect(
            try await value("select item ->> 'label-en_GB' from job.warning where row = 2") == "say \"no\"")
    }

    @Test func `of records with the same key the last one counts`() async throws {
        let run = try await ImportRun()
        let report = try await run.run("csv_currency_import", "code;activated\nEUR;1\nGBP;1\neur;x\nGBP;1\nEUR;0\n")
        #expect(report.summary() == "read 5, created 2, skipped 3, superseded 3")
        #expect(report.reasons == ["1 superseded_in_file", "2 superseded_in_file", "3 superseded_in_file"])
        #expect(report.warnings.map(\.isNote) == [true, true, true])
        #expect(
            report.warnings.map(\.message) == [
                "row 1 (line 2), EUR: replaced by row 5", "row 2 (line 3), GBP: replaced by row 4",
                "row 3 (line 4), eur: replaced by row 5",
            ])
        #expect(try await value("select activated::text from catalog.currency where code_key = 'eur'") == "false")
    }

    @Test func `when the last record is refused, the earlier ones stay superseded`() async throws {
        let run = try await ImportRun()
        let report = try await run.run("csv_currency_import", "code;activated\nEUR;1\nEUR;x\n")
        #expect(report.summary() == "read 2, skipped 1, invalid 1, superseded 1")
        #expect(try await value("select count(*)::text from catalog.currency") == "0")
    }

    @Test func `columns that are not used are noted once, and the file is imported`() async throws {
        let run = try await ImportRun()
        let report = try await run.run("csv_group_type_import", "code;is_variant;dqi\nrelated;0;\n")
        #expect(report.summary() == "read 1, created 1")
        #expect(report.warnings.map(\.message) == ["column \"is_variant\" is not used"])
        #expect(report.warnings.map(\.isNote) == [true])
        #expect(report.colour == "yellow")
    }

    @Test func `what a file refers to is stored in its own spelling`() async throws {
        let run = try await ImportRun()
        _ = try await run.run("csv_group_type_import", "code\nSeason\n")
        let report = try await run.run("csv_group_import", "code;type\nwinter;SEASON\nspring;none\n")
        #expect(report.summary() == "read 2, created 1, invalid 1")
        #expect(report.reasons == ["2 unknown_group_type"])
        #expect(try await value(#"select type from catalog."group""#) == "Season")
    }

    @Test func `a category's parent may stand anywhere, circles and orphans are refused`() async throws {
        let run = try await ImportRun()
        let file = """
            code;parent
            leaf;twig
            lost;nowhere
            twig;ROOT
            child_of_lost;lost
            one;two
            Root;
            two;one
            """
        let report = try await run.run("csv_category_import", file)
        #expect(report.summary() == "read 7, created 3, invalid 4")
        #expect(
            report.reasons == [
                "2 unknown_parent_category", "4 unknown_parent_category", "5 category_cycle", "7 category_cycle",
            ])
        #expect(
            try await value(
                "select string_agg(code || '<' || coalesce(parent, ''), ',' order by code) from catalog.category")
                == "Root<,leaf<twig,twig<Root")
        #expect(report.invalidItems == "code;parent\nlost;nowhere\nchild_of_lost;lost\none;two\ntwo;one")
        #expect(try await run.run("csv_category_import", file).summary() == "read 7, unchanged 3, invalid 4")
    }

    @Test func `moving a category below its own child is refused, turning the tree round is not`() async throws {
        let run = try await ImportRun()
        _ = try await run.run("csv_category_import", "code;parent\na;\nb;a\n")
        let report = try await run.run("csv_category_import", "code;parent\na;b\n")
        #expect(report.reasons == ["1 category_cycle"])
        #expect(report.warnings.first?.message == "row 1 (line 2), a, parent: \"a\" would stand below itself")
        let turned = try await run.run("csv_category_import", "code;parent\na;b\nb;\n")
        #expect(turned.summary() == "read 2, updated 2")
        #expect(try await value("select parent from catalog.category where code = 'a'") == "b")
    }

    @Test func `attribute groups are numbered without ties and gaps, and loaded again stay as they are`() async throws {
        let run = try await ImportRun()
        let file = "code;sort_order\nc;7\nb;2\na;7\n"
        let first = try await run.run("csv_attribute_group_import", file)
        #expect(first.summary() == "read 3, created 3")
        #expect(first.summary("order_attribute_groups") == "read 3, updated 3")
        let order = "select string_agg(code || sort_order, ',' order by sort_order) from catalog.attribute_group"
        #expect(try await value(order) == "b0,a1,c2")
        let second = try await run.run("csv_attribute_group_import", file)
        #expect(second.summary() == "read 3, unchanged 3")
        #expect(second.summary("order_attribute_groups") == "read 3, unchanged 3")
        _ = try await run.run("csv_attribute_group_import", "code;sort_order\nb;9\n")
        #expect(try await value(order) == "a0,c1,b2")
        _ = try await run.run("csv_attribute_group_import", file)
        #expect(try await value(order) == "b0,a1,c2")
    }

    @Test func `the group of what has none is made when it is first needed`() async throws {
        let run = try await ImportRun()
        _ = try await run.run("csv_attribute_group_import", "code;sort_order\nmain;3\n")
        let attributes = "code;type;group\nsku;pim_catalog_identifier;main\nname;pim_catalog_text;\n"
        #expect(try await run.run("csv_attribute_import", attributes).summary() == "read 2, created 2")
        let groups = "select string_agg(code || ':' || \"group\", ',' order by code) from catalog.attribute"
        #expect(try await value(groups) == "name:other,sku:main")
        #expect(try await run.run("csv_attribute_import", attributes).summary() == "read 2, unchanged 2")
        // A group takes the attributes that it lists, and gives up those that it no longer lists.
        let moved = try await run.run("csv_attribute_group_import", "code;attributes\nmain;name\n")
        #expect(moved.summary() == "read 1, updated 1")
        #expect(try await value(groups) == "name:main,sku:other")
    }

    @Test func `attributes keep every property`() async throws {
        let run = try await ImportRun()
        _ = try await run.run("csv_locale_import", "code\nen_GB\nfr_FR\n")
        let file = """
            code;type;label-en_GB;guidelines-fr_FR;number_min;number_max;decimals_allowed;negative_allowed;metric_family;default_metric_unit;date_min;allowed_extensions;max_file_size;validation_rule;validation_regexp;default_value;sort_order
            ref;pim_catalog_identifier;Reference;Le numéro;;;;;;;;;;regexp;/^[A-Z]+$/;;1
            mass;pim_catalog_metric;;;-1.50;10;1;1;Weight;GRAM;;;;;;;2
            since;pim_catalog_date;;;;;;;;;2026-01-31;;;;;;3
            photo;pim_catalog_image;;;;;;;;;;PNG,jpg;2.50;;;;4
            new;pim_catalog_boolean;;;;;;;;;;;;;;1;5
            """
        let report = try await run.run("csv_attribute_import", file)
        #expect(report.warnings.map(\.message) == [])
        #expect(report.summary() == "read 5, created 5")
        #expect(try await run.run("csv_attribute_import", file).summary() == "read 5, unchanged 5")
        #expect(
            try await value(
                "select number_min || ' ' || number_max || ' ' || decimals_allowed from catalog.attribute where code = 'mass'"
            )
                == "-1.5 10 true")
        #expect(
            try await value(
                "select array_to_string(allowed_extensions, ' ') || max_file_size from catalog.attribute where code = 'photo'"
            )
                == "jpg png2.5")
        #expect(
            try await value("select guidelines ->> 'fr_FR' from catalog.attribute where code = 'ref'") == "Le numéro")
    }

    @Test func `an attribute that leaves a family leaves the levels of its variants`() async throws {
        let run = try await ImportRun()
        _ = try await run.run(
            "csv_attribute_import",
            """
            code;type
            sku;pim_catalog_identifier
            title;pim_catalog_text
            note;pim_catalog_text
            colour;pim_catalog_simpleselect
            """)
        _ = try await run.run("csv_family_import", "code;attributes\nshirt;title,note,colour\n")
        let variants = try await run.run(
            "csv_family_variant_import",
            "code;family;variant-axes_1;variant-attributes_1\nby_colour;shirt;colour;note,title\n")
        #expect(variants.summary() == "read 1, created 1")
        let level = "select array_to_string(variant_attributes_1, ' ') from catalog.family_variant"
        #expect(try await value(level) == "colour note sku title")
        let axis = try await run.run("csv_family_import", "code;attributes\nshirt;title,note\n")
        #expect(axis.reasons == ["1 attribute_is_axis"])
        _ = try await run.run("csv_family_import", "code;attributes\nshirt;title,colour\n")
        #expect(try await value(level) == "colour sku title")
    }

    @Test func `values follow an attribute that moves to a deeper level`() async throws {
        let run = try await ImportRun()
        _ = try await run.run(
            "csv_attribute_import",
            "code;type\nsku;pim_catalog_identifier\nnote;pim_catalog_text\nwashable;pim_catalog_boolean\n")
        _ = try await run.run("csv_family_import", "code;attributes\nshirt;note,washable\n")
        _ = try await run.run("csv_family_variant_import", "code;family;variant-axes_1\nv;shirt;washable\n")
        _ = try await run.run("csv_product_model_import", "code;family_variant;note\nm;v;soft\n")
        _ = try await run.run("csv_product_import", "sku;parent;washable\na;m;1\nb;m;0\n")
        let values =
            "select string_agg(identifier || ' ' || coalesce(values ->> 'note', '-'), ', ' order by identifier) from catalog.product"
        #expect(try await value(values) == "a -, b -")
        let moved = try await run.run(
            "csv_family_variant_import", "code;family;variant-axes_1;variant-attributes_1\nv;shirt;washable;note\n")
        #expect(moved.summary() == "read 1, updated 1")
        #expect(try await value(values) == "a soft, b soft")
        #expect(try await value("select values::text from catalog.product_model") == "{}")
    }

    @Test func `people read the structure and do not write it`() async throws {
        let run = try await ImportRun()
        _ = try await run.run("csv_currency_import", "code\nEUR\n")
        #expect(try await run.asPerson("select code from catalog.currency") == "EUR")
        await #expect(throws: (any Error).self) {
            try await run.asPerson("insert into catalog.currency values ('GBP', 'gbp', true)")
        }
        await #expect(throws: (any Error).self) {
            try await run.asPerson("select count(*)::text from catalog.superseded_record")
        }
    }
}

@Suite(.ownDatabase) struct DatabaseRefusalTests {
    @Test func `a record that only the database refuses does not take its neighbours along`() async throws {
        let run = try await ImportRun()
        _ = try await value("alter table catalog.category add constraint no_cellar check (code <> 'cellar')")
        let file = "code;parent\nhouse;\ncellar;house\nattic;house\nshelf;attic\nbox;shelf\n"
        let report = try await run.run("csv_category_import", file)
        #expect(report.status == "completed")
        #expect(report.summary() == "read 5, created 4, invalid 1")
        #expect(report.reasons == ["2 database_refused"])
        #expect(report.warnings.first?.message == "row 2 (line 3), cellar: refused by the database (23514, no_cellar)")
        #expect(report.invalidItems == "code;parent\ncellar;house\n")
    }
}
