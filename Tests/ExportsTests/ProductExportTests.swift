// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import TestKit
import Testing

@Suite(.ownDatabase) struct ProductExportTests {
    private func filled() async throws -> ExportBench {
        let bench = try await ExportBench()
        try await Catalogue.load(bench)
        return bench
    }

    @Test func `every type of value stands in its cell, inherited ones too`() async throws {
        let bench = try await filled()
        let report = try await bench.export("csv_product_export", Catalogue.whole)
        #expect(report.status == "completed", "\(report.errors)")
        #expect(report.read == 6 && report.written == 6)
        let file = try #require(report.files.first)
        #expect(file.isComplete && file.records == 6 && file.size == Int64(file.bytes.count))
        var sum = Checksum()
        sum.add(file.bytes)
        #expect(file.checksum == sum.text)
        #expect(
            file.text == #"""
                sku;categories;enabled;family;parent;groups;attr_9;attr_10;color;description-en_US-web;description-fr_FR-web;dimmable;features;legal-fr_FR;length;length-unit;manual;name-en_US;name-fr_FR;PACK-products;PACK-products-quantity;picture;price-EUR;price-USD;size;sold_on;street_price-web-EUR;street_price-web-USD;weight;weight-unit;X_SELL-groups;X_SELL-products;Z_note;z_note_2
                lamp-1;lights,outlet;1;lamps;;summer,winter;7;-10.25;red;"two
                lines, and ""quotes""";;1;a,c;Mentions;1.5;METER;m.pdf;"a;b";Étoile;chair,lamp-2;3|10;a/b.jpg;12.50;15;s;2024-02-29;9;;2;GRAM;summer;chair,lamp-2;=1+1;back\slash	tab
                lamp-2;;0;lamps;;;;;blue;@at;;0;;;3;METER;;-minus;;;;;;;;;;;-1.5;KILOGRAM;;;+plus;
                chair;outlet;1;chairs;;;;;red;;;;;;;;;Chair;;;;;;;;;;;;;;;;
                loose;master;1;;;;;;;;;;;;;;;No family;;;;;;;;;;;;;;;;
                var-s;;1;lamps;root_red;;;;red;Red;;;;;;;;"The ""root""";;;;;;;s;;;;1;KILOGRAM;;;;
                var-m;;1;lamps;root_red;;;;red;Red;;;;;;;;"The ""root""";;;;;;;m;;;;;;;lamp-1;;

                """#)
    }

    @Test func `product models have their own values and links`() async throws {
        let bench = try await filled()
        let report = try await bench.export("csv_product_model_export", Catalogue.parameters(locales: #"["en_US"]"#))
        #expect(report.status == "completed", "\(report.errors)")
        let lines = report.lines
        try #require(lines.count == 3)
        #expect(lines[0].hasPrefix("code;family_variant;parent;categories;attr_9;attr_10;color;description-en_US-web;"))
        #expect(lines[0].contains(";X_SELL-product_models;Z_note;"))
        #expect(lines[1].hasPrefix("root;lamps_color_size;;lights;;;;;"))
        #expect(lines[1].contains("\"The \"\"root\"\"\""))
        #expect(lines[2].hasPrefix("root_red;lamps_color_size;root;master;;;red;Red;"))
        #expect(!lines[2].contains("The"))
        #expect(lines[2].hasSuffix(";root;;"))
    }

    @Test func `values, headers and codes are written as the profile says`() async throws {
        let bench = try await filled()
        let report = try await bench.export(
            "csv_product_export",
            Catalogue.parameters(
                locales: #"["en_US"]"#, attributes: #"["sold_on", "attr_10", "name", "weight"]"#,
                #""decimalSeparator": ",", "dateFormat": "dd/MM/yyyy", "delimiter": "|", "enclosure": "'", "with_uuid": true"#
            ))
        #expect(report.status == "completed", "\(report.errors)")
        #expect(
            report.lines.prefix(3) == [
                "uuid|sku|categories|enabled|family|parent|groups|PACK-products|PACK-products-quantity|X_SELL-groups|X_SELL-product_uuids|sold_on|attr_10|name-en_US|weight|weight-unit",
                "4e3f2a10-0000-4000-8000-000000000001|lamp-1|lights,outlet|1|lamps||summer,winter|4e3f2a10-0000-4000-8000-000000000003,4e3f2a10-0000-4000-8000-000000000002|'3|10'|summer|4e3f2a10-0000-4000-8000-000000000003,4e3f2a10-0000-4000-8000-000000000002|29/02/2024|-10,25|a;b|2|GRAM",
                "4e3f2a10-0000-4000-8000-000000000002|lamp-2||0|lamps|||||||||-minus|-1,5|KILOGRAM",
            ])
    }

    @Test func `labels stand for codes, and a code in brackets where there is none`() async throws {
        let bench = try await filled()
        let parameters = Catalogue.parameters(
            locales: #"["en_US"]"#, attributes: #"["color", "features", "dimmable", "name", "street_price", "weight"]"#,
            #""with_label": true, "header_with_label": true, "file_locale": "en_US""#)
        let report = try await bench.export("csv_product_export", parameters)
        #expect(report.status == "completed", "\(report.errors)")
        #expect(
            report.lines.prefix(2) == [
                "SKU;Categories;Enabled;Family;Parent;Groups;[PACK] products;[PACK] products (quantity);Cross sell groups;Cross sell products;Colour;[features];Dimmable;Name (English);Name (The web) (EUR);Name (The web) (USD);Weight;Weight (unit)",
                "lamp-1;Lights,[outlet];Yes;Lamps;;Summer,[winter];chair,lamp-2;3|10;summer;chair,lamp-2;Red;First,Third, really;Yes;\"a;b\";9;;2;[GRAM]",
            ])
        let french = try await bench.export(
            "csv_product_export", parameters.replacing(#""file_locale": "en_US""#, with: #""file_locale": "fr_FR""#))
        #expect(french.lines.first?.hasPrefix("[sku];Catégories;Activé;Famille;Parent;Groupes;") == true)
        #expect(french.lines.dropFirst().first?.contains(";Lampes,[outlet];Oui;[lamps];") == true)
        let refused = try await bench.export(
            "csv_product_export", Catalogue.parameters(#""with_label": true, "file_locale": "de_DE""#))
        #expect(refused.status == "failed")
        #expect(refused.errors == ["locale_required: labels need a file_locale that is active"])
    }

    @Test func `formulas are made harmless on request only, and amounts stay numbers`() async throws {
        let bench = try await filled()
        let parameters = Catalogue.parameters(
            locales: #"["en_US"]"#, attributes: #"["Z_note", "description", "attr_10", "weight", "name"]"#,
            #""escape_formulas": true"#)
        let report = try await bench.export("csv_product_export", parameters)
        let lines = report.lines
        #expect(lines.contains { $0.hasPrefix("lamp-2;") && $0.hasSuffix(";'+plus;'@at;;-1.5;KILOGRAM;'-minus") })
        #expect(report.text.contains(";'=1+1;"))
        #expect(report.text.contains(";-10.25;"))
    }

    @Test func `an object a line holds what is not empty`() async throws {
        let bench = try await filled()
        let report = try await bench.export("jsonl_product_export", Catalogue.parameters(locales: #"["en_US"]"#))
        #expect(report.status == "completed", "\(report.errors)")
        #expect(report.files.first?.name.hasSuffix(".jsonl") == true)
        #expect(
            report.lines.first == #"""
                {"identifier":"lamp-1","family":"lamps","enabled":true,"categories":["lights","outlet"],"groups":["summer","winter"],"values":{"attr_9":"7","attr_10":"-10.25","color":"red","description-en_US-web":"two\nlines, and \"quotes\"","dimmable":"1","features":"a,c","length":{"amount":"1.5","unit":"METER"},"manual":"m.pdf","name-en_US":"a;b","picture":"a/b.jpg","price-EUR":"12.50","price-USD":"15","size":"s","sold_on":"2024-02-29","street_price-web-EUR":"9","weight":{"amount":"2","unit":"GRAM"},"Z_note":"=1+1","z_note_2":"back\\slash\ttab"},"associations":{"PACK":{"products":[{"identifier":"chair","quantity":3},{"identifier":"lamp-2","quantity":10}]},"X_SELL":{"groups":["summer"],"products":["chair","lamp-2"]}}}
                """#)
        #expect(report.lines.count == 6)
    }

    @Test func `a file with nothing selected has its header, and no other name leads out of a folder`() async throws {
        let bench = try await ExportBench()
        for (job, text) in Catalogue.structure { try await bench.load("csv_\(job)_import", text.utf8) }
        let report = try await bench.export(
            "csv_product_export",
            Catalogue.parameters(
                scope: "print", locales: "[]",
                #""storage": {"type": "none", "file_path": "../../x/../%job_label%.csv"}"#))
        #expect(report.status == "completed", "\(report.errors)")
        #expect(report.text == "sku;categories;enabled;family;groups\n")
        #expect(report.files.map(\.name) == ["Export_products.csv"])
        #expect(report.files.first?.records == 0)
    }

    @Test func `what is not there is refused with its name`() async throws {
        let bench = try await filled()
        for (parameters, error) in [
            (Catalogue.parameters(scope: "nope"), "filters.structure.scope names no channel: \"nope\""),
            (
                Catalogue.parameters(scope: "print", locales: #"["fr_FR"]"#),
                "filters.structure.locales names no locale of channel \"print\": \"fr_FR\""
            ),
            (
                Catalogue.parameters(attributes: #"["nope"]"#),
                "filters.structure.attributes names no attribute: \"nope\""
            ),
            (Catalogue.parameters(#""linesPerFile": 0"#), "linesPerFile must be 1 or more"),
        ] {
            let report = try await bench.export("csv_product_export", parameters)
            #expect(report.status == "failed")
            #expect(report.errors == ["invalid_profile: \(error)"])
            #expect(report.files.isEmpty)
        }
    }
}

/// Which items are in a file.
@Suite(.ownDatabase) struct FilteredExportTests {
    private func filled() async throws -> ExportBench {
        let bench = try await ExportBench()
        try await Catalogue.load(bench)
        return bench
    }

    private func identifiers(_ report: ExportBench.Report) -> [String] {
        report.lines.dropFirst().compactMap { $0.split(separator: ";").first.map(String.init) }
            .filter { !$0.hasPrefix("lines, ") }
    }

    @Test func `a filter decides which items are in the file, and so which columns`() async throws {
        let bench = try await filled()
        for (data, expected) in [
            (#"[{"field": "family", "operator": "IN", "value": ["chairs"]}]"#, ["chair"]),
            (#"[{"field": "enabled", "operator": "=", "value": false}]"#, ["lamp-2"]),
            (
                #"[{"field": "color", "operator": "IN", "value": ["red"]}, {"field": "parent", "operator": "EMPTY"}]"#,
                ["lamp-1", "chair"]
            ), (#"[{"field": "color", "operator": "IN", "value": ["red"]}]"#, ["lamp-1", "chair", "var-s", "var-m"]),
        ] {
            let report = try await bench.export("csv_product_export", Catalogue.parameters(data: data))
            #expect(report.status == "completed", "\(report.errors)")
            #expect(identifiers(report) == expected)
            #expect(report.read == Int64(expected.count))
        }
        let chairs = try await bench.export(
            "csv_product_export",
            Catalogue.parameters(data: #"[{"field": "family", "operator": "IN", "value": ["chairs"]}]"#))
        #expect(
            chairs.lines.first == "sku;categories;enabled;family;groups;color;name-en_US;name-fr_FR")
        await #expect(throws: PostgresError.self) {
            _ = try await bench.launch(
                "csv_product_export", Catalogue.parameters(data: #"[{"field": "nope", "operator": "="}]"#))
        }
    }

    @Test func `since the last export means since its start, also after a failed and a stopped one`() async throws {
        let bench = try await filled()
        let since = Catalogue.parameters(
            data: #"[{"field": "updated", "operator": "SINCE LAST JOB", "value": "nightly"}]"#)
        _ = try await bench.asPerson(
            "select 'made' from (select tracker.create_profile('nightly', 'csv_product_export', null, '\(since)')) as x"
        )
        let run = {
            let execution = try await bench.launch("nightly")
            try await bench.work()
            return try await bench.report(execution)
        }
        #expect(identifiers(try await run()).count == 6)
        #expect(identifiers(try await run()).isEmpty)
        let touch = { (sku: String) in
            try await bench.script("update catalog.product set updated_at = job.now() where identifier = '\(sku)'")
        }
        try await touch("chair")
        // A run that was stopped, and one that failed, are none.
        let stopped = try await bench.launch("nightly")
        _ = try await bench.asPerson(
            "select tracker.stop(e.public_id) from tracker.my_execution e where e.execution_id = \(stopped)")
        let broken = try await bench.launch("nightly", #"{"linesPerFile": 0}"#)
        try await bench.work()
        #expect(try await bench.report(broken).status == "failed")
        try await touch("lamp-1")
        // What is changed while an export runs belongs to the next one.
        let execution = try await bench.launch("nightly")
        try await bench.work()
        #expect(identifiers(try await bench.report(execution)) == ["lamp-1", "chair"])
        try await TestDatabase.advanceClock(by: .seconds(7_200))
        #expect(identifiers(try await run()).isEmpty)
        try await touch("var-s")
        #expect(identifiers(try await run()) == ["var-s"])
        #expect(identifiers(try await run()).isEmpty)
    }
}
