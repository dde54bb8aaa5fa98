// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// Every rule of product records: the record that breaks it, its warning, and the records around it written.
@Suite(.ownDatabase) struct ProductRuleTests {
    private static let columns = [
        "uuid", "sku", "family", "parent", "categories", "groups", "enabled", "ean", "tag", "mail", "page", "grade",
        "story-en_US-web", "lumen", "rating", "shift", "weight", "weight-unit", "price", "price-EUR", "price_s-print",
        "dimmable", "released", "color", "size", "rooms", "photo", "manual", "fabric",
        "fabrics_more",
    ]

    private static func of(_ number: Int) -> [String: String] {
        ["sku": "N\(number)", "family": "lamps", "lumen": "500"]
    }

    private static func lamp(_ cells: [String: String]) -> [String: String] {
        cells.merging(["family": "lamps"]) { given, _ in given }
    }

    private static func variant(_ cells: [String: String]) -> [String: String] {
        cells.merging(["sku": "OLDV", "family": "lamps", "size": "s"]) { given, _ in given }
    }

    private static let ofRecords: [Rule] = [
        Rule("row_too_long", lamp(["sku": "R01"]), at: nil, says: "31 cells, header has 30", surplus: ["more"]),
        Rule("invalid_uuid", lamp(["uuid": "R02", "sku": "R02"]), at: "uuid", says: "not a version 4 uuid"),
        Rule("invalid_identifier", lamp(["sku": "R0,3"]), at: "sku", says: "no comma, semicolon, line end"),
        Rule("invalid_identifier", lamp(["sku": "R0;4"]), at: "sku", says: "no comma, semicolon, line end"),
        Rule("text_too_long", lamp(["sku": "R05-0123456789-0123456789"]), at: "sku", says: "25 characters, allowed 20"),
        Rule("pattern_mismatch", lamp(["sku": "R#06"]), at: "sku", says: "must match /^[^#]+$/"),
        Rule("identifier_taken", lamp(["uuid": RuleShop.uuid, "sku": "old2"]), at: "sku", says: "another product"),
        Rule(
            "unknown_family", ["sku": "R08", "family": "nope", "lumen": "x"], at: "family", says: #"no family "nope""#),
        Rule(
            "unknown_category", lamp(["sku": "R09", "categories": "lights, attic"]), at: "categories", "attic",
            says: #"no category "attic""#),
        Rule("unknown_group", lamp(["sku": "R10", "groups": "winter"]), at: "groups", says: #"no group "winter""#),
        Rule("unknown_parent", ["sku": "R11", "parent": "nope"], at: "parent", says: #"no product model "nope""#),
        Rule(
            "invalid_parent_level", ["sku": "R12", "parent": "ROOT", "size": "xl"], at: "parent",
            says: "not a model of the right level"),
        Rule(
            "family_differs_from_parent", ["sku": "R13", "family": "chairs", "parent": "SUB", "size": "xl"],
            at: "family", says: #"parent is of family "lamps""#),
        Rule("family_required", variant(["family": ""]), at: "family", says: "a variant keeps its family"),
        Rule(
            "family_variant_differs", variant(["sku": "OLDW", "size": "m", "parent": "FLAT", "color": "red"]),
            at: "parent",
            says: #"parent is of variant "by_color""#),
        Rule("empty_axis", ["sku": "R16", "parent": "SUB"], at: "size", says: "axis is empty"),
        Rule(
            "axis_not_changeable", variant(["sku": "oldx", "size": "xl"]), at: "size", says: #"axis is "l" and stays"#),
        Rule(
            "duplicate_axis_combination", ["sku": "R18", "parent": "SUB", "size": "S"], at: nil, "size = s",
            says: #"size = s is already "OLDV""#),
        Rule("value_not_unique", lamp(["sku": "R19", "ean": "1"]), at: "ean", says: #""1" is already on OLD1"#),
        Rule("invalid_enabled", lamp(["sku": "R20", "enabled": "yes"]), at: "enabled", says: "must be 1 or 0"),
    ]

    private static let ofValues: [Rule] = [
        Rule("text_too_long", lamp(["sku": "V01", "tag": "sextet"]), at: "tag", says: "6 characters, allowed 5"),
        Rule(
            "text_too_long", lamp(["sku": "V02", "story-en_US-web": "nine runes"]), at: "story-en_US-web",
            says: "10 characters, allowed 8"),
        Rule("invalid_email", lamp(["sku": "V03", "mail": "a@b"]), at: "mail", says: "not an e-mail address"),
        Rule("invalid_url", lamp(["sku": "V04", "page": "ftp://x"]), at: "page", says: "not a URL"),
        Rule("pattern_mismatch", lamp(["sku": "V05", "grade": "abd"]), at: "grade", says: "must match /^[a-c]+$/i"),
        Rule("invalid_number", lamp(["sku": "V06", "lumen": "1e3"]), at: "lumen", says: "not a number"),
        Rule("invalid_number", lamp(["sku": "V07", "lumen": "1 000"]), at: "lumen", says: "not a number"),
        Rule(
            "wrong_decimal_separator", lamp(["sku": "V08", "rating": "4,5"]), at: "rating", says: #"decimals use ".""#),
        Rule("decimals_not_allowed", lamp(["sku": "V09", "lumen": "20.5"]), at: "lumen", says: "must be an integer"),
        Rule("below_minimum", lamp(["sku": "V10", "lumen": "9"]), at: "lumen", says: "must be 10 or more"),
        Rule("above_maximum", lamp(["sku": "V11", "lumen": "5001"]), at: "lumen", says: "must be 5000 or less"),
        Rule("below_minimum", lamp(["sku": "V12", "rating": "-1"]), at: "rating", says: "must be 0 or more"),
        Rule("below_minimum", lamp(["sku": "V13", "shift": "-5.01"]), at: "shift", says: "must be -5 or more"),
        Rule("missing_unit", lamp(["sku": "V14", "weight": "2"]), at: "weight", says: "unit is missing"),
        Rule(
            "unknown_unit", lamp(["sku": "V15", "weight": "2 STONE"]), at: "weight", "STONE",
            says: #"no unit "STONE" in Weight"#),
        Rule(
            "unknown_unit", lamp(["sku": "V16", "weight": "2", "weight-unit": "METER"]), at: "weight", "METER",
            says: #"no unit "METER" in Weight"#),
        Rule(
            "below_minimum", lamp(["sku": "V17", "weight": "-1 GRAM"]), at: "weight", "-1", says: "must be 0 or more"),
        Rule(
            "above_maximum", lamp(["sku": "V18", "weight": "100.5", "weight-unit": "GRAM"]), at: "weight",
            says: "must be 100 or less"),
        Rule(
            "conflicting_cells", lamp(["sku": "V19", "weight": "2 GRAM", "weight-unit": "GRAM"]), at: "weight",
            says: #"also given in "weight-unit""#),
        Rule(
            "currency_not_active", lamp(["sku": "V20", "price": "5 SEK"]), at: "price", "SEK",
            says: #"currency "SEK" is not active"#),
        Rule(
            "currency_not_active", lamp(["sku": "V21", "price_s-print": "5 USD"]), at: "price_s-print", "USD",
            says: #"currency "USD" is not active"#),
        Rule(
            "conflicting_cells", lamp(["sku": "V22", "price": "80 EUR", "price-EUR": "80"]), at: "price",
            says: #"also given in "price-EUR""#),
        Rule("below_minimum", lamp(["sku": "V23", "price-EUR": "0.5"]), at: "price-EUR", says: "must be 1 or more"),
        Rule(
            "decimals_not_allowed", lamp(["sku": "V24", "price_s-print": "5.5 EUR"]), at: "price_s-print", "5.5",
            says: "must be an integer"),
        Rule("invalid_number", lamp(["sku": "V25", "price": "12"]), at: "price", says: "80 EUR, 95 USD"),
        Rule("invalid_boolean", lamp(["sku": "V26", "dimmable": "true"]), at: "dimmable", says: "must be 1 or 0"),
        Rule("invalid_date", lamp(["sku": "V27", "released": "2026-02-30"]), at: "released", says: "not a day"),
        Rule(
            "wrong_date_format", lamp(["sku": "V28", "released": "28/02/2026"]), at: "released",
            says: "dates use yyyy-MM-dd"),
        Rule(
            "date_too_early", lamp(["sku": "V29", "released": "1999-12-31"]), at: "released",
            says: "must be 2000-01-01 or later"),
        Rule(
            "date_too_late", lamp(["sku": "V30", "released": "2031-01-01"]), at: "released",
            says: "must be 2030-12-31 or earlier"),
        Rule("unknown_option", lamp(["sku": "V31", "color": "green"]), at: "color", says: #"no option "green""#),
        Rule(
            "unknown_option", lamp(["sku": "V32", "rooms": "bath,attic"]), at: "rooms", "attic",
            says: #"no option "attic""#),
        Rule("unknown_option", lamp(["sku": "V38", "fabric": "oak"]), at: "fabric", says: #"no option "oak""#),
        Rule(
            "unknown_option", lamp(["sku": "V39", "fabrics_more": "silk,oak"]), at: "fabrics_more", "oak",
            says: #"no option "oak""#),
        Rule(
            "duplicate_option", lamp(["sku": "V33", "rooms": "bath,BATH"]), at: "rooms", "BATH", says: #""BATH" twice"#),
        Rule(
            "media_not_found", lamp(["sku": "V34", "photo": "files/a.jpg"]), at: "photo",
            says: #"no file "files/a.jpg""#),
        Rule("extension_not_allowed", lamp(["sku": "V35", "photo": "a.gif"]), at: "photo", says: "use jpg, png"),
        Rule("extension_not_allowed", lamp(["sku": "V36", "manual": "a.doc"]), at: "manual", says: "use pdf"),
        Rule("unsafe_path", lamp(["sku": "V37", "photo": "../a.jpg"]), at: "photo", says: "leaves the archive"),
    ]

    @Test(arguments: [1, 2])
    func `each record that breaks a rule has its warning, and all others are written`(workers: Int) async throws {
        let run = try await ImportRun()
        try await RuleShop.load(run)
        for rules in [Self.ofRecords, Self.ofValues] {
            let file = RuleFile(columns: Self.columns, rules: rules, neighbour: Self.of)
            let before = try await value("select string_agg(p::text, ',' order by id) from catalog.product p")
            let report = try await run.run("csv_product_import", file.text, slots: workers)
            #expect(report.status == "completed")
            #expect(report.colour == "yellow")
            file.check(report)
            #expect(
                report.summary()
                    == "read \(file.neighbours + rules.count), created \(file.neighbours), invalid \(rules.count)"
            )
            let written = try await value(
                #"select count(*)::text from catalog.product where identifier ~ '^N\d+$' and values = '{"lumen": "500"}'"#
            )
            #expect(written == "\(file.neighbours)")
            // Nothing of a refused record is written, whether its product exists or not.
            _ = try await value("delete from catalog.product where identifier ~ '^N\\d+$' returning '1'")
            #expect(try await value("select string_agg(p::text, ',' order by id) from catalog.product p") == before)
        }
    }

    @Test func `notes refuse nothing`() async throws {
        let run = try await ImportRun()
        try await RuleShop.load(run)
        let report = try await run.run(
            "csv_product_import", "sku;family;note\nA;lamps;one\nB;lamps;\"two\nlines\"\nA;lamps;three\nC;lamps;\n")
        #expect(report.summary() == "read 4, created 3, skipped 1, superseded 1")
        #expect(report.reasons == ["1 superseded_in_file", "2 line_breaks_replaced"])
        #expect(report.warnings.map(\.isNote) == [true, true])
        #expect(
            report.warnings.map(\.message) == [
                "row 1 (line 2), A: replaced by row 3", "row 2 (line 3), B, note: line ends became spaces",
            ])
        #expect(report.invalidItems == "")
        #expect(try await value("select values ->> 'note' from catalog.product where identifier = 'B'") == "two lines")
    }
}
