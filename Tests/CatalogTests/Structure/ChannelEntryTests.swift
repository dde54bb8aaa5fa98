// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct ChannelEntryTests {
    private static let header = "code;tree;locales;currencies;conversion_units"

    @Test func `a channel is stored in the spelling of what it refers to, its lists sorted`() {
        let line = Line(Self.header, "shopfront;SHOP;fr_fr, EN_GB,fr_FR;gbp,eur;MASS:gram")
        #expect(
            line.judged(as: ChannelEntry.self).created
                == ChannelEntry(
                    code: "shopfront", tree: "shop", locales: ["en_GB", "fr_FR"], currencies: ["EUR", "GBP"],
                    conversionUnits: ["mass": "GRAM"]))
    }

    @Test func `the order of a list is no difference`() {
        let stored = ChannelEntry(code: "web", tree: "shop", locales: ["en_GB", "fr_FR"], currencies: ["EUR", "GBP"])
        #expect(
            Line("code;tree;locales;currencies", "web;shop;fr_FR,en_GB;GBP,EUR").judged(
                as: ChannelEntry.self, stored: stored
            )
            .isUnchanged)
    }

    @Test(arguments: [
        (
            Line(header, "123;shop;en_GB;EUR;"),
            ["invalid_code code: only letters, digits and underscores, at least one letter"]
        ),
        (Line(header, "a;nope;en_GB;EUR;"), ["unknown_category tree: no category \"nope\""]),
        (Line(header, "a;tools;en_GB;EUR;"), ["not_a_root_category tree: \"tools\" is not the root of a tree"]),
        (
            Line(header, "a;shop;xx_XX,yy_YY;EUR;"),
            [
                "unknown_locale locales: no locale \"xx_XX\"", "unknown_locale locales: no locale \"yy_YY\"",
            ]
        ),
        (Line(header, "a;shop;en_GB;ZZZ;"), ["unknown_currency currencies: no currency \"ZZZ\""]),
        (Line(header, "a;shop;en_GB;XAF;"), ["currency_not_active currencies: currency \"XAF\" is not active"]),
        (
            Line(header, "a;shop;,;,;"),
            [
                "missing_value locales: required cell empty", "missing_value currencies: required cell empty",
            ]
        ),
        (
            Line(header, "a;;;;"),
            [
                "missing_value tree: required cell empty", "missing_value locales: required cell empty",
                "missing_value currencies: required cell empty",
            ]
        ),
        (Line(header, "a;shop;en_GB;EUR;nope:GRAM"), ["unknown_attribute conversion_units: no attribute \"nope\""]),
        (
            Line(header, "a;shop;en_GB;EUR;title:GRAM"),
            ["property_not_for_type conversion_units: \"title\" has no unit"]
        ),
        (Line(header, "a;shop;en_GB;EUR;mass:METER"), ["unknown_unit conversion_units: no unit \"METER\" in Weight"]),
    ])
    func `a channel is refused`(line: Line, faults: [String]) {
        #expect(line.faults(as: ChannelEntry.self) == faults)
    }
}
