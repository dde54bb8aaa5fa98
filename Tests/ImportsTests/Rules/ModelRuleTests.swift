// SPDX-License-Identifier: Apache-2.0

import JobEngine
import TestKit
import Testing

/// Every rule of product model records and of links, each broken by one record among sound ones.
@Suite(.ownDatabase) struct ModelRuleTests {
    @Test func `each root that breaks a rule has its warning, and all others are written`() async throws {
        let run = try await ImportRun()
        try await RuleShop.load(run)
        let rules = [
            Rule("missing_code", ["family_variant": "by_color"], at: "code", says: "code is empty"),
            Rule(
                "invalid_identifier", ["code": "R,2", "family_variant": "by_color"], at: "code",
                says: "no comma, semicolon"),
            Rule(
                "text_too_long", ["code": String(repeating: "m", count: 256), "family_variant": "by_color"], at: "code",
                String(repeating: "m", count: 199) + "…", says: "256 characters, allowed 255"),
            Rule("unknown_family_variant", ["code": "R4"], at: "family_variant", says: "a root needs a family variant"),
            Rule(
                "unknown_family_variant", ["code": "R5", "family_variant": "nope"], at: "family_variant",
                says: #"no family variant "nope""#),
            Rule(
                "property_not_changeable", ["code": "FLAT", "family_variant": "by_color_size"], at: "family_variant",
                says: #""family_variant" cannot change"#),
            Rule(
                "unknown_category", ["code": "R7", "family_variant": "by_color", "categories": "attic"],
                at: "categories", says: #"no category "attic""#),
            Rule(
                "invalid_number", ["code": "R8", "family_variant": "by_color", "lumen": "many"], at: "lumen",
                says: "not a number"),
            Rule(
                "row_too_long", ["code": "R9", "family_variant": "by_color"], at: nil, says: "5 cells, header has 4",
                surplus: ["x"]),
        ]
        let file = RuleFile(columns: ["code", "family_variant", "categories", "lumen"], rules: rules) {
            ["code": "N\($0)", "family_variant": "by_color", "lumen": "500"]
        }
        let report = try await run.run("csv_product_model_import", file.text)
        file.check(report)
        #expect(
            report.summary("import_root_product_model")
                == "read \(2 * rules.count + 1), created \(file.neighbours), invalid \(rules.count)")
        #expect(
            try await value("select count(*)::text from catalog.product_model where code ~ '^N\\d+$'")
                == "\(file.neighbours)")
    }

    @Test func `each sub-model that breaks a rule has its warning, and all others are written`() async throws {
        let run = try await ImportRun()
        try await RuleShop.load(run)
        let rules = [
            Rule("unknown_parent", ["code": "S1", "parent": "nope"], at: "parent", says: #"no product model "nope""#),
            Rule(
                "parent_not_allowed", ["code": "S2", "parent": "FLAT", "color": "red"], at: "parent",
                says: "has one level"),
            Rule(
                "invalid_parent_level", ["code": "S3", "parent": "SUB", "color": "red"], at: "parent",
                says: "not a model of the right level"),
            Rule(
                "property_not_changeable", ["code": "FLAT", "parent": "ROOT", "color": "red"], at: "parent",
                says: #""parent" cannot change"#, breaksOthers: true),
            Rule(
                "family_variant_differs",
                ["code": "S5", "parent": "ROOT", "family_variant": "by_color", "color": "red"], at: "family_variant",
                says: #"parent is of variant "by_color_size""#),
            Rule("empty_axis", ["code": "S6", "parent": "ROOT"], at: "color", says: "axis is empty"),
            Rule("unknown_option", ["code": "S7", "parent": "ROOT", "color": "green"], at: "color", says: "no option"),
            Rule(
                "axis_not_changeable", ["code": "SUB", "parent": "ROOT", "color": "red"], at: "color",
                says: #"axis is "blue" and stays"#),
            Rule(
                "duplicate_axis_combination", ["code": "S9", "parent": "ROOT", "color": "blue"], at: nil,
                "color = blue",
                says: #"color = blue is already "SUB""#),
        ]
        // The sound ones stand below roots of their own: an axis has two options only.
        let roots = (0...rules.count).map { "T\($0);by_color_size\n" }.joined()
        _ = try await run.run("csv_product_model_import", "code;family_variant\n" + roots)
        let file = RuleFile(columns: ["code", "parent", "family_variant", "color"], rules: rules) {
            ["code": "N\($0)", "parent": "T\($0)", "color": "red"]
        }
        let report = try await run.run("csv_product_model_import", file.text)
        file.check(report)
        #expect(
            report.summary("import_sub_product_model")
                == "read \(2 * rules.count + 1), created \(file.neighbours), invalid \(rules.count)")
        #expect(
            try await value("select count(*)::text from catalog.product_model where code ~ '^N\\d+$'")
                == "\(file.neighbours)")
    }

    @Test func `each record that breaks a rule of links has its warning, and the links of all others are written`()
        async throws
    {
        let run = try await ImportRun()
        try await RuleShop.load(run)
        let many = (1...101).map { "M\($0)" }
        _ = try await run.run("csv_product_import", "sku\n" + (many + ["A", "B"]).joined(separator: "\n"))
        let columns = [
            "sku", "X_SELL-products", "X_SELL-groups", "X_SELL-product_models", "X_SELL-product_uuids",
            "TWIN-products", "PACK-products", "PACK-products-quantity",
        ]
        let rules = [
            Rule("no_identifier", ["X_SELL-products": "A"], at: nil, says: "identifier or uuid is needed"),
            Rule(
                "association_target_not_found", ["sku": "M1", "X_SELL-products": "A,nope"], at: "X_SELL-products",
                "nope", says: #"no product "nope""#),
            Rule(
                "association_target_not_found", ["sku": "M2", "X_SELL-groups": "winter"], at: "X_SELL-groups",
                says: #"no group "winter""#),
            Rule(
                "association_target_not_found", ["sku": "M3", "X_SELL-product_models": "A"],
                at: "X_SELL-product_models", says: #"no product model "A""#),
            Rule(
                "association_target_not_found", ["sku": "M4", "X_SELL-product_uuids": "A"], at: "X_SELL-product_uuids",
                says: #"no product "A""#),
            Rule(
                "self_association", ["sku": "M5", "TWIN-products": "m5"], at: "TWIN-products", says: "cannot lead back"),
            Rule(
                "quantity_count_mismatch", ["sku": "M6", "PACK-products": "A,B", "PACK-products-quantity": "1"],
                at: "PACK-products", "1", says: "2 targets, 1 quantities"),
            Rule(
                "invalid_quantity", ["sku": "M7", "PACK-products": "A", "PACK-products-quantity": "0"],
                at: "PACK-products-quantity", says: "1 to 2147483647"),
            Rule(
                "invalid_quantity", ["sku": "M8", "PACK-products": "A", "PACK-products-quantity": "2147483648"],
                at: "PACK-products-quantity", says: "1 to 2147483647"),
            Rule(
                "too_many_associations",
                [
                    "sku": "M9", "PACK-products": many.joined(separator: ","),
                    "PACK-products-quantity": many.map { _ in "1" }.joined(separator: "|"),
                ], at: "PACK-products", says: "101 links, allowed 100"),
        ]
        let file = RuleFile(columns: columns, rules: rules) { ["sku": "M\($0 + 50)", "X_SELL-products": "B"] }
        let report = try await run.run("csv_product_import", file.text)
        let links = report.warnings.filter { $0.reason != "superseded_in_file" }
        for (place, rule) in rules.enumerated() {
            let found = links.filter { $0.row == Int64(2 * place + 2) }
            // Without identifier a record makes a product of its own, and its links have no owner to find.
            #expect(found.map(\.reason) == [rule.reason], "\(rule.cells)")
            #expect(found.first?.field == rule.field, "\(rule.cells)")
            if rule.reason != "too_many_associations" { #expect(found.first?.value == rule.value, "\(rule.cells)") }
            #expect(found.first?.message.contains(rule.words) == true, "\(rule.cells): \(found)")
        }
        #expect(links.count == rules.count)
        #expect(report.step("import_associations")?.counters.invalid == Int64(rules.count))
        #expect(report.step("import_associations")?.counters.updated == Int64(file.neighbours))
        #expect(
            try await value("select count(*)::text from catalog.association where type = 'X_SELL'")
                == "\(file.neighbours)")
        #expect(report.invalidItems == file.refused)
    }

    @Test func `a record of links without a product says so, the others' links are written`() async throws {
        let run = try await ImportRun()
        try await RuleShop.load(run)
        let report = try await run.run(
            "csv_product_import", "sku;family;X_SELL-products\nA;;OLD1\nB;nope;OLD1\nC;;OLD2\n")
        #expect(report.reasons == ["2 unknown_family", "2 association_owner_not_found"])
        #expect(report.warnings.last?.message == "row 2 (line 3), B: no such product")
        #expect(report.invalidItems == "sku;family;X_SELL-products\nB;nope;OLD1\n")
        #expect(try await value("select count(*)::text from catalog.association") == "2")
    }
}
