// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// Random edits against a simple model in memory: the same state and the same counters after each.
@Suite(.ownDatabase) struct EditPropertyTests {
    private struct Item: Equatable {
        var isLamp: Bool
        var watts = ""
        var features: Set<String> = []
        var categories: Set<String> = []
        var groups: Set<String> = []
        var isEnabled = true

        var line: String {
            [watts, features, categories, groups].map {
                ($0 as? Set<String>).map { $0.sorted().joined(separator: ",") } ?? "\($0)"
            }.joined(separator: "|") + "|\(isEnabled)"
        }
    }

    private static let codes = ["a", "b", "c"]
    private static let categories = ["master", "lights", "outlet"]

    /// One edit: how it is launched, whom it concerns, and what it does to each.
    private static func edit(
        _ random: inout SeededRandom
    ) -> (job: String, actions: String, concerns: (Item) -> Bool, apply: (inout Item) -> Void) {
        func some(_ all: [String]) -> [String] {
            let chosen = all.filter { _ in Bool.random(using: &random) }
            return chosen.isEmpty ? [all[0]] : chosen
        }
        func list(_ codes: [String]) -> String { "[" + codes.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
        switch Int.random(in: 0..<9, using: &random) {
        case 0:
            let watts = Int.random(in: 0..<4, using: &random)
            return (
                "edit_common_attributes", EditBench.set("watts", watts == 0 ? "null" : "\(watts)"), { $0.isLamp },
                { $0.watts = watts == 0 ? "" : "\(watts)" }
            )
        case 1:
            let codes = some(Self.codes)
            return (
                "edit_common_attributes", EditBench.set("features", list(codes)), { $0.isLamp },
                { $0.features = Set(codes) }
            )
        case 2:
            let codes = some(Self.codes)
            return (
                "add_attribute_value", EditBench.set("features", list(codes)), { $0.isLamp },
                { $0.features.formUnion(codes) }
            )
        case 3:
            let codes = some(Self.codes)
            return (
                "remove_product_value", EditBench.field("features", list(codes)), { $0.isLamp },
                { $0.features.subtract(codes) }
            )
        case 4:
            let isOn = Bool.random(using: &random)
            return (
                "update_product_value", EditBench.field("enabled", "\(isOn)"), { _ in true }, { $0.isEnabled = isOn }
            )
        case 5:
            let codes = some(categories)
            return (
                "add_to_category", EditBench.field("categories", list(codes)), { _ in true },
                { $0.categories.formUnion(codes) }
            )
        case 6:
            let codes = some(categories)
            return (
                "move_to_category", EditBench.field("categories", list(codes)), { _ in true },
                { $0.categories = Set(codes) }
            )
        case 7:
            let codes = some(categories)
            return (
                "remove_from_category", EditBench.field("categories", list(codes)), { _ in true },
                { $0.categories.subtract(codes) }
            )
        default:
            let codes = some(["summer", "winter"])
            return (
                "add_to_group", EditBench.field("groups", list(codes)), { _ in true }, { $0.groups.formUnion(codes) }
            )
        }
    }

    @Test(arguments: [1, 7, 42] as [UInt64])
    func `random edits leave what a simple model says, and count the same`(seed: UInt64) async throws {
        let bench = try await EditBench()
        try await Shop.load(bench)
        var items: [String: Item] = [:]
        var text = "sku;family\n"
        for number in 1...24 {
            items["q-\(number)"] = Item(isLamp: number % 3 != 0)
            text += "q-\(number);\(number % 3 != 0 ? "lamps" : "chairs")\n"
        }
        try await bench.load("csv_product_import", text)
        var random = SeededRandom(seed: seed)
        for turn in 1...20 {
            let edit = Self.edit(&random)
            let chosen = items.keys.sorted().filter { _ in Bool.random(using: &random) } + ["q-1"]
            let names = Set(chosen).map { "\"\($0)\"" }.sorted().joined(separator: ",")
            let filter = #"[{"field": "identifier", "operator": "IN", "value": [\#(names)]}]"#
            var (updated, unchanged, skipped) = (0, 0, 0)
            for name in Set(chosen) {
                guard let before = items[name] else { continue }
                guard edit.concerns(before) else {
                    skipped += 1
                    continue
                }
                var after = before
                edit.apply(&after)
                if after == before { unchanged += 1 } else { updated += 1 }
                items[name] = after
            }
            let report = try await bench.edit(edit.job, filter, edit.actions, workers: turn % 3 + 1)
            var expected = ["read \(Set(chosen).count)"]
            if updated > 0 { expected.append("updated \(updated)") }
            if unchanged > 0 { expected.append("unchanged \(unchanged)") }
            if skipped > 0 { expected += ["skipped \(skipped)", "not_applicable \(skipped)"] }
            #expect(report.summary == expected.joined(separator: ", "), "turn \(turn): \(edit.job) \(edit.actions)")
        }
        let stored = try await bench.text(
            """
            select string_agg(concat_ws('|', identifier, coalesce(values ->> 'watts', ''), coalesce(values ->> 'features', ''),
                                        array_to_string(categories, ','), array_to_string(groups, ','), enabled::text), E'\\n'
                              order by identifier)
              from catalog.product where identifier like 'q-%'
            """)
        #expect(stored == items.keys.sorted().map { "\($0)|\(items[$0]?.line ?? "")" }.joined(separator: "\n"))
    }
}
