// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

@Suite(.ownDatabase) struct VariantImportTests {
    private static let models = """
        code;family_variant;parent;name-en_US;color;categories
        S1;;R;;blue;
        R;lamps_color_size;;Root;;lights
        Q;lamps_color;;Flat;;

        """

    private func shop(models text: String = models) async throws -> ImportBench {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        let report = try await bench.run("csv_product_model_import", text)
        try #require(report.colour == "green", "\(report.errors) \(report.warnings)")
        return bench
    }

    @Test func `models are imported roots first, whatever their order in the file`() async throws {
        let bench = try await ImportBench()
        try await Shop.load(bench)
        let report = try await bench.run("csv_product_model_import", Self.models)
        #expect(report["import_root_product_model"] == ["read": 3, "created": 2, "skipped": 1, "with_parent": 1])
        #expect(report["import_sub_product_model"] == ["read": 3, "created": 1, "skipped": 2, "without_parent": 2])
        #expect(report["import_associations"] == ["read": 3, "skipped": 3, "no_associations": 3])
        let stored = try await bench.texts(
            "select code || ' ' || coalesce(parent, '-') || ' ' || family || ' ' || values::text from catalog.product_model order by code"
        )
        #expect(
            stored == [
                #"Q - lamps {"name-en_US": "Flat"}"#, #"R - lamps {"name-en_US": "Root"}"#,
                #"S1 R lamps {"color": "blue"}"#,
            ])
        let again = try await bench.run("csv_product_model_import", Self.models)
        #expect(again["import_root_product_model"]["unchanged"] == 2)
        #expect(again["import_sub_product_model"]["unchanged"] == 1)
    }

    @Test func `a root without family variant and a record without code are refused`() async throws {
        let bench = try await shop()
        let report = try await bench.run("csv_product_model_import", "code;family_variant\nX;\n;lamps_color\n")
        #expect(report["import_root_product_model"] == ["read": 2, "invalid": 2])
        #expect(report.reasons == ["unknown_family_variant", "missing_code"])
        #expect(report.invalidItems == "code;family_variant\nX;\n;lamps_color\n")
    }

    @Test func `a second sub-model with the same axis is refused, in the file and in the database`() async throws {
        let bench = try await shop()
        let report = try await bench.run(
            "csv_product_model_import", "code;parent;color\nS2;R;Blue\nS3;R;red\nS4;R;red\n", workers: 2)
        #expect(report["import_sub_product_model"] == ["read": 3, "created": 1, "invalid": 2])
        #expect(report.reasons == ["duplicate_axis_combination", "duplicate_axis_combination"])
        #expect(report.warnings.map(\.row) == [1, 3])
        #expect(
            report.warnings.first?.message.hasSuffix(#"color = blue is already "S1""#) == true, "\(report.warnings)")
        #expect(report.warnings.last?.message.hasSuffix(#"is already "S3""#) == true)
    }

    @Test func `variants take their family from the model, parents are found without case`() async throws {
        let bench = try await shop()
        let report = try await bench.run(
            "csv_product_import",
            "sku;parent;size;color;weight\nV1;s1;s;red;2 KILOGRAM\nV2;S1;M;;\nV3;nope;s;;\nV4;R;s;;\n")
        #expect(report["import"] == ["read": 4, "created": 2, "invalid": 2, "outside_family": 1])
        #expect(report.reasons == ["unknown_parent", "invalid_parent_level"])
        let stored = try await bench.texts(
            "select identifier || ' ' || parent || ' ' || family || ' ' || values::text from catalog.product order by id"
        )
        #expect(
            stored == [
                #"V1 S1 lamps {"size": "s", "weight": {"unit": "KILOGRAM", "amount": "2"}}"#,
                #"V2 S1 lamps {"size": "m"}"#,
            ])
    }

    @Test func `a simple product becomes a variant and gives up what its model has`() async throws {
        let bench = try await shop()
        _ = try await bench.run("csv_product_import", "sku;family;name-en_US;size;weight\nP;lamps;Own;s;1 GRAM\n")
        let wrong = try await bench.run("csv_product_import", "sku;parent;family\nP;S1;chairs\n")
        #expect(wrong.reasons == ["family_differs_from_parent"])
        #expect(try await bench.text("select parent from catalog.product") == "null")
        let made = try await bench.run("csv_product_import", "sku;parent\nP;S1\n")
        #expect(made["import"] == ["read": 1, "updated": 1])
        #expect(
            try await bench.text("select parent || ' ' || values::text from catalog.product")
                == #"S1 {"size": "s", "weight": {"unit": "GRAM", "amount": "1"}}"#)
    }

    @Test(arguments: [true, false])
    func `an empty parent turns a variant into a simple product where the profile says so`(_ converts: Bool)
        async throws
    {
        let bench = try await shop()
        _ = try await bench.run("csv_product_import", "sku;parent;size\nV;S1;s\n")
        let report = try await bench.run(
            "csv_product_import", "sku;family;parent;color;enabled\nV;lamps;;red;0\n",
            #"{"convertVariantToSimple": \#(converts)}"#)
        #expect(report["import"]["updated"] == 1)
        let stored = try await bench.text(
            "select coalesce(parent, '-') || ' ' || enabled || ' ' || (values->>'size') || ' ' || coalesce(values->>'color', '-') || ' ' || coalesce(values->>'name-en_US', '-') from catalog.product"
        )
        #expect(stored == (converts ? "- false s red Root" : "S1 false s - -"))
        #expect(report["import"]["outside_family"] == (converts ? nil : 1))
    }

    @Test func `the first record of a file keeps a combination of axes, with any number of workers`() async throws {
        let bench = try await shop()
        let report = try await bench.run(
            "csv_product_import", "sku;parent;size\nV1;S1;s\nV2;S1;m\nV3;s1;S\nV4;Q;s\n", workers: 2)
        #expect(report["import"]["created"] == 2)
        #expect(report.reasons.sorted() == ["duplicate_axis_combination", "empty_axis"])
        #expect(report.warnings.first { $0.reason == "duplicate_axis_combination" }?.row == 3)
        #expect(try await bench.texts("select identifier from catalog.product order by id") == ["V1", "V2"])
    }
}
