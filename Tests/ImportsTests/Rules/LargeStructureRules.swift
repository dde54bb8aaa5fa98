// SPDX-License-Identifier: Apache-2.0

/// Rules of channels, attributes, families and family variants.
enum LargeStructureRules {
    static let areas: [StructureRuleTests.Area] = [channel, attribute, family, familyVariant]

    private static let channel = StructureRuleTests.Area(
        entity: "channel", columns: ["code", "tree", "locales", "currencies", "conversion_units", "label-en_US"],
        neighbour: { full(["code": "n\($0)"]) },
        rules: [
            Rule("missing_value", full(["code": ""]), at: "code", says: "required cell empty"),
            Rule("missing_value", full(["code": "c1", "locales": ""]), at: "locales", says: "required cell empty"),
            Rule("invalid_code", full(["code": "123"]), at: "code", says: "at least one letter"),
            Rule("unknown_category", full(["code": "c3", "tree": "nope"]), at: "tree", says: #"no category "nope""#),
            Rule(
                "not_a_root_category", full(["code": "c4", "tree": "lights"]), at: "tree",
                says: "not the root of a tree"),
            Rule(
                "unknown_locale", full(["code": "c5", "locales": "en_US,xx_XX"]), at: "locales", "xx_XX",
                says: #"no locale "xx_XX""#),
            Rule(
                "unknown_currency", full(["code": "c6", "currencies": "GBP"]), at: "currencies",
                says: #"no currency "GBP""#),
            Rule(
                "currency_not_active", full(["code": "c7", "currencies": "SEK"]), at: "currencies",
                says: #"currency "SEK" is not active"#),
            Rule(
                "unknown_attribute", full(["code": "c8", "conversion_units": "nope:GRAM"]), at: "conversion_units",
                "nope", says: #"no attribute "nope""#),
            Rule(
                "property_not_for_type", full(["code": "c9", "conversion_units": "note:GRAM"]), at: "conversion_units",
                "note", says: #""note" has no unit"#),
            Rule(
                "unknown_unit", full(["code": "c10", "conversion_units": "weight:METER"]), at: "conversion_units",
                "METER", says: #"no unit "METER" in Weight"#),
        ], count: "select count(*)::text from catalog.channel where code ~ '^n'")

    private static func full(_ cells: [String: String]) -> [String: String] {
        cells.merging(["tree": "master", "locales": "en_US", "currencies": "EUR", "conversion_units": "weight:GRAM"]) {
            given, _ in given
        }
    }

    private static func typed(_ code: String, _ type: String, _ cells: [String: String] = [:]) -> [String: String] {
        cells.merging(["code": code, "type": "pim_catalog_\(type)"]) { given, _ in given }
    }

    private static let attribute = StructureRuleTests.Area(
        entity: "attribute",
        columns: [
            "code", "type", "group", "localizable", "scopable", "unique", "sort_order", "available_locales",
            "max_characters", "validation_rule", "validation_regexp", "wysiwyg_enabled", "number_min", "number_max",
            "decimals_allowed", "negative_allowed", "metric_family", "default_metric_unit", "date_min", "date_max",
            "allowed_extensions", "max_file_size", "auto_option_sorting", "default_value", "reference_data_name",
            "minimum_input_length", "label-en_US", "guidelines-en_US",
        ], neighbour: { typed("n\($0)", "text") },
        rules: [
            Rule("missing_value", ["type": "pim_catalog_text"], at: "code", says: "required cell empty"),
            Rule("missing_value", ["code": "a1"], at: "type", says: "required cell empty"),
            Rule("invalid_code", typed("a-2", "text"), at: "code", says: "only letters, digits"),
            Rule(
                "code_too_long", typed(String(repeating: "a", count: 256), "text"), at: "code",
                String(repeating: "a", count: 199) + "…", says: "256 characters, allowed 255"),
            Rule("reserved_code", typed("Categories", "text"), at: "code", says: "the catalogue's own"),
            Rule("reserved_code", typed("my_products", "text"), at: "code", says: "the catalogue's own"),
            Rule("unknown_type", ["code": "a3", "type": "pim_text"], at: "type", says: #"no type "pim_text""#),
            Rule("unsupported_type", typed("a4", "table"), at: "type", says: "is not supported"),
            Rule("property_not_changeable", typed("note", "number"), at: "type", says: #""type" cannot change"#),
            Rule(
                "property_not_changeable", typed("name", "text", ["localizable": "0"]), at: "localizable",
                says: #""localizable" cannot change"#),
            Rule(
                "property_not_changeable", typed("tag", "text", ["scopable": "1"]), at: "scopable",
                says: #""scopable" cannot change"#),
            Rule(
                "property_not_changeable", typed("ean", "text", ["unique": "0"]), at: "unique",
                says: #""unique" cannot change"#),
            Rule(
                "property_not_changeable",
                typed("weight", "metric", ["metric_family": "Length", "default_metric_unit": "METER"]),
                at: "metric_family", says: #""metric_family" cannot change"#),
            Rule(
                "unknown_attribute_group", typed("a5", "text", ["group": "nope"]), at: "group",
                says: #"no attribute group "nope""#),
            Rule("invalid_flag", typed("a6", "text", ["scopable": "yes"]), at: "scopable", says: "must be 1 or 0"),
            Rule(
                "invalid_integer", typed("a7", "text", ["sort_order": "x"]), at: "sort_order",
                says: "must be an integer"),
            Rule(
                "unique_not_localizable", typed("a8", "text", ["unique": "1", "localizable": "1"]), at: "unique",
                says: "no locale and no channel"),
            Rule(
                "property_not_for_type", typed("a9", "boolean", ["max_characters": "5"]), at: "max_characters",
                says: "pim_catalog_boolean has no max_characters"),
            Rule(
                "property_not_for_type", typed("a10", "text", ["validation_regexp": "/x/"]), at: "validation_regexp",
                says: "goes with the validation rule"),
            Rule(
                "property_not_for_type", typed("a11", "text", ["available_locales": "en_US"]), at: "available_locales",
                says: "only a localizable attribute"),
            Rule(
                "unknown_locale", typed("a12", "text", ["localizable": "1", "available_locales": "xx_XX"]),
                at: "available_locales", says: #"no locale "xx_XX""#),
            Rule(
                "locale_not_active", typed("a13", "text", ["localizable": "1", "available_locales": "pt_BR"]),
                at: "available_locales", says: #"locale "pt_BR" is not active"#),
            Rule(
                "above_maximum", typed("a14", "text", ["max_characters": "256"]), at: "max_characters",
                says: "must be 255 or less"),
            Rule(
                "property_not_for_type", typed("a15", "text", ["validation_rule": "phone"]), at: "validation_rule",
                says: "email, url, regexp"),
            Rule(
                "missing_value", typed("a16", "text", ["validation_rule": "regexp"]), at: "validation_regexp",
                says: "required cell empty"),
            Rule(
                "invalid_regexp", typed("a17", "text", ["validation_rule": "regexp", "validation_regexp": "/[a/"]),
                at: "validation_regexp", says: "pattern"),
            Rule("invalid_number", typed("a18", "number", ["number_min": "x"]), at: "number_min", says: "not a number"),
            Rule(
                "invalid_range", typed("a19", "number", ["number_min": "5", "number_max": "5"]), at: "number_min",
                says: "minimum over maximum"),
            Rule(
                "unknown_metric_family",
                typed("a20", "metric", ["metric_family": "Smell", "default_metric_unit": "X"]),
                at: "metric_family", says: #"no measurement family "Smell""#),
            Rule(
                "unknown_unit", typed("a21", "metric", ["metric_family": "Weight", "default_metric_unit": "METER"]),
                at: "default_metric_unit", says: #"no unit "METER" in Weight"#),
            Rule(
                "missing_value", typed("a22", "metric", ["default_metric_unit": "GRAM"]), at: "metric_family",
                says: "empty"),
            Rule("invalid_date", typed("a23", "date", ["date_min": "31.01.2026"]), at: "date_min", says: "2026-01-31"),
            Rule(
                "invalid_range", typed("a24", "date", ["date_min": "2026-01-02", "date_max": "2026-01-01"]),
                at: "date_min", says: "minimum over maximum"),
            Rule(
                "invalid_extension", typed("a25", "image", ["allowed_extensions": "jpg,.png"]),
                at: "allowed_extensions", ".png", says: "only letters and digits"),
            Rule(
                "invalid_file_size", typed("a26", "file", ["max_file_size": "10000"]), at: "max_file_size",
                says: "0.01 to 9999.99"),
            Rule("invalid_flag", typed("a27", "boolean", ["default_value": "no"]), at: "default_value", says: "1 or 0"),
            Rule(
                "missing_value", ["code": "a28", "type": "pim_reference_data_simpleselect"], at: "reference_data_name",
                says: "required cell empty"),
            Rule(
                "label_too_long", typed("a29", "text", ["label-en_US": String(repeating: "l", count: 101)]),
                at: "label-en_US", says: "101 characters, allowed 100"),
            Rule(
                "text_too_long", typed("a30", "text", ["guidelines-en_US": String(repeating: "g", count: 501)]),
                at: "guidelines-en_US", String(repeating: "g", count: 199) + "…", says: "501 characters, allowed 500"),
        ], count: "select count(*)::text from catalog.attribute where code ~ '^n\\d+$'")

    private static let family = StructureRuleTests.Area(
        entity: "family",
        columns: ["code", "attributes", "attribute_as_label", "attribute_as_image", "requirements-web", "label-en_US"],
        neighbour: {
            ["code": "n\($0)", "attributes": "note,photo", "attribute_as_label": "note", "requirements-web": "note"]
        },
        rules: [
            Rule("missing_value", ["attributes": "note"], at: "code", says: "required cell empty"),
            Rule("invalid_code", ["code": "f 1"], at: "code", says: "only letters, digits"),
            Rule(
                "unknown_attribute", ["code": "f2", "attributes": "note,nope"], at: "attributes", "nope",
                says: #"no attribute "nope""#),
            Rule(
                "unknown_attribute", ["code": "f3", "attributes": "note", "requirements-web": "nope"],
                at: "requirements-web", says: #"no attribute "nope""#),
            Rule(
                "required_not_in_family", ["code": "f4", "attributes": "note", "requirements-web": "note,tag"],
                at: "requirements-web", "tag", says: #""tag" is not an attribute of the family"#),
            Rule(
                "invalid_label_attribute", ["code": "f5", "attributes": "note,lumen", "attribute_as_label": "lumen"],
                at: "attribute_as_label", says: "lumen"),
            Rule(
                "invalid_label_attribute", ["code": "f6", "attributes": "note", "attribute_as_label": "tag"],
                at: "attribute_as_label", says: "tag"),
            Rule(
                "invalid_image_attribute", ["code": "f7", "attributes": "note", "attribute_as_image": "note"],
                at: "attribute_as_image", says: "note"),
            Rule(
                "attribute_is_axis", ["code": "chairs", "attributes": "note"], at: "attributes", "color",
                says: #""color" is an axis of a family variant"#),
        ], count: "select count(*)::text from catalog.family where code ~ '^n' and attribute_as_label = 'note'")

    private static func variant(_ cells: [String: String]) -> [String: String] {
        cells.merging(["family": "lamps", "variant-axes_1": "color"]) { given, _ in given }
    }

    private static let familyVariant = StructureRuleTests.Area(
        entity: "family_variant",
        columns: [
            "code", "family", "variant-axes_1", "variant-axes_2", "variant-axes_3", "variant-attributes_1",
            "variant-attributes_2", "label-en_US",
        ], neighbour: { variant(["code": "n\($0)", "variant-attributes_1": "tag"]) },
        rules: [
            Rule("missing_value", variant(["code": ""]), at: "code", says: "required cell empty"),
            Rule(
                "unknown_family", variant(["code": "v1", "family": "nope"]), at: "family", says: #"no family "nope""#),
            Rule(
                "property_not_changeable", ["code": "chairs_color", "family": "lamps", "variant-axes_1": "color"],
                at: "family", says: #""family" cannot change"#, breaksOthers: true),
            Rule(
                "property_not_changeable", variant(["code": "by_color", "variant-axes_1": "size"]),
                at: "variant-axes_1",
                says: #""variant-axes_1" cannot change"#, breaksOthers: true),
            Rule(
                "no_axis", variant(["code": "v4", "variant-attributes_2": "tag"]), at: "variant-axes_2",
                says: "a level needs an axis", breaksOthers: true),
            Rule(
                "invalid_axis", variant(["code": "v5", "variant-axes_1": "note"]), at: "variant-axes_1", "note",
                says: "note"),
            Rule(
                "unknown_attribute", variant(["code": "v6", "variant-axes_1": "nope"]), at: "variant-axes_1",
                says: #"no attribute "nope""#, breaksOthers: true),
            Rule(
                "attribute_not_in_family", variant(["code": "v7", "variant-attributes_1": "local"]),
                at: "variant-attributes_1", "local", says: "not an attribute of the family"),
            Rule(
                "attribute_in_two_levels",
                variant([
                    "code": "v8", "variant-axes_2": "size", "variant-attributes_1": "tag",
                    "variant-attributes_2": "tag",
                ]), at: "variant-attributes_2", "tag", says: "tag"),
            Rule(
                "unique_attribute_level",
                variant(["code": "v9", "variant-axes_2": "size", "variant-attributes_1": "ean"]),
                at: "variant-attributes_1", "ean", says: "belongs to the last level"),
            Rule(
                "too_many_levels", variant(["code": "v10", "variant-axes_3": "size"]), at: "variant-axes_3",
                says: "at most two levels"),
            Rule(
                "too_many_axes", variant(["code": "v11", "variant-axes_1": "color,size,dimmable,weight,b1,b2"]),
                at: "variant-axes_1", says: "6 axes, allowed 5", breaksOthers: true),
        ], count: "select count(*)::text from catalog.family_variant where code ~ '^n'")
}
