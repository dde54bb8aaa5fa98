// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct SimpleEntriesTests {
    @Test(arguments: [
        (Line("code;activated", "EU;1"), ["invalid_code code: three letters, as in ISO 4217"]),
        (Line("code;activated", "EU1;1"), ["invalid_code code: three letters, as in ISO 4217"]),
        (Line("code;activated", ";1"), ["missing_value code: required cell empty"]),
        (Line("code;activated", "EUR;yes"), ["invalid_flag activated: must be 1 or 0"]),
        (Line("code;activated", "CHF;2"), ["invalid_flag activated: must be 1 or 0"]),
    ])
    func `a currency is refused`(line: Line, faults: [String]) {
        #expect(line.faults(as: CurrencyEntry.self) == faults)
    }

    @Test func `a currency is activated unless the file says otherwise`() {
        #expect(
            Line("code", "CHF").judged(as: CurrencyEntry.self).created == CurrencyEntry(code: "CHF", activated: true))
        #expect(
            Line("code;activated", "CHF;0").judged(as: CurrencyEntry.self).created
                == CurrencyEntry(code: "CHF", activated: false))
        let stored = CurrencyEntry(code: "CHF", activated: false)
        #expect(Line("code;activated", "chf;").judged(as: CurrencyEntry.self, stored: stored).isUnchanged)
        #expect(Line("code;activated", "chf;1").judged(as: CurrencyEntry.self, stored: stored).updated?.code == "CHF")
    }

    @Test(arguments: ["en_GB", "en_029", "sr_Cyrl_RS", "tzm_Latn_DZ", "EN_gb"])
    func `a locale is language and country`(code: String) {
        #expect(Line("code", code).judged(as: LocaleEntry.self).created == LocaleEntry(code: code))
    }

    @Test(arguments: ["en", "e_GB", "en_G", "en-GB", "_GB", "e1_GB"])
    func `what is no locale is refused`(code: String) {
        #expect(
            Line("code", code).faults(as: LocaleEntry.self) == ["invalid_code code: language and country, as en_US"])
    }

    @Test func `codes of 100 characters are the longest`() {
        let longest = String(repeating: "x", count: 100)
        #expect(Line("code", longest).judged(as: GroupTypeEntry.self).created?.code == longest)
        #expect(
            Line("code", longest + "x").faults(as: GroupTypeEntry.self)
                == ["code_too_long code: 101 characters, allowed 100"])
        #expect(
            Line("code", "süß").faults(as: GroupTypeEntry.self)
                == ["invalid_code code: only letters, digits and underscores"])
    }

    @Test func `labels are set, kept and removed`() {
        let stored = GroupTypeEntry(code: "season", labels: ["en_GB": "Season", "fr_FR": "Saison", "de_DE": "Saison"])
        let line = Line("code;label-en_GB;label-fr_FR", "SEASON;Time of year;")
        #expect(
            line.judged(as: GroupTypeEntry.self, stored: stored).updated
                == GroupTypeEntry(code: "season", labels: ["en_GB": "Time of year", "de_DE": "Saison"]))
    }

    @Test func `a label counts characters, and its blanks are kept`() {
        let longest = String(repeating: "é", count: 99) + " "
        #expect(
            Line("code;label-fr_FR", "a;\(longest)").judged(as: GroupTypeEntry.self).created?.labels == [
                "fr_FR": longest
            ])
        #expect(
            Line("code;label-fr_FR", "a;\(longest)e").faults(as: GroupTypeEntry.self)
                == ["label_too_long label-fr_FR: 101 characters, allowed 100"])
        #expect(Line("code;label-fr_FR", "a;   ").judged(as: GroupTypeEntry.self).created?.labels == [:])
    }

    @Test(arguments: [
        (Line("code;type", "g;none"), ["unknown_group_type type: no group type \"none\""]),
        (Line("code;type", "g;"), ["missing_value type: required cell empty"]),
    ])
    func `a group is refused`(line: Line, faults: [String]) {
        #expect(line.faults(as: GroupEntry.self) == faults)
    }

    @Test func `a group's type is stored as it is spelled, and never changes`() {
        let group = Line("code;type", "winter;SEASON").judged(as: GroupEntry.self).created
        #expect(group == GroupEntry(code: "winter", type: "season"))
        #expect(
            Line("code;type", "winter;season").faults(
                as: GroupEntry.self, stored: GroupEntry(code: "winter", type: "other"))
                == ["property_not_changeable type: \"type\" cannot change"])
    }

    @Test func `an association type is two-way or quantified, and stays so`() {
        let header = "code;is_two_way;is_quantified"
        #expect(
            Line(header, "pack;1;1").faults(as: AssociationTypeEntry.self)
                == ["two_way_and_quantified is_quantified: a type is two-way or quantified, not both"])
        let stored = AssociationTypeEntry(code: "pack", isQuantified: true)
        #expect(
            Line(header, "pack;0;0").faults(as: AssociationTypeEntry.self, stored: stored)
                == ["property_not_changeable is_quantified: \"is_quantified\" cannot change"])
        #expect(Line(header, "pack;;").judged(as: AssociationTypeEntry.self, stored: stored).isUnchanged)
        #expect(Line("code", "new").judged(as: AssociationTypeEntry.self).created == AssociationTypeEntry(code: "new"))
    }

    @Test func `a user group is known by its name`() {
        #expect(Line("code;name", "it;IT support").judged(as: UserGroupEntry.self).created?.name == "IT support")
        #expect(UserGroupEntry.key(of: [" IT Support "]) == "it support")
    }

    @Test func `a user role keeps label and permissions, empty cells clear them`() {
        let header = "role;label;permissions"
        let stored = UserRoleEntry(role: "ROLE_A", label: "A", permissions: ["edit", "read"])
        #expect(Line(header, "role_a;A;read, edit").judged(as: UserRoleEntry.self, stored: stored).isUnchanged)
        #expect(
            Line(header, "role_a;;").judged(as: UserRoleEntry.self, stored: stored).updated
                == UserRoleEntry(role: "ROLE_A"))
        #expect(Line("role", "role_a").judged(as: UserRoleEntry.self, stored: stored).isUnchanged)
    }

    @Test(arguments: [
        (
            Line("attribute;code", "title;red"),
            ["not_an_option_attribute attribute: \"title\" is not a simple or multi select"]
        ),
        (Line("attribute;code", "nope;red"), ["unknown_attribute attribute: no attribute \"nope\""]),
        (
            Line("attribute;code", ";"),
            ["missing_value attribute: required cell empty", "missing_value code: required cell empty"]
        ),
        (
            Line("attribute;code;sort_order", "colour;green;-1"),
            ["invalid_integer sort_order: must be an integer from 0 to 2147483647"]
        ),
        (
            Line("attribute;code;sort_order", "colour;green;1.5"),
            ["invalid_integer sort_order: must be an integer from 0 to 2147483647"]
        ),
    ])
    func `an option is refused`(line: Line, faults: [String]) {
        #expect(line.faults(as: AttributeOptionEntry.self) == faults)
    }

    @Test func `an option's key is its attribute and its code, without case`() {
        let option = Line("attribute;code;sort_order", "COLOUR;Green;7").judged(as: AttributeOptionEntry.self).created
        #expect(option == AttributeOptionEntry(attribute: "colour", code: "Green", sortOrder: 7))
        #expect(option?.key == AttributeOptionEntry.key(of: ["Colour", " green "]))
    }
}
