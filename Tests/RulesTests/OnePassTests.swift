// SPDX-License-Identifier: Apache-2.0

import Catalog
import TestKit
import Testing

@testable import Rules

/// Running all rules in one pass comes to the same as running one after the other, each over what the one before has written.
@Suite struct OnePassTests {
    private static let fields = [
        "name", "short", "story", "size", "count", "color", "hue", "colors", "weight", "sold", "day",
    ]
    private static let values: [String: [String]] = [
        "name": ["x", "long name", "red"], "short": ["x", "red"], "story": ["s"], "size": ["1", "2.5", "10"],
        "count": ["1", "2"],
        "color": ["red", "blue"], "hue": ["red", "blue"], "colors": ["[red]", "[blue, red]"],
        "weight": ["{amount: 1, unit: KILOGRAM}", "{amount: 1000, unit: GRAM}"], "sold": ["true", "false"],
        "day": ["2026-03-01"],
    ]

    private static func condition(_ random: inout SeededRandom) -> String {
        let field = fields.randomElement(using: &random) ?? "name"
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return "{field: \(field), operator: EMPTY}"
        case 1: return "{field: \(field), operator: NOT EMPTY}"
        case 2: return #"{field: size, operator: ">", value: 2}"#
        case 3: return "{field: groups, operator: IN, value: [sale]}"
        case 4: return "{field: categories, operator: IN CHILDREN, value: [summer]}"
        case 5: return "{field: family, operator: IN, value: [shoes]}"
        case 6: return #"{field: updated, operator: "<", value: now}"#
        default: return #"{field: completeness, operator: "=", value: 100, locale: en_US, scope: web}"#
        }
    }

    private static func action(_ random: inout SeededRandom) -> String {
        let field = fields.randomElement(using: &random) ?? "name"
        switch Int.random(in: 0..<13, using: &random) {
        case 0...3: return "{type: set, field: \(field), value: \(values[field]?.randomElement(using: &random) ?? "x")}"
        case 4: return "{type: clear, field: \(field)}"
        case 5: return "{type: add, field: colors, items: [green]}"
        case 6: return "{type: remove, field: colors, items: [red, blue]}"
        case 7:
            return
                "{type: copy, from_field: name, to_field: \(["short", "story", "hue"].randomElement(using: &random) ?? "short")}"
        case 8: return "{type: concatenate, from: [{field: name}, {field: size}], to: {field: story}}"
        case 9:
            return
                "{type: calculate, destination: {field: count}, source: {field: size}, operation_list: [{operator: multiply, field: count}]}"
        case 10: return "{type: add, field: groups, items: [sale]}"
        case 11: return "{type: set, field: categories, value: [sandals]}"
        default: return "{type: set, field: family, value: \(Bool.random(using: &random) ? "tops" : "shoes")}"
        }
    }

    private static func rules(_ random: inout SeededRandom) -> String {
        var text = "rules:\n"
        for place in 0..<Int.random(in: 2...7, using: &random) {
            text += "  r\(place):\n    priority: \(Int.random(in: 0...2, using: &random))\n    conditions:\n"
            for _ in 0..<Int.random(in: 0...2, using: &random) { text += "      - \(condition(&random))\n" }
            text += "    actions:\n"
            for _ in 0..<Int.random(in: 1...3, using: &random) { text += "      - \(action(&random))\n" }
        }
        return text
    }

    private static func item(_ random: inout SeededRandom) -> RuleItem {
        let members = [
            #""name": "long name""#, #""name": "red""#, #""story": "old""#, #""size": "3.0""#, #""size": "0.5""#,
            #""count": "2""#,
            #""hue": "blue""#, #""colors": "blue,red""#, #""weight": {"unit": "GRAM", "amount": "1000"}"#,
            #""sold": "1""#,
        ]
        var keys: Set<Substring> = []
        let chosen = members.shuffled(using: &random).prefix(Int.random(in: 0...6, using: &random))
            .filter { keys.insert($0.prefix { $0 != ":" }).inserted }
        let values = "{\(chosen.joined(separator: ", "))}"
        var item: RuleItem
        switch Int.random(in: 0..<4, using: &random) {
        case 0: item = RuleShop.variant(#"{"color": "red"}"#, of: values)
        case 1: item = RuleShop.model(values)
        default:
            item = RuleShop.product(
                values, family: ["shoes", "shoes", "tops", ""].randomElement(using: &random) ?? "shoes")
        }
        if item.kind == .product, Bool.random(using: &random) { item.stored.groups = Array("new".utf8) }
        return item
    }

    /// What is left of the item after each rule was run by itself, and what became of each.
    private static func oneByOne(_ program: RuleProgram, _ item: RuleItem) throws -> (RuleItem, [String]) {
        var item = item
        var states: [String] = []
        for rule in program.rules.map(\.rule) {
            let alone = RuleProgram(
                [rule], definitions: RuleShop.definitions, context: FilterContext(start: RuleShop.start))
            var evaluator = try RuleEvaluator(alone)
            evaluator.evaluate(item)
            states += evaluator.outcomes.map { "\(rule.code) \($0.state)" }
            guard evaluator.isChanged else { continue }
            item.stored = evaluator.written(item)
            item.updatedAt = RuleShop.start
        }
        return (item, states)
    }

    private static func text(_ item: StoredItem) -> String {
        [item.family, item.categories, item.groups, FilterJSON(item.values)?.bytes ?? []]
            .map { String(decoding: $0, as: UTF8.self) }.joined(separator: " | ") + " \(item.isEnabled)"
    }

    @Test func `one pass equals rule after rule, on random rules and items`() throws {
        var random = SeededRandom(seed: 7)
        var (changed, refused) = (0, 0)
        for _ in 0..<TestRounds.count("RULE_ROUNDS", 120) {
            let file = Self.rules(&random)
            let program = try RuleShop.program(file)
            var evaluator = try RuleEvaluator(program)
            for _ in 0..<8 {
                let item = Self.item(&random)
                let (after, states) = try Self.oneByOne(program, item)
                evaluator.evaluate(item)
                let together = evaluator.outcomes.map { "\(program.rules[$0.rule].rule.code) \($0.state)" }
                #expect(together == states, "\(file)")
                #expect(Self.text(evaluator.written(item)) == Self.text(after.stored), "\(file)")
                if evaluator.isChanged { changed += 1 }
                refused += evaluator.outcomes.count { $0.state == .invalid }
            }
        }
        // Else the comparison would say little.
        #expect(changed > 100)
        #expect(refused > 20)
    }
}
