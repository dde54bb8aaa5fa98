// SPDX-License-Identifier: Apache-2.0

import Postgres
import TestKit
import Testing

/// Random catalogues, rights, filters and changes: the numbers are always those of a naive evaluation.
@Suite(.ownDatabase) struct ProjectPropertyTests {
    /// CHANTIER_PROJECT_ROUNDS raises it.
    private static let rounds = TestRounds.count("CHANTIER_PROJECT_ROUNDS", 4)

    private static let filters: [(json: String, condition: String)] = [
        ("[]", "true"),
        (#"[{"field": "family", "operator": "IN", "value": ["lamps"]}]"#, "i.family = 'lamps'"),
        (
            #"[{"field": "categories", "operator": "IN CHILDREN", "value": ["lights"]}]"#,
            "i.categories || coalesce(m.categories, '{}') && '{lights}'"
        ),
        (
            #"[{"field": "watts", "operator": "EMPTY"}]"#,
            "i.family = 'lamps' and not coalesce(m.values, '{}') || i.values ? 'watts'"
        ),
    ]

    @Test func `numbers are those of a naive evaluation, whatever is changed`() async throws {
        let seed = UInt64.random(in: 1 ... .max)
        var random = SeededRandom(seed: seed)
        let bench = try await ProjectBench()
        try await Catalogue.load(bench)
        for (place, filter) in Self.filters.enumerated() {
            _ = try await bench.create("f\(place)", locale: place == 1 ? "fr_FR" : "en_US", filters: filter.json)
        }
        try await ProjectBench.work()
        for round in 0..<Self.rounds {
            let (entity, text) = Self.change(&random)
            _ = try await bench.launchImport(entity, text)
            if Int.random(in: 0..<4, using: &random) == 0 { _ = try await bench.recalculate("f0") }
            try await ProjectBench.work(slots: 2)
            for (place, filter) in Self.filters.enumerated() {
                let found = try await bench.numbers("f\(place)")
                let expected = try await bench.naive("f\(place)", where: filter.condition)
                #expect(found == expected, "seed \(seed), round \(round), filter \(place), \(entity): \(text)")
            }
        }
    }

    private static func some<T>(_ items: [T], _ random: inout SeededRandom) -> [T] {
        items.filter { _ in Bool.random(using: &random) }
    }

    private static func change(_ random: inout SeededRandom) -> (String, String) {
        let groups = ["Writers", "Painters", "Guests"]
        func pick(_ items: [String]) -> String { items.randomElement(using: &random) ?? "" }
        switch Int.random(in: 0..<8, using: &random) {
        case 0:
            let needs = some(["name", "claim", "rule", "watts", "price", "picture", "dimmable"], &random)
            return ("family", "code;requirements-web\nlamps;\((["sku"] + needs).joined(separator: ","))\n")
        case 1:
            let group = pick(["texts", "facts", "media", "other"])
            return (
                "attribute_group_access",
                "attribute_group;edit_attributes\n\(group);\(some(groups, &random).joined(separator: ","))\n"
            )
        case 2:
            let category = pick(["lights", "outlet", "secret"])
            return (
                "category_access", "category;edit_items\n\(category);\(some(groups, &random).joined(separator: ","))\n"
            )
        case 3:
            return ("locale_access", "locale;edit_products\nen_US;\(some(groups, &random).joined(separator: ","))\n")
        case 4:
            return (
                "product_model",
                "code;name-en_US;watts;categories\nflat;\(pick(["", "Flat"]));\(pick(["", "3"]));\(pick(["", "lights", "secret"]))\n"
            )
        case 5:
            return ("attribute", "code;type;group\nwatts;pim_catalog_number;\(pick(["texts", "facts", "media"]))\n")
        default:
            var text =
                "sku;family;categories;name-en_US;name-fr_FR;claim-en_US-web;watts;dimmable;price-EUR;price-USD\n"
            for number in 0..<6 {
                let sku = pick(["full", "half", "none", "x\(number)", "y\(Int.random(in: 0..<50, using: &random))"])
                let categories = some(["lights", "outlet", "secret"], &random).joined(separator: ",")
                text += "\(sku);lamps;\(categories);\(pick(["", "N"]));\(pick(["", "F"]));\(pick(["", "C"]));"
                text += "\(pick(["", "7"]));\(pick(["", "0"]));\(pick(["", "1"]));\(pick(["", "2"]))\n"
            }
            return ("product", text)
        }
    }
}
