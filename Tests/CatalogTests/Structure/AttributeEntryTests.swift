// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct AttributeEntryTests {
    @Test(arguments: [
        "id", "CategoryId", "associationTypes", "Uuid", "identifier", "label", "completeness", "x_products",
        "Related_GROUPS",
    ])
    func `a code that means something else is reserved`(code: String) {
        #expect(
            Line("code;type", "\(code);pim_catalog_text").faults(as: AttributeEntry.self)
                == ["reserved_code code: \"\(code)\" is a name of the catalogue's own"])
    }

    @Test func `codes of attributes may have 255 characters`() {
        let code = String(repeating: "a", count: 255)
        #expect(Line("code;type", "\(code);pim_catalog_text").judged(as: AttributeEntry.self).created?.code == code)
        #expect(
            Line("code;type", "\(code)a;pim_catalog_text").faults(as: AttributeEntry.self)
                == ["code_too_long code: 256 characters, allowed 255"])
    }

    @Test(arguments: [
        ("pim_catalog_colour", "unknown_type type: no type \"pim_catalog_colour\""),
        ("pim_catalog_table", "unsupported_type type: type \"pim_catalog_table\" is not supported"),
        ("", "missing_value type: required cell empty"),
    ])
    func `a type must be known`(type: String, fault: String) {
        #expect(Line("code;type;group", "a;\(type);").faults(as: AttributeEntry.self) == [fault])
    }

    @Test func `without anything else every default holds`() {
        var expected = AttributeEntry(code: "name")
        expected.type = "pim_catalog_text"
        expected.group = "other"
        #expect(Line("code;type", "name;pim_catalog_text").judged(as: AttributeEntry.self).created == expected)
    }

    @Test func `an identifier is always unique`() {
        #expect(
            Line("code;type;unique", "ref;pim_catalog_identifier;").judged(as: AttributeEntry.self).created?.unique
                == true)
    }

    @Test(arguments: [
        ("pim_catalog_text", "group", "nowhere", "unknown_attribute_group group: no attribute group \"nowhere\""),
        ("pim_catalog_text", "localizable", "x", "invalid_flag localizable: must be 1 or 0"),
        (
            "pim_catalog_text", "sort_order", "first",
            "invalid_integer sort_order: must be an integer from 0 to 2147483647"
        ),
        ("pim_catalog_text", "max_characters", "256", "above_maximum max_characters: must be 255 or less"),
        ("pim_catalog_textarea", "max_characters", "65536", "above_maximum max_characters: must be 65535 or less"),
        (
            "pim_catalog_number", "max_characters", "10",
            "property_not_for_type max_characters: pim_catalog_number has no max_characters"
        ),
        (
            "pim_catalog_text", "wysiwyg_enabled", "1",
            "property_not_for_type wysiwyg_enabled: pim_catalog_text has no wysiwyg_enabled"
        ),
        ("pim_catalog_boolean", "unique", "1", "property_not_for_type unique: pim_catalog_boolean has no unique"),
        (
            "pim_catalog_price_collection", "negative_allowed", "1",
            "property_not_for_type negative_allowed: pim_catalog_price_collection has no negative_allowed"
        ),
        ("pim_catalog_number", "number_min", "1,5", "invalid_number number_min: not a number"),
        ("pim_catalog_date", "date_min", "2026-02-30", "invalid_date date_min: not a day, as 2026-01-31"),
        (
            "pim_catalog_image", "allowed_extensions", "png,.gif",
            "invalid_extension allowed_extensions: only letters and digits"
        ),
        ("pim_catalog_file", "max_file_size", "0.001", "invalid_file_size max_file_size: must be 0.01 to 9999.99"),
        ("pim_catalog_file", "max_file_size", "10000", "invalid_file_size max_file_size: must be 0.01 to 9999.99"),
        ("pim_catalog_boolean", "default_value", "yes", "invalid_flag default_value: must be 1 or 0"),
        (
            "pim_catalog_text", "available_locales", "fr_FR",
            "property_not_for_type available_locales: only a localizable attribute has locales"
        ),
        (
            "pim_reference_data_simpleselect", "reference_data_name", "",
            "missing_value reference_data_name: required cell empty"
        ),
        (
            "pim_catalog_text", "guidelines-fr_FR", String(repeating: "x", count: 501),
            "text_too_long guidelines-fr_FR: 501 characters, allowed 500"
        ),
        (
            "pim_catalog_identifier", "validation_rule", "email",
            "property_not_for_type validation_rule: pim_catalog_identifier has the rules regexp"
        ),
    ])
    func `a property is refused`(type: String, column: String, cell: String, fault: String) {
        #expect(Line("code;type;\(column)", "a;\(type);\(cell)").faults(as: AttributeEntry.self) == [fault])
    }

    @Test func `0 is no property of a type that does not have it`() {
        let line = Line(
            "code;type;decimals_allowed;unique;max_characters;wysiwyg_enabled", "a;pim_catalog_image;0;0;0;0")
        #expect(line.judged(as: AttributeEntry.self).created != nil)
    }

    @Test func `minimum stays under maximum`() {
        let header = "code;type;number_min;number_max"
        #expect(
            Line(header, "a;pim_catalog_number;10;9.5").faults(as: AttributeEntry.self)
                == ["invalid_range number_min: minimum over maximum"])
        #expect(Line(header, "a;pim_catalog_number;9.5;10").judged(as: AttributeEntry.self).created?.numberMax == "10")
        #expect(
            Line("code;type;date_min;date_max", "a;pim_catalog_date;2026-02-02;2026-02-01").faults(
                as: AttributeEntry.self)
                == ["invalid_range date_min: minimum over maximum"])
    }

    @Test func `numbers are compared by value`() {
        var stored = AttributeEntry(code: "a")
        stored.type = "pim_catalog_number"
        stored.numberMin = "1.5"
        #expect(
            Line("code;type;number_min", "a;pim_catalog_number;+1.50").judged(as: AttributeEntry.self, stored: stored)
                .isUnchanged)
    }

    @Test func `what is unique has no locale and no channel`() {
        #expect(
            Line("code;type;unique;localizable", "a;pim_catalog_text;1;1").faults(as: AttributeEntry.self)
                == ["unique_not_localizable unique: a unique attribute has no locale and no channel"])
        #expect(
            Line("code;type;scopable", "a;pim_catalog_identifier;1").faults(as: AttributeEntry.self)
                == ["unique_not_localizable unique: a unique attribute has no locale and no channel"])
    }

    @Test func `locales of an attribute are active ones`() {
        let header = "code;type;localizable;available_locales"
        #expect(
            Line(header, "a;pim_catalog_text;1;fr_fr,EN_GB").judged(as: AttributeEntry.self).created?.availableLocales
                == ["en_GB", "fr_FR"])
        #expect(
            Line(header, "a;pim_catalog_text;1;de_DE,xx_XX").faults(as: AttributeEntry.self) == [
                "unknown_locale available_locales: no locale \"xx_XX\"",
                "locale_not_active available_locales: locale \"de_DE\" is not active",
            ])
    }

    @Test func `a measurement needs family and unit`() {
        let header = "code;type;metric_family;default_metric_unit"
        #expect(
            Line(header, "a;pim_catalog_metric;;").faults(as: AttributeEntry.self) == [
                "missing_value metric_family: required cell empty",
                "missing_value default_metric_unit: required cell empty",
            ])
        #expect(
            Line(header, "a;pim_catalog_metric;Warmth;KELVIN").faults(as: AttributeEntry.self)
                == ["unknown_metric_family metric_family: no measurement family \"Warmth\""])
        #expect(
            Line(header, "a;pim_catalog_metric;Weight;METER").faults(as: AttributeEntry.self)
                == ["unknown_unit default_metric_unit: no unit \"METER\" in Weight"])
        let entry = Line(header, "a;pim_catalog_metric;weight;gram").judged(as: AttributeEntry.self).created
        #expect(entry?.metricFamily == "Weight")
        #expect(entry?.defaultMetricUnit == "GRAM")
    }

    @Test func `a pattern must be one`() {
        let header = "code;type;validation_rule;validation_regexp"
        #expect(
            Line(header, "a;pim_catalog_text;regexp;/^[A-Z]+$/i").judged(as: AttributeEntry.self).created?
                .validationRegexp
                == "/^[A-Z]+$/i")
        let faults = Line(header, "a;pim_catalog_text;regexp;/^[A-Z+$/").faults(as: AttributeEntry.self)
        #expect(faults.count == 1)
        #expect(faults.first?.hasPrefix("invalid_regexp validation_regexp: ") == true)
        #expect(
            Line(header, "a;pim_catalog_text;regexp;").faults(as: AttributeEntry.self)
                == ["missing_value validation_regexp: required cell empty"])
    }

    @Test(arguments: [
        ("type", "pim_catalog_textarea", "property_not_changeable type: \"type\" cannot change"),
        ("localizable", "1", "property_not_changeable localizable: \"localizable\" cannot change"),
        ("scopable", "1", "property_not_changeable scopable: \"scopable\" cannot change"),
        ("unique", "1", "property_not_changeable unique: \"unique\" cannot change"),
    ])
    func `what products depend on never changes`(column: String, cell: String, fault: String) {
        let stored = Boutique.attribute("title", .text)
        let type = column == "type" ? cell : "pim_catalog_text"
        let line = Line(
            "code;type;\(column == "type" ? "sort_order" : column)", "title;\(type);\(column == "type" ? "0" : cell)")
        #expect(line.faults(as: AttributeEntry.self, stored: stored) == [fault])
    }

    @Test func `the family of units never changes`() {
        let stored = Boutique.attribute("mass", .metric) {
            $0.metricFamily = "Weight"
            $0.defaultMetricUnit = "KILOGRAM"
        }
        let line = Line("code;type;metric_family;default_metric_unit", "mass;pim_catalog_metric;Length;METER")
        #expect(
            line.faults(as: AttributeEntry.self, stored: stored)
                == ["property_not_changeable metric_family: \"metric_family\" cannot change"])
    }

    @Test func `an empty cell brings the default back, an absent column leaves what is there`() {
        let stored = Boutique.attribute("title", .text) {
            $0.group = "technical"
            $0.sortOrder = 7
            $0.maxCharacters = 60
            $0.useableAsGridFilter = true
        }
        #expect(Line("code;type", "title;pim_catalog_text").judged(as: AttributeEntry.self, stored: stored).isUnchanged)
        let reset = Line(
            "code;type;group;sort_order;max_characters;useable_as_grid_filter", "title;pim_catalog_text;;;;"
        ).judged(as: AttributeEntry.self, stored: stored).updated
        #expect(reset == Boutique.attribute("title", .text) { $0.group = "other" })
    }

    @Test func `all faults of a record are found at once`() {
        let line = Line("code;type;group;sort_order;max_characters", "a-b;pim_catalog_text;nope;x;300")
        #expect(line.faults(as: AttributeEntry.self).count == 4)
    }
}
