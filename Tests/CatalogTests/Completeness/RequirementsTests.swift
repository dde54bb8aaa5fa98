// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Catalog

@Suite struct RequirementsTests {
    private let definitions: Definitions = {
        var source = Definitions.Source()
        func attribute(_ code: String, _ type: AttributeType, _ change: (inout AttributeEntry) -> Void = { _ in }) {
            var entry = AttributeEntry(code: code)
            entry.type = type.rawValue
            change(&entry)
            source.attributes.append(entry)
        }
        attribute("sku", .identifier) { $0.unique = true }
        attribute("name", .text) { $0.localizable = true }
        attribute("story", .textarea) {
            $0.localizable = true
            $0.scopable = true
            $0.group = "marketing"
        }
        attribute("warning", .text) {
            $0.localizable = true
            $0.availableLocales = ["fr_FR"]
        }
        attribute("price", .price)
        attribute("weight", .metric) { $0.metricFamily = "Weight" }
        attribute("dimmable", .boolean)
        let all = source.attributes.map(\.code)
        source.families = [
            FamilyEntry(code: "lamps", attributes: all, requirements: ["web": all]),
            FamilyEntry(code: "bulbs", attributes: ["sku", "name"], requirements: ["web": ["sku", "name"]]),
        ]
        source.locales = ["en_GB", "fr_FR"]
        source.currencies = [CurrencyEntry(code: "EUR"), CurrencyEntry(code: "USD")]
        source.channels = [
            ChannelEntry(code: "web", tree: "t", locales: ["en_GB", "fr_FR"], currencies: ["EUR", "USD"]),
            ChannelEntry(code: "print", tree: "t", locales: ["en_GB"], currencies: ["EUR"]),
        ]
        return Definitions(source)
    }()

    private func requirements(_ family: String, _ channel: String, _ locale: String) throws -> Requirements {
        Requirements(
            of: try #require(definitions.family(family)), channel: try #require(definitions.channel(channel)),
            locale: locale, in: definitions)
    }

    @Test func `a family requires keys of the channel and the locale`() throws {
        let keys = try requirements("lamps", "web", "en_GB").all.map { $0.keys.joined(separator: " ") }
        #expect(keys == ["dimmable", "name-en_GB", "price-EUR price-USD", "", "story-en_GB-web", "weight"])
    }

    @Test func `an attribute of some locales is required only there`() throws {
        #expect(try !requirements("lamps", "web", "en_GB").all.contains { $0.attribute == "warning" })
        #expect(try requirements("lamps", "web", "fr_FR").all.contains { $0.attribute == "warning" })
    }

    @Test func `the identifier is always required`() throws {
        let none = try requirements("lamps", "print", "en_GB")
        #expect(none.all.map(\.attribute) == ["sku"])
        #expect(none.completeness(hasIdentifier: false) { _ in true } == Completeness(required: 1, filled: 0))
        #expect(none.completeness(hasIdentifier: true) { _ in false }.percent == 100)
    }

    @Test(arguments: [
        (#"{"name-en_GB": "x", "dimmable": "0"}"#, "{}", 3), (#"{"price-EUR": "1"}"#, "{}", 1),
        (#"{"price-EUR": "1"}"#, #"{"price-USD": "0"}"#, 2),
        (#"{"story-en_GB-print": "x", "name-fr_FR": "x"}"#, "{}", 1),
        (#"{"weight": {"unit": "GRAM", "amount": "0"}}"#, #"{"weight": {"unit": "GRAM", "amount": "1"}}"#, 2),
        (
            #"{"dimmable": "1", "name-en_GB": "x", "price-EUR": "1", "price-USD": "1"}"#,
            #"{"story-en_GB-web": "x", "weight": {"unit": "GRAM", "amount": "1"}}"#, 6
        ),
    ])
    func `values and inherited values fill, a price by all currencies`(own: String, inherited: String, filled: Int)
        throws
    {
        let completeness = try requirements("lamps", "web", "en_GB").completeness(
            hasIdentifier: true, values: [Array(own.utf8), Array(inherited.utf8)])
        #expect(completeness == Completeness(required: 6, filled: filled))
        #expect(completeness.percent == filled * 100 / 6)
        #expect(completeness.isComplete == (filled == 6))
        #expect(completeness.missing == 6 - filled)
    }

    @Test func `where nothing is required all is there`() {
        #expect(Completeness(required: 0, filled: 0).percent == 100)
        #expect(Completeness(required: 3, filled: 2).percent == 66)
    }

    @Test func `a requirement knows its attribute group`() throws {
        let story = try requirements("lamps", "web", "fr_FR").all.first { $0.attribute == "story" }
        #expect(story?.group == "marketing")
    }
}
