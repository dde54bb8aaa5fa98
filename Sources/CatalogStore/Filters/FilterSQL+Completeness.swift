// SPDX-License-Identifier: Apache-2.0

import Catalog
import Postgres

extension FilterSQLWriter {
    mutating func completeness(_ test: FilterTest.CompletenessTest) -> String {
        let item = (product: "i", parent: "m", root: "o")
        switch test.rule {
        case .percent(let quantifier, let isAllowed):
            return isProduct ? percents(test, quantifier, isAllowed, of: item) : "false"
        case .variants(let quantifier, let areComplete):
            let isAllowed = (0...100).map { ($0 == 100) == areComplete }
            guard !isProduct else { return percents(test, quantifier, isAllowed, of: item) }
            let holds = percents(test, quantifier, isAllowed, of: (product: "v", parent: "w", root: "x"))
            let some = quantifier == .oneLocale ? "bool_or" : "bool_and"
            return """
                (select coalesce(\(some)(\(holds)), false)
                   from catalog.product v
                   join catalog.product_model w on w.id = v.parent_id
                   left join catalog.product_model x on x.id = w.parent_id
                  where v.parent_id = any (array(select s.id from catalog.product_model s where s.parent_id = i.id) || i.id))
                """
        }
    }

    private typealias Aliases = (product: String, parent: String, root: String)

    /// Whether a product's percentages in the locales, all or one of them, will do; never null.
    private mutating func percents(
        _ test: FilterTest.CompletenessTest, _ quantifier: FilterTest.CompletenessTest.Quantifier, _ isAllowed: [Bool],
        of item: Aliases
    ) -> String {
        guard let channel = definitions.channel(test.channel), !test.locales.isEmpty else { return "false" }
        let each = test.locales.map { locale in
            let needs = Needs(channel: channel, locale: locale, definitions: definitions)
            if isAllowed == Self.onlyComplete { return isComplete(needs, of: item) }
            if isAllowed == Self.onlyComplete.map({ !$0 }) { return "not \(isComplete(needs, of: item))" }
            return percent(needs, isAllowed, of: item)
        }
        let all = each.joined(separator: quantifier == .oneLocale ? " or " : " and ")
        // Without a family there is no completeness, and no condition on it is met.
        return "\(item.product).family = any (\(bind(definitions.families.map(\.code), "text[]"))) is true and (\(all))"
    }

    private static let onlyComplete = (0...100).map { $0 == 100 }

    /// A product's values with the inherited ones.
    private static func values(of item: Aliases) -> String {
        """
        (case when \(item.product).parent_id is null then \(item.product).values \
        else coalesce(\(item.root).values, '{}') || \(item.parent).values || \(item.product).values end)
        """
    }

    private mutating func isComplete(_ needs: Needs, of item: Aliases) -> String {
        // Each family's keys as the text of an array: a cast is cheaper than a query for each product.
        let keys = bind(needs.allKeys, "jsonb")
        let identifier = needs.withIdentifier ? " and \(item.product).identifier is not null" : ""
        return """
            (\(Self.values(of: item)) ?& (\(keys) ->> \(item.product).family)::text[]\(identifier))
            """
    }

    private mutating func percent(_ needs: Needs, _ isAllowed: [Bool], of item: Aliases) -> String {
        let (counts, single) = (bind(needs.counts, "jsonb"), bind(needs.singleKeys, "jsonb"))
        let (sets, family, values) = (bind(needs.keySets, "jsonb"), "\(item.product).family", Self.values(of: item))
        let identifier = needs.withIdentifier ? "(\(item.product).identifier is not null)::int" : "0"
        return """
            coalesce((\(bind(isAllowed, "boolean[]")))[1 + 100 * (\(identifier)
              + (select count(*) from unnest((\(single) ->> \(family))::text[]) k where \(values) ? k)
              + (select count(*) from jsonb_array_elements(\(sets) -> \(family)) s
                  where \(values) ?& array(select jsonb_array_elements_text(s))))
              / nullif((\(counts) ->> \(family))::int, 0)], (\(bind(isAllowed[100], "boolean"))))
            """
    }

    /// What all families require in a channel and locale, as JSON objects by family.
    private struct Needs {
        /// All keys that must be there, as the text of an array.
        let allKeys: JSONB
        /// How many attributes are required.
        let counts: JSONB
        /// Keys of attributes that have one, as the text of an array.
        let singleKeys: JSONB
        /// Lists of the keys of attributes that have several.
        let keySets: JSONB
        /// Whether the identifier is required, as it is wherever there is one.
        let withIdentifier: Bool

        init(channel: ChannelEntry, locale: String, definitions: Definitions) {
            var (all, counts, single, sets): ([String], [String], [String], [String]) = ([], [], [], [])
            for family in definitions.families {
                let needed = Requirements(of: family, channel: channel, locale: locale, in: definitions).all
                let keys = needed.filter { !$0.isIdentifier }.map(\.keys)
                let name = "\"\(family.code)\":"
                all.append(name + Self.array(keys.flatMap { $0 }))
                counts.append(name + String(needed.count))
                single.append(name + Self.array(keys.filter { $0.count == 1 }.flatMap { $0 }))
                let several = keys.filter { $0.count > 1 }.map {
                    "[" + $0.map { "\"\($0)\"" }.joined(separator: ",") + "]"
                }
                sets.append(name + "[" + several.joined(separator: ",") + "]")
            }
            allKeys = Self.object(all)
            self.counts = Self.object(counts)
            singleKeys = Self.object(single)
            keySets = Self.object(sets)
            withIdentifier = !definitions.identifierCodes.isEmpty
        }

        /// The text of an array as a JSON text; keys are codes and need no escapes.
        private static func array(_ keys: [String]) -> String {
            "\"{" + keys.map { "\\\"\($0)\\\"" }.joined(separator: ",") + "}\""
        }

        private static func object(_ members: [String]) -> JSONB { JSONB("{" + members.joined(separator: ",") + "}") }
    }
}
