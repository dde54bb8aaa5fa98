// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase, .enabled(if: ReferenceData.isThere), .serialized) struct ReferenceDataTests {
    private static let keepPath = #"{"media": "keep_path"}"#

    /// What the catalogue holds, in an order of its own, and which versions its rows are.
    private static let versions = """
        select string_agg(v, ',' order by v) from (
          select 'p' || id || ctid || xmin as v from catalog.product union all
          select 'm' || id || ctid || xmin from catalog.product_model union all
          select 'f' || ctid || xmin from catalog.family union all
          select 'h' || count(*) from catalog.history) x
        """

    @Test func `the electronics catalogue is imported with the paths of its media, and again without a change`()
        async throws
    {
        let bench = try await ImportBench()
        let data = ReferenceData.icecat
        try await data.loadStructure(bench)
        let models = try await data.load("product_models", bench, Self.keepPath, workers: 2)
        #expect(models.colour == "green")
        #expect(models["import_root_product_model"] == ["read": 81, "created": 50, "skipped": 31, "with_parent": 31])
        #expect(
            models["import_sub_product_model"]
                == ["read": 81, "created": 31, "skipped": 50, "without_parent": 50, "outside_family": 211])
        #expect(models["import_associations"] == ["read": 81, "skipped": 81, "no_associations": 81])
        let values =
            "select sum((select count(*) from jsonb_object_keys(values)))::text from catalog.product_model where parent_id is"
        #expect(try await bench.text(values + " null") == "316")
        #expect(try await bench.text(values + " not null") == "83")
        #expect(
            try await bench.text("select sum(cardinality(categories))::text from catalog.product_model") == "163")

        let products = try await data.load("products", bench, Self.keepPath, workers: 3)
        #expect(products.warnings == [])
        #expect(products["import"] == ["read": 1239, "created": 1239, "outside_family": 1834])
        #expect(products["import_associations"] == ["read": 1239, "unchanged": 1239])
        #expect(
            try await bench.text(
                "select sum((select count(*) from jsonb_object_keys(values)))::text from catalog.product") == "6903")
        #expect(try await bench.text("select sum(cardinality(categories))::text from catalog.product") == "3496")
        #expect(
            try await bench.text(
                "select count(*)::text || ' ' || count(parent)::text from catalog.product where enabled")
                == "1239 240")
        #expect(
            try await bench.texts(
                """
                select coalesce(family, 'none') || ' ' || count(*) from catalog.product group by family
                 order by count(*) desc, family limit 4
                """) == ["clothing 169", "pc_monitors 122", "scanners 107", "camcorders 102"])
        #expect(
            try await bench.text(
                "select count(*)::text from catalog.product where identifier = 'AKNSTK' and family is null")
                == "1")

        let before = try await bench.text(Self.versions)
        let modelsAgain = try await data.load("product_models", bench, Self.keepPath)
        #expect(modelsAgain["import_root_product_model"]["unchanged"] == 50)
        #expect(modelsAgain["import_sub_product_model"]["unchanged"] == 31)
        let again = try await data.load("products", bench, Self.keepPath, workers: 2)
        #expect(again["import"]["unchanged"] == 1239)
        #expect(again["import_associations"] == ["read": 1239, "unchanged": 1239])
        #expect(try await bench.text(Self.versions) == before)

        try await expectCompleteness(bench)
        let forced = try await data.load("products", bench, #"{"media": "keep_path", "enabledComparison": false}"#)
        #expect(forced["import"]["updated"] == 1239)
    }

    private func expectCompleteness(_ bench: ImportBench) async throws {
        let expected = [
            "ecommerce": (9193, ["de_DE": (0, 4602), "en_US": (34, 4327), "fr_FR": (0, 4590)]),
            "mobile": (6810, ["de_DE": (0, 2525), "en_US": (38, 2429), "fr_FR": (12, 2513)]),
            "print": (6586, ["de_DE": (110, 1899), "en_US": (343, 1234), "fr_FR": (116, 1921)]),
        ]
        for (channel, (required, locales)) in expected {
            for (locale, (complete, missing)) in locales {
                let found = try await bench.text(
                    """
                    select concat_ws(' ', count(*), sum(required), count(*) filter (where percent = 100), sum(required - filled))
                      from catalog.completeness('\(channel)', '\(locale)')
                    """)
                #expect(found == "1238 \(required) \(complete) \(missing)", "\(channel) \(locale)")
            }
        }
    }

    @Test func `the electronics catalogue without its media files`() async throws {
        let bench = try await ImportBench()
        let data = ReferenceData.icecat
        try await data.loadStructure(bench)
        let models = try await data.load("product_models", bench)
        #expect(
            models["import_root_product_model"]
                == ["read": 81, "created": 35, "skipped": 31, "with_parent": 31, "invalid": 15])
        let sub = models["import_sub_product_model"]
        #expect((sub["created"], sub["without_parent"], sub["invalid"]) == (13, 50, 18))
        #expect(models.reasons.count { $0 == "media_not_found" } == 18)
        #expect(models.reasons.count { $0 == "unknown_parent" } == 15)
        #expect(models.warnings.count == 33)

        let products = try await data.load("products", bench)
        #expect((products["import"]["created"], products["import"]["invalid"]) == (1027, 212))
        #expect(products.reasons.count { $0 == "unknown_parent" } == 98)
        #expect(products.reasons.count { $0 == "media_not_found" } == 114)
        #expect(
            products["import_associations"] == [
                "read": 1239, "unchanged": 1027, "skipped": 212, "no_associations": 212,
            ])
    }

    @Test func `products before their product models, and with faults made into the file`() async throws {
        let bench = try await ImportBench()
        let data = ReferenceData.icecat
        try await data.loadStructure(bench)
        let early = try await data.load("products", bench, Self.keepPath)
        #expect((early["import"]["created"], early["import"]["invalid"]) == (999, 240))
        #expect(Set(early.reasons) == ["unknown_parent"])
        let text = try data.text("products")
        let header = text.prefix { $0 != "\n" }
        let column = try await bench.run(
            "csv_product_import", text.replacing(header, with: header + ";nope", maxReplacements: 1), Self.keepPath)
        #expect(column.status == "failed")
        #expect(column.errors.first?.hasPrefix("unknown_column") == true)
        let comma = try await bench.run("csv_product_import", "sku,family\nA,b\n")
        #expect(comma.errors.first?.hasPrefix("wrong_delimiter") == true)
        let latin = Array(text.unicodeScalars.map { $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") })
        let bytes = try await bench.run("csv_product_import", bytes: latin)
        #expect(bytes.errors.first?.hasPrefix("not_utf8") == true)
    }

    @Test(arguments: [true, false])
    func `both catalogues as workbooks are what they are as files of text`(isElectronics: Bool) async throws {
        let bench = try await ImportBench()
        let data = isElectronics ? ReferenceData.icecat : .small
        try await data.loadStructure(bench, asWorkbooks: true)
        if isElectronics {
            let models = try await data.load("product_models", bench, Self.keepPath, workers: 2, asWorkbook: true)
            #expect(
                models["import_root_product_model"] == ["read": 81, "created": 50, "skipped": 31, "with_parent": 31])
            #expect(models["import_sub_product_model"]["created"] == 31)
        }
        let products = try await data.load("products", bench, Self.keepPath, workers: 3, asWorkbook: true)
        #expect(products.warnings == [])
        #expect(
            products["import"]
                == (isElectronics
                    ? ["read": 1239, "created": 1239, "outside_family": 1834] : ["read": 5000, "created": 5000]))
        // Without its mark every record is judged again.
        try await bench.script("update catalog.product set record_mark = null")
        let before = try await bench.text(Self.versions)
        try await data.loadStructure(bench)
        if isElectronics {
            let models = try await data.load("product_models", bench, Self.keepPath)
            #expect(models["import_root_product_model"]["unchanged"] == 50)
            #expect(models["import_sub_product_model"]["unchanged"] == 31)
        }
        let again = try await data.load("products", bench, Self.keepPath, workers: 2)
        #expect(again["import"]["unchanged"] == (isElectronics ? 1239 : 5000))
        #expect(try await bench.text(Self.versions) == before)
    }

    @Test func `the generated catalogue, with one, two and four workers`() async throws {
        let bench = try await ImportBench()
        let data = ReferenceData.small
        try await data.loadStructure(bench)
        let first = try await data.load("products", bench)
        #expect(first.warnings == [])
        #expect(first["import"] == ["read": 5000, "created": 5000])
        #expect(first["import_associations"] == ["read": 5000, "skipped": 5000, "no_associations": 5000])
        let again = try await data.load("products", bench, workers: 2)
        #expect(again["import"] == ["read": 5000, "unchanged": 5000])
        #expect(
            try await bench.text(
                "select sum((select count(*) from jsonb_object_keys(values)))::text from catalog.product") == "112531")
        #expect(try await bench.text("select sum(cardinality(categories))::text from catalog.product") == "10000")
        #expect(try await bench.text("select count(*)::text from catalog.product where enabled") == "5000")
        for (channel, counts) in ["ecommerce": "3357 24812 2303", "print": "3363 24492 2377"] {
            let found = try await bench.text(
                """
                select concat_ws(' ', count(*) filter (where percent = 100), sum(required), sum(required - filled))
                  from catalog.completeness('\(channel)', 'en_US')
                """)
            #expect(found == counts)
        }
        // Rows 1–100 once more at the end, and an unknown family in every fiftieth row.
        let lines = try data.text("products").split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let doubled = try await bench.run("csv_product_import", (lines + lines[1...100]).joined(separator: "\n") + "\n")
        #expect(doubled["import"] == ["read": 5100, "unchanged": 5000, "skipped": 100, "superseded": 100])
        #expect(doubled.reasons == Array(repeating: "superseded_in_file", count: 100))
        let place = try #require(lines[0].split(separator: ";").firstIndex { $0.contains("family") })
        var faulty = lines.map(String.init)
        for row in stride(from: 50, through: 5000, by: 50) {
            var cells = faulty[row].split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            cells[place] = "\"nope\""
            faulty[row] = cells.joined(separator: ";")
        }
        try await bench.script("truncate catalog.product, catalog.unique_value")
        let refused = try await bench.run("csv_product_import", faulty.joined(separator: "\n") + "\n", workers: 4)
        #expect(refused["import"] == ["read": 5000, "created": 4900, "invalid": 100])
        #expect(refused.reasons == Array(repeating: "unknown_family", count: 100))
        let kept = [faulty[0]] + stride(from: 50, through: 5000, by: 50).map { faulty[$0] }
        #expect(refused.invalidItems == kept.joined(separator: "\n") + "\n")
    }
}
