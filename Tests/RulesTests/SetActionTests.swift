// SPDX-License-Identifier: Apache-2.0

import Catalog
import Testing

@testable import Rules

/// `set`, `clear`, `add` and `remove`, by the type of what they change.
@Suite struct SetActionTests {
    @Test(arguments: [
        // Each type, its coercions, and how it is emptied.
        ("field: name, value: Boot", #"{"name":"Boot"}"#), ("field: name, value: 42", #"{"name":"42"}"#),
        ("field: name, value: 007", #"{"name":"007"}"#), ("field: name, value: no", #"{"name":"no"}"#),
        (#"field: name, value: "a\nb""#, #"{"name":"a b"}"#), (#"field: story, value: "a\nb""#, #"{"story":"a\nb"}"#),
        ("field: title, value: x, locale: fr_FR", #"{"title-fr_FR":"x"}"#),
        ("field: title, value: x, locale: FR_fr", #"{"title-fr_FR":"x"}"#),
        ("field: slogan, value: x, locale: en_US, scope: print", #"{"slogan-en_US-print":"x"}"#),
        ("field: size, value: 12.50", #"{"size":"12.50"}"#), (#"field: size, value: "12.5""#, #"{"size":"12.5"}"#),
        (#"field: size, value: "+12.5""#, #"{"size":"12.5"}"#), ("field: count, value: 10.00", #"{"count":"10.00"}"#),
        ("field: balance, value: -0.5", #"{"balance":"-0.5"}"#),
        ("field: weight, value: {amount: 2, unit: kilogram}", #"{"weight":{"amount":"2","unit":"KILOGRAM"}}"#),
        (#"field: weight, value: {amount: "2.5", unit: GRAM}"#, #"{"weight":{"amount":"2.5","unit":"GRAM"}}"#),
        (
            "field: price, value: [{amount: 12.50, currency: EUR}, {amount: 14, currency: usd}]",
            #"{"price-EUR":"12.50","price-USD":"14"}"#
        ),
        ("field: cost, value: [{amount: 1, currency: EUR}], scope: print", #"{"cost-print-EUR":"1"}"#),
        ("field: sold, value: true", #"{"sold":"1"}"#), ("field: sold, value: 0", #"{"sold":"0"}"#),
        (#"field: sold, value: "1""#, #"{"sold":"1"}"#), (#"field: sold, value: "false""#, #"{"sold":"0"}"#),
        ("field: day, value: 2026-03-01", #"{"day":"2026-03-01"}"#),
        (#"field: day, value: "2026-03-01T00:00:00+00:00""#, #"{"day":"2026-03-01"}"#),
        ("field: color, value: RED", #"{"color":"red"}"#), ("field: color, value: 36", #"{"color":"36"}"#),
        ("field: colors, value: [red, 36, Blue]", #"{"colors":"36,blue,red"}"#),
        ("field: brand, value: acme", #"{"brand":"acme"}"#),
        ("field: brands, value: [zeta, acme]", #"{"brands":"acme,zeta"}"#),
        // Nothing changes.
        ("field: page, value: x", "{}"), ("field: name, value: ~", "{}"), ("field: groups, value: []", "{}"),
    ])
    func `set replaces a value of any type`(action: String, result: String) throws {
        #expect(try RuleShop.result(RuleShop.rule("type: set, \(action)"), RuleShop.product()) == result)
    }

    @Test(arguments: [
        ("name", #"{"name": "x"}"#, "~"), ("name", #"{"name": "x"}"#, #""""#), ("size", #"{"size": "1"}"#, "~"),
        ("size", #"{"size": "1"}"#, #""""#), ("weight", #"{"weight": {"unit": "GRAM", "amount": "1"}}"#, "~"),
        ("weight", #"{"weight": {"unit": "GRAM", "amount": "1"}}"#, "{amount: ~, unit: GRAM}"),
        ("price", #"{"price-EUR": "1", "price-USD": "2"}"#, "[]"), ("sold", #"{"sold": "1"}"#, #""""#),
        ("day", #"{"day": "2026-01-01"}"#, "~"), ("color", #"{"color": "red"}"#, #""""#),
        ("colors", #"{"colors": "red"}"#, "[]"),
        ("brand", #"{"brand": "acme"}"#, "~"), ("brands", #"{"brands": "acme"}"#, #""""#),
        ("photo", #"{"photo": "ab/x.jpg"}"#, "~"), ("manual", #"{"manual": "ab/x.pdf"}"#, #""""#),
    ])
    func `null and the empty text clear, and clear does the same`(field: String, values: String, value: String) throws {
        let item = RuleShop.product(values)
        #expect(try RuleShop.result(RuleShop.rule("type: set, field: \(field), value: \(value)"), item) == "{}")
        #expect(try RuleShop.result(RuleShop.rule("type: clear, field: \(field)"), item) == "{}")
    }

    @Test(arguments: [
        ("field: size, value: 10", #"{"size": "10.00"}"#), ("field: color, value: RED", #"{"color": "red"}"#),
        ("field: colors, value: [red, blue]", #"{"colors": "blue,red"}"#),
        ("field: weight, value: {amount: 1.0, unit: gram}", #"{"weight": {"unit": "GRAM", "amount": "1"}}"#),
        ("field: price, value: [{amount: 1.0, currency: EUR}]", #"{"price-EUR": "1"}"#),
        ("field: name, value: x", #"{"name": "x"}"#), ("field: family, value: SHOES", "{}"),
        ("field: enabled, value: true", "{}"),
        ("field: categories, value: []", "{}"),
    ])
    func `what is there already is no change`(action: String, values: String) throws {
        var evaluator = try RuleEvaluator(try RuleShop.program(RuleShop.rule("type: set, \(action)")))
        evaluator.evaluate(RuleShop.product(values))
        #expect(evaluator.outcomes.map(\.state) == [.unchanged])
        #expect(!evaluator.isChanged)
    }

    @Test func `fields that are no attribute are set, added to, removed from and cleared`() throws {
        var item = RuleShop.product()
        item.stored.categories = Array("sandals,winter".utf8)
        item.stored.groups = Array("sale".utf8)
        func changed(_ actions: String...) throws -> String {
            let text = "rules:\n  r:\n    actions:\n" + actions.map { "      - {\($0)}\n" }.joined()
            var evaluator = try RuleEvaluator(try RuleShop.program(text))
            evaluator.evaluate(item)
            let stored = evaluator.written(item)
            return [stored.categories, stored.groups, stored.family].map { String(decoding: $0, as: UTF8.self) }
                .joined(separator: " ") + (stored.isEnabled ? " on" : " off")
        }
        #expect(try changed("type: set, field: categories, value: [winter, shop]") == "shop,winter sale shoes on")
        #expect(
            try changed("type: add, field: categories, items: [summer, winter]")
                == "sandals,summer,winter sale shoes on")
        #expect(try changed("type: remove, field: categories, items: [summer]") == "sandals,winter sale shoes on")
        #expect(
            try changed("type: remove, field: categories, items: [summer], include_children: true")
                == "winter sale shoes on")
        #expect(try changed("type: clear, field: categories") == " sale shoes on")
        #expect(try changed("type: set, field: groups, value: [new]") == "sandals,winter new shoes on")
        #expect(try changed("type: add, field: groups, items: [NEW]") == "sandals,winter new,sale shoes on")
        #expect(try changed("type: remove, field: groups, items: [sale]") == "sandals,winter  shoes on")
        #expect(try changed("type: clear, field: groups") == "sandals,winter  shoes on")
        #expect(try changed("type: set, field: family, value: tops") == "sandals,winter sale tops on")
        #expect(try changed("type: set, field: family, value: ~") == "sandals,winter sale  on")
        #expect(try changed("type: set, field: enabled, value: false") == "sandals,winter sale shoes off")
    }

    @Test(arguments: [
        ("type: add, field: colors, items: [green, RED]", #"{"colors": "blue,red"}"#, #"{"colors":"blue,green,red"}"#),
        ("type: add, field: colors, items: [green, green]", "{}", #"{"colors":"green"}"#),
        ("type: remove, field: colors, items: [Red, green]", #"{"colors": "blue,red"}"#, #"{"colors":"blue"}"#),
        ("type: remove, field: colors, items: [blue]", #"{"colors": "blue"}"#, "{}"),
        ("type: add, field: brands, items: [zeta]", #"{"brands": "acme"}"#, #"{"brands":"acme,zeta"}"#),
        ("type: remove, field: brands, items: [acme]", #"{"brands": "acme,zeta"}"#, #"{"brands":"zeta"}"#),
        (
            "type: add, field: price, items: [{amount: 3, currency: USD}]", #"{"price-EUR": "1", "price-USD": "2"}"#,
            #"{"price-EUR":"1","price-USD":"3"}"#
        ),
        ("type: remove, field: price, items: [USD]", #"{"price-EUR": "1", "price-USD": "2"}"#, #"{"price-EUR":"1"}"#),
        ("type: remove, field: price, items: [{currency: eur}]", #"{"price-EUR": "1"}"#, "{}"),
    ])
    func `lists are added to and removed from`(action: String, values: String, result: String) throws {
        #expect(try RuleShop.result(RuleShop.rule(action), RuleShop.product(values)) == result)
    }

    @Test(arguments: [
        ("type: set, field: short, value: too long", "4 invalid_value", "8 characters, allowed 5"),
        ("type: set, field: size, value: ten", "4 invalid_value", "not a number"),
        ("type: set, field: size, value: -1", "4 invalid_value", "must be 0 or more"),
        (#"type: set, field: size, value: "1,5""#, "4 invalid_value", #"decimals use ".""#),
        ("type: set, field: count, value: 1.5", "4 invalid_value", "must be an integer"),
        ("type: set, field: count, value: [1]", "4 invalid_value", "value must be a number"),
        ("type: set, field: weight, value: {amount: 1, unit: METER}", "4 unknown_unit", #"no unit "METER" in Weight"#),
        ("type: set, field: weight, value: {amount: 1}", "4 unknown_unit", "unit is missing"),
        (
            "type: set, field: price, value: [{amount: 1, currency: SEK}]", "4 missing_currency",
            #"currency "SEK" is not active"#
        ),
        (
            "type: set, field: cost, value: [{amount: 1, currency: USD}], scope: print", "4 missing_currency",
            #"currency "USD" is not active"#
        ),
        ("type: set, field: sold, value: perhaps", "4 invalid_value", "value must be true or false"),
        ("type: set, field: day, value: 2026-02-30", "4 invalid_value", "not a day"),
        ("type: set, field: day, value: tomorrow", "4 invalid_value", "dates use yyyy-MM-dd"),
        ("type: set, field: color, value: pink", "4 unknown_option", #"no option "pink""#),
        ("type: set, field: color, value: [red]", "4 invalid_value", "value must be a text"),
        ("type: set, field: colors, value: red", "4 invalid_value", "value must be a list of codes"),
        ("type: set, field: brand, value: nobody", "4 unknown_option", #"no option "nobody""#),
        ("type: set, field: photo, value: ../x.jpg", "4 invalid_value", "leaves the archive"),
        ("type: set, field: photo, value: a/x.png", "4 invalid_value", "use jpg"),
        (
            "type: set, field: sku, value: x", "4 incompatible_types",
            "an identifier belongs to one product and cannot be changed by rules"
        ),
        ("type: set, field: sise, value: 1", "4 unknown_field", #"no attribute "sise"; did you mean "size"?"#),
        ("type: set, field: title, value: x", "4 missing_locale", #""title" has a value for each locale: give locale"#),
        (
            "type: set, field: name, value: x, locale: en_US", "4 unexpected_locale",
            #""name" has one value for all locales: leave locale out"#
        ),
        (
            "type: set, field: slogan, value: x, locale: en_US", "4 missing_channel",
            #""slogan" has a value for each channel: give scope"#
        ),
        (
            "type: set, field: title, value: x, locale: en_US, scope: web", "4 unexpected_channel",
            #""title" has one value for all channels: leave scope out"#
        ),
        (
            "type: set, field: title, value: x, locale: de_DE", "4 invalid_value",
            #""title-de_DE": locale "de_DE" is not active (locale_not_active)"#
        ),
        (
            "type: set, field: slogan, value: x, locale: fr_FR, scope: print", "4 invalid_value",
            #""slogan-fr_FR-print": locale "fr_FR" is not of channel "print" (locale_not_in_channel)"#
        ),
        (
            "type: set, field: slogan, value: x, locale: fr_FR, scope: tv", "4 invalid_value",
            #""slogan-fr_FR-tv": no channel "tv" (channel_unknown)"#
        ),
        ("type: set, field: name", "4 missing_key", "value is missing"),
        ("type: set, value: 1", "4 missing_key", "field is missing"),
        (
            "field: name, value: 1", "4 missing_key",
            "type is missing; known are set, add, remove, copy, clear, concatenate, calculate"
        ),
        (
            "type: put, field: name, value: 1", "4 unknown_action",
            #"no action "put"; known are set, add, remove, copy, clear, concatenate, calculate"#
        ),
        (
            "type: set, field: name, value: 1, colour: 2", "4 unknown_key",
            #"unknown key "colour"; known are type, field, value, locale, scope"#
        ),
        (
            "type: add, field: name, items: [x]", "4 incompatible_types",
            #""name" holds no list: add is for lists of codes, prices and categories"#
        ),
        ("type: add, field: colors, items: [pink]", "4 unknown_option", #"no option "pink""#),
        ("type: add, field: colors, items: []", "4 invalid_value", "items must be a list of codes"),
        ("type: add, field: price, items: [{amount: 1}]", "4 missing_key", "items 1: currency is missing"),
        ("type: remove, field: price, items: [XYZ]", "4 missing_currency", #"items 1: no currency "XYZ""#),
        (
            "type: remove, field: groups, items: [sale], include_children: true", "4 unknown_key",
            "include_children goes with the field categories only"
        ),
        (
            "type: remove, field: associations, items: [x]", "4 incompatible_types",
            "associations cannot be changed by remove"
        ),
        ("type: add, field: family, items: [tops]", "4 incompatible_types", "family cannot be changed by add"),
        ("type: set, field: family, value: hats", "4 unknown_option", #"no family "hats""#),
        ("type: set, field: categories, value: [nowhere]", "4 unknown_option", #"no category "nowhere""#),
        ("type: set, field: groups, value: [nowhere], locale: en_US", "4 unexpected_locale", "groups has no locale"),
        ("type: set, field: enabled, value: 2", "4 invalid_value", "value must be true or false"),
        (
            "type: set, field: associations, value: {NONE: {products: [x]}}", "4 unknown_option",
            #"no association type "NONE""#
        ),
        (
            "type: set, field: associations, value: {PACK: {products: [x]}}", "4 incompatible_types",
            #"links of type "PACK" have quantities: use the field quantified_associations"#
        ),
        (
            "type: set, field: quantified_associations, value: {PACK: {products: [{identifier: x, quantity: 0}]}}",
            "4 invalid_value", "quantity must be a whole number from 1 to 2147483647"
        ),
    ])
    func `what cannot be is found when the rule is imported`(action: String, start: String, why: String) throws {
        let faults = try RuleShop.faults(RuleShop.rule(action))
        #expect(faults.first?.hasPrefix(start + #" rule "r": action 1"#) == true, "\(faults)")
        #expect(faults.first?.hasSuffix(": " + why) == true, "\(faults)")
    }

    @Test func `an item that lacks the attribute is passed over, one that has it on another level is refused`() throws {
        let text = RuleShop.rule("type: set, field: size, value: 1", "type: set, field: name, value: x")
        #expect(try RuleShop.result(text, RuleShop.product(family: "tops")) == #"{"name":"x"}"#)
        #expect(try RuleShop.result(text, RuleShop.product(family: "")) == "{}")
        let refused = #"attribute_at_other_level: "size" belongs to another level"#
        #expect(try RuleShop.result(text, RuleShop.model()) == refused)
        #expect(
            try RuleShop.result(text, RuleShop.variant(#"{"color": "red"}"#))
                == #"attribute_at_other_level: "name" belongs to another level"#)
        #expect(
            try RuleShop.result(
                RuleShop.rule("type: set, field: size, value: 1"), RuleShop.variant(#"{"color": "red"}"#))
                == #"{"color":"red","size":"1"}"#)
    }

    @Test func `axes and the family of a variant stay as they are`() throws {
        let item = RuleShop.variant(#"{"color": "red"}"#)
        #expect(
            try RuleShop.result(RuleShop.rule("type: set, field: color, value: blue"), item)
                == #"axis_not_changeable: axis is "red" and stays"#)
        #expect(try RuleShop.result(RuleShop.rule("type: clear, field: color"), item) == "empty_axis: axis is empty")
        #expect(try RuleShop.result(RuleShop.rule("type: set, field: color, value: RED"), item) == #"{"color": "red"}"#)
        #expect(
            try RuleShop.result(RuleShop.rule("type: set, field: family, value: tops"), item)
                == #"family_differs_from_parent: parent is of family "shoes""#)
        #expect(
            try RuleShop.result(RuleShop.rule("type: set, field: family, value: ~"), item)
                == "family_required: a variant keeps its family")
    }

    @Test func `a rule that fails leaves nothing behind, and the next one goes on`() throws {
        let text = """
            rules:
              one:
                priority: 2
                actions:
                  - {type: set, field: name, value: first}
                  - {type: copy, from_field: story, to_field: short}
              two:
                priority: 1
                actions:
                  - {type: copy, from_field: name, to_field: note}
            """
        // Texts of different types cannot be copied back, so the source is a text.
        let fixed = text.replacing("from_field: story", with: "from_field: page")
        let item = RuleShop.product(#"{"name": "old", "page": "far too long"}"#)
        var evaluator = try RuleEvaluator(try RuleShop.program(fixed))
        evaluator.evaluate(item)
        #expect(evaluator.outcomes.map(\.state) == [.invalid, .changed])
        #expect(evaluator.outcomes[0].faults.map(\.action) == [1])
        #expect(evaluator.outcomes[0].faults.map(\.violation.reason) == [.textTooLong])
        #expect(
            String(decoding: evaluator.written(item).values, as: UTF8.self)
                == #"{"name":"old","note":"old","page":"far too long"}"#)
        evaluator.evaluate(item, skipping: [1])
        #expect(evaluator.outcomes.map(\.rule) == [0])
        #expect(!evaluator.isChanged)
    }

    @Test func `a value of a unique attribute is told, so that two items never get it`() throws {
        var evaluator = try RuleEvaluator(try RuleShop.program(RuleShop.rule("type: set, field: tag, value: Ab")))
        evaluator.evaluate(RuleShop.product())
        #expect(evaluator.program.makesClaims)
        #expect(evaluator.outcomes[0].claims == [.init(attribute: "tag", key: Array("ab".utf8))])
        #expect(evaluator.judgement.uniqueValues.map(\.attribute) == ["tag"])
        #expect(
            String(decoding: evaluator.judgement.before, as: UTF8.self)
                == #"{"values":{"tag":null},"unique":{"tag":null}}"#)
    }

    @Test func `what a rule changed is kept as it was, once for all rules`() throws {
        let text = """
            rules:
              a:
                actions: [{type: set, field: name, value: x}, {type: set, field: enabled, value: false}]
              b:
                actions: [{type: set, field: name, value: y}, {type: clear, field: story}]
              c:
                actions: [{type: set, field: size, value: 2}]
              d:
                actions: [{type: set, field: size, value: 1}]
            """
        var evaluator = try RuleEvaluator(try RuleShop.program(text))
        evaluator.keepsChanges = true
        evaluator.evaluate(RuleShop.product(#"{"name": "old", "size": "1", "story": "s"}"#))
        #expect(evaluator.outcomes.map(\.state) == [.changed, .changed, .changed, .changed])
        #expect(String(decoding: evaluator.judgement.values, as: UTF8.self) == #"{"name":"y"}"#)
        #expect(String(decoding: evaluator.judgement.cleared, as: UTF8.self) == "story")
        #expect(
            String(decoding: evaluator.judgement.before, as: UTF8.self)
                == #"{"enabled":"1","values":{"name":"old","story":"s"}}"#)
        #expect(
            evaluator.outcomes[1].changes == [
                .init(action: 0, field: "name", before: "x", after: "y"),
                .init(action: 1, field: "story", before: "s", after: nil),
            ])
    }
}
