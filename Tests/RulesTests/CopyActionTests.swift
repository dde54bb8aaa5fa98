// SPDX-License-Identifier: Apache-2.0

import Catalog
import Testing

@testable import Rules

/// `copy`, from each type to each.
@Suite struct CopyActionTests {
    private static let values = [
        "name": #""name": "Boot\t1""#, "story": #""story": "a\nb""#, "size": #""size": "12.50""#,
        "count": #""count": "3""#,
        "weight": #""weight": {"unit": "KILOGRAM", "amount": "0.8"}"#,
        "price": #""price-USD": "14", "price-EUR": "12.50""#,
        "sold": #""sold": "1""#, "day": #""day": "2026-03-01""#, "color": #""color": "red""#,
        "colors": #""colors": "blue,red""#,
        "brand": #""brand": "red""#, "brands": #""brands": "acme,red""#, "photo": #""photo": "ab/x.jpg""#,
        "manual": #""manual": "ab/x.pdf""#,
    ]

    @Test(arguments: [
        ("name", "note", #""note":"Boot\t1""#), ("sku", "name", #""name":"P1""#), ("sku", "note", #""note":"P1""#),
        ("story", "note", #""note":"a\nb""#), ("size", "balance", #""balance":"12.50""#),
        ("size", "name", #""name":"12.50""#),
        ("size", "note", #""note":"12.50""#), ("size", "net", #""net":{"amount":"12.50","unit":"KILOGRAM"}"#),
        ("weight", "net", #""net":{"amount":"0.8","unit":"KILOGRAM"}"#), ("weight", "name", #""name":"0.8 KILOGRAM""#),
        ("weight", "note", #""note":"0.8 KILOGRAM""#), ("weight", "size", #""size":"0.8""#),
        ("price", "name", #""name":"12.50 EUR, 14 USD""#), ("price", "note", #""note":"12.50 EUR, 14 USD""#),
        ("sold", "kept", #""kept":"1""#), ("day", "until", #""until":"2026-03-01""#),
        ("day", "name", #""name":"2026-03-01T00:00:00+00:00""#),
        ("day", "note", #""note":"2026-03-01T00:00:00+00:00""#),
        ("color", "hue", #""hue":"red""#), ("color", "name", #""name":"red""#), ("color", "note", #""note":"red""#),
        ("color", "brand", #""brand":"red""#), ("brand", "color", #""color":"red""#),
        ("brand", "maker", #""maker":"red""#),
        ("brand", "name", #""name":"red""#), ("brand", "note", #""note":"red""#),
        ("brands", "name", #""name":"acme,red""#),
        ("colors", "name", #""name":"blue,red""#), ("colors", "note", #""note":"blue,red""#),
        ("photo", "scan", #""scan":"ab/x.jpg""#),
    ])
    func `a value is copied to what can hold it, and an empty source empties the target`(
        from: String, to: String, result: String
    ) throws {
        let text = RuleShop.rule("type: copy, from_field: \(from), to_field: \(to)")
        let source = Self.values[from] ?? #""sku": "P1""#
        let given = from == "sku" ? "{}" : "{\(source)}"
        let made = try RuleShop.result(text, RuleShop.product(given))
        #expect(made.contains(result), "\(made)")
        guard from != "sku" else { return }
        let emptied = try RuleShop.result(
            text, RuleShop.product(made.replacing(Self.compact(source), with: #""page":"z""#)))
        #expect(emptied == #"{"page":"z"}"#)
    }

    /// A member as `FilterJSON` writes it.
    private static func compact(_ members: String) -> String {
        let whole = FilterJSON(Array("{\(members)}".utf8))?.bytes ?? []
        return String(decoding: whole.dropFirst().dropLast(), as: UTF8.self)
    }

    @Test func `prices are copied in all currencies, and texts into lists only where the code is there`() throws {
        let prices = "type: copy, from_field: price, to_field: cost, to_scope: web"
        let item = RuleShop.product(#"{"price-EUR": "1", "price-USD": "2"}"#)
        #expect(
            try RuleShop.result(RuleShop.rule(prices), item)
                == #"{"cost-web-EUR":"1","cost-web-USD":"2","price-EUR":"1","price-USD":"2"}"#)
        #expect(try RuleShop.faults(RuleShop.rule("type: copy, from_field: price, to_field: size")).count == 1)
        let text = RuleShop.rule("type: copy, from_field: name, to_field: color")
        #expect(try RuleShop.result(text, RuleShop.product(#"{"name": "RED"}"#)) == #"{"color":"red","name":"RED"}"#)
        #expect(
            try RuleShop.result(text, RuleShop.product(#"{"name": "pink"}"#)) == #"unknown_option: no option "pink""#)
    }

    @Test func `locales and channels may differ, and an inherited value is read`() throws {
        let text = RuleShop.rule(
            "type: copy, from_field: slogan, from_locale: en_US, from_scope: web, to_field: slogan, to_locale: fr_FR, to_scope: web"
        )
        #expect(
            try RuleShop.result(text, RuleShop.product(#"{"slogan-en_US-web": "x"}"#))
                == #"{"slogan-en_US-web":"x","slogan-fr_FR-web":"x"}"#)
        let inherited = RuleShop.rule("type: copy, from_field: name, to_field: tag")
        #expect(
            try RuleShop.result(inherited, RuleShop.variant(#"{"color": "red"}"#, of: #"{"name": "top"}"#))
                == #"{"color":"red","tag":"top"}"#)
        #expect(
            try RuleShop.result(inherited, RuleShop.product(#"{"name": "longer than ten"}"#))
                == #"{"name":"longer than ten","tag":"longer than ten"}"#)
        let short = RuleShop.rule("type: copy, from_field: name, to_field: short")
        #expect(
            try RuleShop.result(short, RuleShop.product(#"{"name": "too long"}"#))
                == "text_too_long: 8 characters, allowed 5")
    }

    @Test func `types that do not fit are refused when the rule is imported`() throws {
        let types = [
            "story", "sold", "photo", "manual", "colors", "day", "price", "weight", "sku", "name", "size", "color",
        ]
        let allowed: Set = [
            "colors name", "day name", "price name", "weight name", "weight size", "sku name", "sku story",
            "name story", "name color",
            "size name", "size story", "size weight", "color name", "color story", "colors story", "day story",
            "price story",
            "weight story",
        ]
        for from in types {
            for to in types where from != to {
                let faults = try RuleShop.faults(RuleShop.rule("type: copy, from_field: \(from), to_field: \(to)"))
                let isAllowed = allowed.contains("\(from) \(to)")
                #expect(faults.isEmpty == isAllowed, "\(from) \(to)")
                if !isAllowed { #expect(faults.first?.hasPrefix("4 incompatible_types") == true, "\(faults)") }
            }
        }
    }
}
