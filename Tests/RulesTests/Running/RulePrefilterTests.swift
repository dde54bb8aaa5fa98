// SPDX-License-Identifier: Apache-2.0

import TestKit
import Testing

/// What the database leaves out beforehand is what no rule would have selected; and one pass does what rule after rule would.
@Suite(.ownDatabase) struct RulePrefilterTests {
    private static let conditions = [
        ("color", "IN", #"["red"]"#), ("color", "NOT IN", #"["red"]"#), ("color", "EMPTY", "null"), ("watts", ">", "4"),
        ("watts", "EMPTY", "null"), ("features", "IN", #"["a"]"#), ("family", "IN", #"["lamps"]"#),
        ("family", "NOT IN", #"["lamps"]"#), ("categories", "IN", #"["lights"]"#),
        ("categories", "UNCLASSIFIED", "null"),
        ("groups", "IN", #"["summer"]"#), ("enabled", "=", "true"), ("dimmable", "=", "true"),
        ("parent", "EMPTY", "null"),
        ("updated", ">", #""-1 day""#), ("created", ">", #""-1 day""#), ("name", "CONTAINS", #""lamp""#),
        ("entity_type", "=", #""product_model""#), ("ean", "NOT EMPTY", "null"), ("amps", "EMPTY", "null"),
    ]

    private static let actions = [
        RuleBench.set("color", #""blue""#), RuleBench.set("color", #""red""#), RuleBench.set("watts", "9"),
        RuleBench.set("watts", "null"), RuleBench.set("features", #"["a", "b"]"#), RuleBench.set("dimmable", "true"),
        RuleBench.set("family", #""lamps""#), RuleBench.set("enabled", "false"), RuleBench.set("name", #""A lamp""#),
        RuleBench.set("categories", "[]"), RuleBench.set("categories", #"["lights"]"#),
        #"[{"type": "add", "field": "groups", "items": ["summer"]}]"#,
        #"[{"type": "remove", "field": "features", "items": ["a"]}]"#,
        #"[{"type": "copy", "from_field": "watts", "to_field": "amps"}]"#, #"[{"type": "clear", "field": "name"}]"#,
        RuleBench.set("ean", #""e7""#), #"[{"type": "copy", "from_field": "name", "to_field": "ean"}]"#,
        #"[{"type": "clear", "field": "watts"}]"#,
        #"[{"type": "calculate", "destination": {"field": "watts"}, "source": {"field": "watts"}, "operation_list": [{"operator": "add", "value": 1}]}]"#,
        #"[{"type": "add", "field": "associations", "items": {"TWIN": {"products": ["lamp-1", "lamp-2"]}}}]"#,
        #"[{"type": "clear", "field": "associations"}]"#,
    ]

    private static var turns: Int {
        TestRounds.count("CHANTIER_RULE_TURNS", 4)
    }

    @Test(arguments: [3, 11] as [UInt64])
    func `one pass does what a pass over everything does, and what the rules do one after the other`(seed: UInt64)
        async throws
    {
        let bench = try await RuleBench()
        let before = try await bench.digest()
        var random = SeededRandom(seed: seed)
        for turn in 1...Self.turns {
            var (codes, order): ([String], [(priority: Int, code: String)]) = ([], [])
            for number in 1...Int.random(in: 1...5, using: &random) {
                let chosen = (0..<Int.random(in: 1...2, using: &random)).map { _ in
                    Self.conditions[Int.random(in: Self.conditions.indices, using: &random)]
                }
                let conditions = chosen.map {
                    #"{"field": "\#($0.0)", "operator": "\#($0.1)", "value": \#($0.2)}"#
                }.joined(separator: ",")
                let (code, priority) = ("r\(number)", Int.random(in: 0...3, using: &random))
                order.append((priority, code))
                try await bench.keep(
                    code, priority: priority, conditions: "[\(conditions)]",
                    actions: Self.actions[Int.random(in: Self.actions.indices, using: &random)])
                codes.append(code)
            }
            // Without a condition it selects everything, and it changes nothing: nobody is in that group.
            try await bench.keep(
                "pad", priority: -1, actions: #"[{"type": "remove", "field": "groups", "items": ["winter"]}]"#)
            let narrow = try await bench.run(codes)
            let afterNarrow = try await bench.digest()
            if afterNarrow != before { #expect(try await bench.undo(narrow).status == "completed") }
            try #require(try await bench.digest() == before, "turn \(turn)")
            let wide = try await bench.run(codes + ["pad"])
            let afterWide = try await bench.digest()
            let rules = try await bench.text(
                "select string_agg(code || ' ' || priority || ' ' || definition::text, E'\\n') from catalog.rule")
            #expect(afterNarrow == afterWide, "turn \(turn) of seed \(seed): \(rules)")
            #expect(
                narrow.rules == wide.rules.filter { !$0.hasPrefix("pad") }, "turn \(turn) of seed \(seed): \(rules)")
            #expect(narrow.reasons == wide.reasons, "turn \(turn) of seed \(seed): \(rules)")
            if afterWide != before { #expect(try await bench.undo(wide).status == "completed") }
            var (singles, lines): ([RuleBench.Report], [String]) = ([], [])
            for (_, code) in order.sorted(by: { (-$0.priority, $0.code) < (-$1.priority, $1.code) }) {
                let digest = try await bench.digest()
                let single = try await bench.run([code])
                lines += single.rules
                if try await bench.digest() != digest { singles.append(single) }
            }
            #expect(try await bench.digest() == afterWide, "turn \(turn) of seed \(seed): \(rules)")
            #expect(lines == narrow.rules, "turn \(turn) of seed \(seed): \(rules)")
            for single in singles.reversed() { #expect(try await bench.undo(single).status == "completed") }
            try #require(try await bench.digest() == before, "turn \(turn)")
        }
    }
}
