// SPDX-License-Identifier: Apache-2.0

import Catalog
import Testing

@testable import Rules

/// What conditions select, by operator and type, and what YAML's forms of values come to.
@Suite struct ConditionTests {
    private static func rule(_ conditions: String) -> String {
        "rules:\n  r:\n    conditions: [\(conditions)]\n    actions:\n      - {type: clear, field: until}\n"
    }

    private static func selects(_ conditions: String, _ item: RuleItem) throws -> Bool {
        var evaluator = try RuleEvaluator(try RuleShop.program(rule(conditions)))
        evaluator.evaluate(item)
        return !evaluator.outcomes.isEmpty
    }

    private static let values =
        #"{"name": "Big Boot", "story": "<p>Long\nstory</p>", "size": "12.50", "weight": {"unit": "KILOGRAM", "amount": "0.8"}, "price-EUR": "12.50", "sold": "0", "day": "2026-03-30", "color": "36", "colors": "blue,red", "brand": "acme", "photo": "ab/front.jpg", "title-en_US": "T", "cost-web-EUR": "9"}"#

    @Test(arguments: [
        ("{field: name, operator: STARTS WITH, value: big}", true),
        ("{field: name, operator: CONTAINS, value: BOOT}", true),
        ("{field: name, operator: DOES NOT CONTAIN, value: boot}", false),
        ("{field: name, operator: =, value: big boot}", true),
        (#"{field: name, operator: "!=", value: x}"#, true), ("{field: name, operator: EMPTY}", false),
        ("{field: name, operator: NOT EMPTY, value: ignored}", true), ("{field: short, operator: EMPTY}", true),
        (#"{field: short, operator: "!=", value: x}"#, false), ("{field: page, operator: EMPTY}", false),
        ("{field: name, operator: =, value: 12}", false),
        ("{field: story, operator: CONTAINS, value: longstory}", true),
        ("{field: photo, operator: STARTS WITH, value: front}", true),
        ("{field: size, operator: <, value: 12.6}", true), (#"{field: size, operator: "<=", value: "12.5"}"#, true),
        (#"{field: size, operator: "=", value: 12.500}"#, true),
        (#"{field: size, operator: "!=", value: 12.5}"#, false),
        (#"{field: size, operator: ">=", value: 12.51}"#, false), (#"{field: size, operator: ">", value: -3}"#, true),
        (#"{field: weight, operator: "=", value: {amount: 800, unit: GRAM}}"#, true),
        (#"{field: weight, operator: ">", value: {amount: 0.8, unit: kilogram}}"#, false),
        (#"{field: price, operator: "<", value: {amount: 13, currency: EUR}}"#, true),
        (#"{field: price, operator: "=", value: {amount: 12.5, currency: USD}}"#, false),
        ("{field: price, operator: EMPTY, value: {currency: USD}}", true),
        ("{field: price, operator: NOT EMPTY}", true),
        ("{field: cost, operator: NOT EMPTY, scope: web}", true),
        ("{field: cost, operator: EMPTY, scope: print}", true),
        ("{field: sold, operator: =, value: false}", true), ("{field: sold, operator: =, value: 0}", true),
        (#"{field: sold, operator: "!=", value: "1"}"#, true), ("{field: kept, operator: =, value: false}", false),
        ("{field: color, operator: IN, value: [36]}", true),
        (#"{field: color, operator: NOT IN, value: [red, "36"]}"#, false),
        ("{field: hue, operator: NOT IN, value: [red]}", true), ("{field: hue, operator: IN, value: []}", false),
        ("{field: colors, operator: IN, value: [RED, green]}", true),
        ("{field: brand, operator: IN, value: [acme]}", true),
        ("{field: day, operator: =, value: 2026-03-30}", true), (#"{field: day, operator: "<", value: now}"#, true),
        (#"{field: day, operator: "=", value: "-1 day"}"#, true),
        (#"{field: day, operator: ">", value: "-1 week"}"#, true),
        ("{field: day, operator: BETWEEN, value: [2026-03-30, 2026-04-01]}", true),
        ("{field: day, operator: NOT BETWEEN, value: [2026-03-30, now]}", false),
        ("{field: title, operator: =, value: t, locale: en_US}", true),
        ("{field: title, operator: EMPTY, locale: fr_FR}", true),
        ("{field: family, operator: IN, value: [shoes]}", true), ("{field: family, operator: EMPTY}", false),
        ("{field: categories, operator: IN CHILDREN, value: [summer]}", true),
        ("{field: categories, operator: IN, value: [summer]}", false),
        ("{field: categories, operator: UNCLASSIFIED}", false),
        ("{field: categories, operator: NOT IN CHILDREN, value: [winter]}", true),
        ("{field: groups, operator: NOT EMPTY}", true), ("{field: groups, operator: IN, value: [new]}", false),
        ("{field: enabled, operator: =, value: true}", true), (#"{field: enabled, operator: "!=", value: 1}"#, false),
        ("{field: identifier, operator: STARTS WITH, value: p}", true),
        ("{field: sku, operator: IN, value: [P1, P2]}", true),
        ("{field: sku, operator: =, value: 1}", false), ("{field: parent, operator: EMPTY}", true),
        ("{field: entity_type, operator: =, value: product}", true),
        ("{field: entity_type, operator: =, value: product_model}", false),
        (#"{field: completeness, operator: "=", value: "100", locale: en_US, scope: web}"#, true),
        (#"{field: completeness, operator: "<", value: 100, locale: en_US, scope: web}"#, false),
        (#"{field: updated, operator: ">", value: "-2 minutes"}"#, true),
        (#"{field: created, operator: "<", value: now}"#, true),
        ("{field: updated, operator: EMPTY}", false),
        (#"{field: name, operator: NOT EMPTY}, {field: size, operator: ">", value: 13}"#, false),
        (#"{field: name, operator: NOT EMPTY}, {field: size, operator: ">", value: 12}"#, true),
    ])
    func `a condition selects what it says`(conditions: String, isSelected: Bool) throws {
        var item = RuleShop.product(Self.values)
        item.stored.categories = Array("sandals".utf8)
        item.stored.groups = Array("sale".utf8)
        #expect(try Self.selects(conditions, item) == isSelected)
    }

    @Test func `product models, inherited values and inherited categories are seen`() throws {
        var variant = RuleShop.variant(#"{"color": "red"}"#, of: #"{"name": "top"}"#)
        variant.inheritedCategories = Array("winter".utf8)
        #expect(try Self.selects("{field: name, operator: =, value: top}", variant))
        #expect(try Self.selects("{field: categories, operator: IN, value: [winter]}", variant))
        #expect(try Self.selects("{field: family_variant, operator: IN, value: [by_color]}", variant))
        #expect(try Self.selects("{field: parent, operator: IN, value: [M]}", variant))
        let model = RuleShop.model()
        #expect(try Self.selects("{field: entity_type, operator: =, value: product_model}", model))
        #expect(try Self.selects("{field: identifier, operator: =, value: m}", model))
        #expect(try !Self.selects("{field: sku, operator: =, value: m}", model))
        #expect(try !Self.selects("{field: enabled, operator: =, value: true}", model))
        #expect(try Self.selects("", model))
    }

    @Test(arguments: [
        ("{field: nane, operator: EMPTY}", "unknown_field"),
        ("{field: name, operator: LIKE, value: x}", "unknown_operator"),
        ("{field: name, operator: IN, value: [x]}", "unknown_operator"), ("{operator: EMPTY}", "missing_key"),
        ("{field: name}", "missing_key"), ("{field: name, operator: EMPTY, colour: red}", "unknown_key"),
        ("{field: size, operator: <, value: x}", "invalid_value"),
        (#"{field: size, operator: <, value: "1 000"}"#, "invalid_value"),
        ("{field: color, operator: IN, value: [pink]}", "unknown_option"),
        ("{field: family, operator: IN, value: [hats]}", "unknown_option"),
        ("{field: color, operator: IN, value: red}", "invalid_value"),
        ("{field: title, operator: EMPTY}", "missing_locale"),
        ("{field: name, operator: EMPTY, locale: en_US}", "unexpected_locale"),
        ("{field: cost, operator: EMPTY}", "missing_channel"),
        ("{field: name, operator: EMPTY, scope: web}", "unexpected_channel"),
        (#"{field: weight, operator: "=", value: {amount: 1, unit: METER}}"#, "unknown_unit"),
        (#"{field: price, operator: "=", value: {amount: 1}}"#, "missing_currency"),
        (#"{field: completeness, operator: "=", value: 100, locale: en_US}"#, "missing_channel"),
        ("3", "invalid_value"),
    ])
    func `what a condition cannot ask is found when the rule is imported`(condition: String, detail: String) throws {
        let faults = try RuleShop.faults(Self.rule(condition))
        #expect(faults.count == 1, "\(faults)")
        #expect(faults.first?.hasPrefix("3 \(detail) rule \"r\": condition 1") == true, "\(faults)")
    }

    @Test func `a later rule sees what the earlier ones made, a rule of the same item only its own start`() throws {
        let text = """
            rules:
              b:
                priority: 5
                conditions: [{field: name, operator: =, value: x}, {field: groups, operator: EMPTY}]
                actions: [{type: set, field: groups, value: [sale]}, {type: set, field: story, value: s}]
              a:
                priority: 5
                actions: [{type: set, field: name, value: x}]
              c:
                conditions:
                  - {field: groups, operator: IN, value: [sale]}
                  - {field: updated, operator: ">", value: "-1 minute"}
                  - {field: completeness, operator: "<", value: 100, locale: en_US, scope: web}
                actions: [{type: set, field: size, value: 1}]
              d:
                conditions: [{field: completeness, operator: "=", value: 100, locale: en_US, scope: web}]
                actions: [{type: set, field: enabled, value: false}]
            """
        var evaluator = try RuleEvaluator(try RuleShop.program(text))
        var item = RuleShop.product()
        item.updatedAt -= 3_600_000_000
        evaluator.evaluate(item)
        #expect(evaluator.program.rules.map(\.rule.code) == ["a", "b", "c", "d"])
        #expect(evaluator.outcomes.map(\.rule) == [0, 1, 2, 3])
        #expect(!evaluator.written(item).isEnabled)
    }

    @Test func `conditions that earlier rules can change are no part of what the database is asked`() throws {
        let text = """
            rules:
              a:
                priority: 9
                conditions: [{field: name, operator: EMPTY}, {field: story, operator: EMPTY}]
                actions: [{type: set, field: name, value: x}]
              b:
                conditions: [{field: name, operator: NOT EMPTY}, {field: size, operator: EMPTY}, {field: updated, operator: "<", value: now}]
                actions: [{type: set, field: family, value: tops}]
              c:
                priority: -1
                conditions: [{field: size, operator: EMPTY}, {field: size, operator: ">", value: 1}, {field: family, operator: EMPTY}]
                actions: [{type: set, field: groups, value: [sale]}]
            """
        let program = try RuleShop.program(text)
        func counts(_ anyRule: Bool) -> [Int] {
            program.rules.indices.map { program.stableFilter(of: $0, anyRule: anyRule).tests.count }
        }
        #expect(counts(false) == [2, 1, 1])
        #expect(counts(true) == [0, 0, 1])
    }

    @Test func `what only a run looks up is neither met nor unmet in an explanation`() throws {
        func explained(_ more: String) throws -> RuleExplanation {
            let job = #"{field: updated, operator: SINCE LAST JOB, value: nightly}"#
            let program = try RuleShop.program(Self.rule(job + more))
            return try RuleExplanation(
                program, RuleShop.product(Self.values), targets: LinkTargets(), media: MediaFiles(),
                labels: RuleLabels())
        }
        #expect(try explained("").conditions.map(\.holds) == [nil])
        #expect(try explained("").conditions.map(\.value) == ["2026-03-31 10:20:29"])
        #expect(try explained("").isSelected == nil)
        #expect(try explained(", {field: name, operator: EMPTY}").isSelected == false)
        #expect(try explained(", {field: name, operator: NOT EMPTY}").isSelected == nil)
    }

    @Test func `only links that are those of their targets too need an order`() throws {
        func program(_ type: String) throws -> RuleProgram {
            try RuleShop.program(
                RuleShop.rule("type: add, field: associations, items: {\(type): {products: [a]}}"))
        }
        let (both, one) = (try program("PAIR"), try program("X_SELL"))
        #expect(both.linksBothWays && !one.linksBothWays && one.hasLinks)
    }
}
