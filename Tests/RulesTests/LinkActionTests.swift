// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Testing

@testable import Rules

/// What actions make of links.
@Suite struct LinkActionTests {
    private static let owner = LinkOwner(.product, 1)

    private static func link(_ type: String, _ target: LinkTarget, _ quantity: Int32? = nil) -> Link {
        Link(owner: owner, type: type, target: target, quantity: quantity)
    }

    private static func product(_ id: Int64) -> LinkTarget { .item(LinkOwner(.product, id)) }

    /// The links of an item with two of them after some actions; or why they are refused.
    private static func links(_ actions: String...) throws -> [String] {
        let text = "rules:\n  r:\n    actions:\n" + actions.map { "      - {\($0)}\n" }.joined()
        var evaluator = try RuleEvaluator(try RuleShop.program(text))
        for (name, id) in [("A", 2), ("b", 3), ("P1", 1)] as [(String, Int64)] {
            evaluator.targets.add(product(id), for: LinkName(kind: "product", text: name))
        }
        evaluator.targets.add(.item(LinkOwner(.productModel, 9)), for: LinkName(kind: "product_model", text: "m"))
        var item = RuleShop.product()
        item.links = [link("X_SELL", product(5)), link("X_SELL", .group("new")), link("PACK", product(5), 4)]
        evaluator.evaluate(item)
        #expect(!evaluator.isChanged)
        let faults = evaluator.outcomes.flatMap(\.faults).map {
            "\($0.violation.reason.rawValue): \($0.violation.text)"
        }
        guard faults.isEmpty else { return faults }
        return evaluator.changedLinks.map { set, links in
            let targets = links.map { link -> String in
                let name =
                    switch link.target {
                    case .item(let item): String(item.id)
                    case .group(let code): code
                    }
                return name + (link.quantity.map { "×\($0)" } ?? "")
            }
            return "\(set.type) \(set.targetKind): \(targets.sorted().joined(separator: ","))"
        }.sorted()
    }

    @Test func `set replaces the lists that are given, add keeps what is there, clear empties`() throws {
        #expect(
            try Self.links("type: set, field: associations, value: {X_SELL: {products: [A, b, a]}}") == [
                "X_SELL product: 2,3"
            ])
        #expect(
            try Self.links(
                "type: add, field: associations, items: {X_SELL: {products: [A], groups: [sale], product_models: [m]}}")
                == ["X_SELL group: new,sale", "X_SELL product: 2,5", "X_SELL product_model: 9"])
        #expect(try Self.links("type: clear, field: associations") == ["X_SELL group: ", "X_SELL product: "])
        #expect(
            try Self.links("type: set, field: associations, value: {X_SELL: {products: []}}") == ["X_SELL product: "])
        #expect(
            try Self.links(
                "type: set, field: quantified_associations, value: {PACK: {products: [{identifier: A, quantity: 2}]}}")
                == ["PACK product: 2×2"])
        #expect(try Self.links("type: clear, field: quantified_associations") == ["PACK product: "])
        #expect(try Self.links("type: set, field: associations, value: {X_SELL: {groups: [NEW]}}") == [])
    }

    @Test func `what a link cannot lead to refuses the rule`() throws {
        #expect(
            try Self.links("type: set, field: associations, value: {X_SELL: {products: [gone]}}")
                == [#"association_target_not_found: no product "gone""#])
        #expect(
            try Self.links("type: add, field: associations, items: {PAIR: {products: [P1]}}")
                == ["self_association: a two-way link cannot lead back to the item itself"])
        #expect(
            try Self.links("type: add, field: associations, items: {X_SELL: {products: [P1]}}") == [
                "X_SELL product: 1,5"
            ])
    }
}
