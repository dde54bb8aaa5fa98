// SPDX-License-Identifier: Apache-2.0

import Catalog
import Testing

@testable import Rules

/// What items see of the product models above them while rules change those.
@Suite struct InheritanceTests {
    private static func selected(_ text: String, _ item: RuleItem) throws -> [String] {
        var evaluator = try RuleEvaluator(try RuleShop.program(text))
        evaluator.evaluate(item)
        return evaluator.outcomes.map { evaluator.program.rules[$0.rule].rule.code }
    }

    private static let clear = "actions: [{type: clear, field: until}]"

    @Test func `a sub-model's variants inherit what a rule has made of the root`() throws {
        var model = RuleShop.model()
        model.variants = [RuleVariant(identifierKey: Array("v".utf8), values: [Array(#"{"size": "1"}"#.utf8)])]
        let condition =
            "conditions: [{field: completeness, operator: ALL COMPLETE, scope: web, locale: en_US}]"
        let text = "rules:\n  a:\n    priority: 1\n    \(Self.clear)\n  b:\n    \(condition)\n    \(Self.clear)\n"
        #expect(try Self.selected(text, model) == ["a"])
        model.inheritedChanges = [
            InheritedChange(rule: -1, key: "name", value: nil),
            InheritedChange(rule: 0, key: "name", value: Array("\"n\"".utf8)),
        ]
        #expect(try Self.selected(text, model) == ["a", "b"])
    }

    @Test func `what stands above an item counts as written once a rule has changed it`() throws {
        let old = #"conditions: [{field: updated, operator: "<", value: now}]"#
        let text =
            "rules:\n  a:\n    priority: 2\n    \(old)\n    \(Self.clear)\n  b:\n    priority: 1\n    \(old)\n    \(Self.clear)\n  c:\n    \(old)\n    \(Self.clear)\n"
        var variant = RuleShop.variant("{}")
        #expect(try Self.selected(text, variant) == ["a", "b", "c"])
        variant.inheritedChanges = [
            InheritedChange(rule: -1, key: "name", value: nil),
            InheritedChange(rule: 1, key: "name", value: Array("\"n\"".utf8)),
        ]
        #expect(try Self.selected(text, variant) == ["a"])
    }
}
