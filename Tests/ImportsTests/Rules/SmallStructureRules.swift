// SPDX-License-Identifier: Apache-2.0

/// Rules of the entities with few columns.
enum SmallStructureRules {
    private static let long = String(repeating: "x", count: 101)

    /// Rules that every code and label follows.
    private static func common(_ more: [String: String] = [:]) -> [Rule] {
        func record(_ cells: [String: String]) -> [String: String] { cells.merging(more) { given, _ in given } }
        var rules = [
            Rule("missing_value", record(["label-en_US": "No code"]), at: "code", says: "required cell empty"),
            Rule("invalid_code", record(["code": "a-b"]), at: "code", says: "only letters, digits and underscores"),
            Rule("code_too_long", record(["code": long]), at: "code", says: "101 characters, allowed 100"),
            Rule("row_too_long", record(["code": "R_long"]), at: nil, says: "cells, header has", surplus: ["x"]),
        ]
        rules.append(
            Rule(
                "label_too_long", record(["code": "R_label", "label-en_US": long]), at: "label-en_US",
                says: "101 characters, allowed 100"))
        return rules
    }

    static let areas: [StructureRuleTests.Area] = [
        .init(
            entity: "currency", columns: ["code", "activated"],
            neighbour: { ["code": "X" + letter($0 / 26) + letter($0 % 26), "activated": "1"] },
            rules: [
                Rule("missing_value", ["activated": "1"], at: "code", says: "required cell empty"),
                Rule("invalid_code", ["code": "EURO"], at: "code", says: "three letters"),
                Rule("invalid_code", ["code": "E1R"], at: "code", says: "three letters"),
                Rule("invalid_flag", ["code": "GBP", "activated": "yes"], at: "activated", says: "must be 1 or 0"),
                Rule("row_too_long", ["code": "CHF"], at: nil, says: "3 cells, header has 2", surplus: ["x"]),
            ], count: "select count(*)::text from catalog.currency where code like 'X%' and activated"),
        .init(
            entity: "locale", columns: ["code", "activated"], neighbour: { ["code": "xx_N\($0)"] },
            rules: [
                Rule("missing_value", ["activated": "1"], at: "code", says: "required cell empty"),
                Rule("invalid_code", ["code": "english"], at: "code", says: "language and country, as en_US"),
                Rule("invalid_code", ["code": "e_US"], at: "code", says: "language and country, as en_US"),
            ], count: "select count(*)::text from catalog.locale where code ~ '^xx_N'"),
        .init(
            entity: "category", columns: ["code", "parent", "label-en_US"],
            neighbour: { ["code": "n\($0)", "parent": "LIGHTS"] },
            rules: common(["parent": "master"]) + [
                Rule(
                    "unknown_parent_category", ["code": "lost", "parent": "nowhere"], at: "parent",
                    says: #"no category "nowhere""#),
                Rule(
                    "unknown_parent_category", ["code": "child_of_lost", "parent": "lost"], at: "parent",
                    says: #"no category "lost""#),
                Rule("category_cycle", ["code": "ring", "parent": "ring"], at: "parent", says: "below itself"),
            ], count: "select count(*)::text from catalog.category where code ~ '^n' and parent = 'lights'"),
        .init(
            entity: "group_type", columns: ["code", "label-en_US"], neighbour: { ["code": "n\($0)"] }, rules: common(),
            count: "select count(*)::text from catalog.group_type where code ~ '^n'"),
        .init(
            entity: "group", columns: ["code", "type", "label-en_US"],
            neighbour: { ["code": "n\($0)", "type": "SET"] },
            rules: common(["type": "set"]) + [
                Rule("missing_value", ["code": "R_type"], at: "type", says: "required cell empty"),
                Rule(
                    "unknown_group_type", ["code": "R_none", "type": "nope"], at: "type", says: #"no group type "nope""#
                ),
                Rule(
                    "property_not_changeable", ["code": "summer", "type": "season"], at: "type",
                    says: #""type" cannot change"#),
            ], count: "select count(*)::text from catalog.\"group\" where code ~ '^n' and type = 'set'"),
        .init(
            entity: "association_type", columns: ["code", "is_two_way", "is_quantified", "label-en_US"],
            neighbour: { ["code": "n\($0)"] },
            rules: common() + [
                Rule(
                    "two_way_and_quantified", ["code": "R_both", "is_two_way": "1", "is_quantified": "1"],
                    at: "is_quantified", says: "two-way or quantified, not both"),
                Rule("invalid_flag", ["code": "R_flag", "is_two_way": "x"], at: "is_two_way", says: "must be 1 or 0"),
                Rule(
                    "property_not_changeable", ["code": "TWIN", "is_two_way": "0"], at: "is_two_way",
                    says: #""is_two_way" cannot change"#),
                Rule(
                    "property_not_changeable", ["code": "PACK", "is_quantified": "0"], at: "is_quantified",
                    says: #""is_quantified" cannot change"#),
            ], count: "select count(*)::text from catalog.association_type where code ~ '^n'"),
        .init(
            entity: "attribute_group", columns: ["code", "sort_order", "attributes", "label-en_US"],
            neighbour: { ["code": "n\($0)", "sort_order": "5"] },
            rules: common() + [
                Rule(
                    "invalid_integer", ["code": "R_order", "sort_order": "-1"], at: "sort_order",
                    says: "must be an integer from 0"),
                Rule(
                    "unknown_attribute", ["code": "R_attr", "attributes": "note,nope"], at: "attributes", "nope",
                    says: #"no attribute "nope""#),
            ], count: "select count(*)::text from catalog.attribute_group where code ~ '^n'"),
        .init(
            entity: "attribute_option", columns: ["attribute", "code", "sort_order", "label-en_US"],
            neighbour: { ["attribute": "Color", "code": "n\($0)"] },
            rules: common(["attribute": "color"]) + [
                Rule("missing_value", ["code": "R_attr"], at: "attribute", says: "required cell empty"),
                Rule(
                    "unknown_attribute", ["attribute": "nope", "code": "R_none"], at: "attribute",
                    says: #"no attribute "nope""#),
                Rule(
                    "not_an_option_attribute", ["attribute": "note", "code": "R_text"], at: "attribute",
                    says: "not a simple or multi select"),
                Rule(
                    "invalid_integer", ["attribute": "color", "code": "R_order", "sort_order": "1.5"], at: "sort_order",
                    says: "must be an integer from 0"),
            ], count: "select count(*)::text from catalog.attribute_option where code ~ '^n' and attribute = 'color'"),
        .init(
            entity: "user_group", columns: ["name"], neighbour: { ["name": "Group \($0)"] },
            rules: [
                Rule("invalid_code", ["name": "a\u{7}bell"], at: "name", says: "no line end or control character"),
                Rule(
                    "code_too_long", ["name": String(repeating: "g", count: 256)], at: "name",
                    String(repeating: "g", count: 199) + "…", says: "256 characters, allowed 255"),
                Rule("row_too_long", ["name": "R_long"], at: nil, says: "2 cells, header has 1", surplus: ["x"]),
            ], count: "select count(*)::text from catalog.user_group where name ~ '^Group '"),
        .init(
            entity: "user_role", columns: ["role", "label", "permissions"],
            neighbour: { ["role": "ROLE_N\($0)", "label": "Role"] },
            rules: [
                Rule("missing_value", ["label": "x"], at: "role", says: "required cell empty"),
                Rule("invalid_code", ["role": "a b"], at: "role", says: "only letters, digits and underscores"),
                Rule(
                    "label_too_long", ["role": "R_label", "label": String(repeating: "l", count: 256)], at: "label",
                    String(repeating: "l", count: 199) + "…", says: "256 characters, allowed 255"),
            ], count: "select count(*)::text from catalog.user_role where role ~ '^ROLE_N'"),
    ]

    private static func letter(_ number: Int) -> String {
        String(UnicodeScalar(UInt8(65 + number)))
    }
}
