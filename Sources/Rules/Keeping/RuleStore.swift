// SPDX-License-Identifier: Apache-2.0

package import Catalog
import FoundationEssentials
package import Postgres

/// The rules as they are stored.
package enum RuleStore {
    /// What became of a rule that was written.
    package enum Outcome: Sendable {
        case created, updated, unchanged
    }

    /// All rules, or those of some codes (in any spelling), in the order in which they run.
    package static func load(codes: [String]? = nil, on db: isolated Session) throws -> [Rule] {
        let rows = try db.query(rules, codes?.map(folded))
        return try (0..<rows.count).map { row in
            var rule = Rule(
                code: try rows.text(row, 0),
                labels: try JSONDecoder().decode([String: String].self, from: Data(rows.text(row, 1).utf8)),
                isEnabled: try rows.bool(row, 2), priority: try rows.int(row, 3), actions: [])
            guard rule.take(definition: Array(try rows.text(row, 4).utf8)) else {
                throw PostgresError(
                    kind: .decoding, message: "the stored definition of rule \(quoted(rule.code)) cannot be read")
            }
            return rule
        }
    }

    /// Writes a rule; one of the same code is replaced as a whole, but keeps the spelling of its code.
    package static func put(_ rule: Rule, on db: isolated Session) throws -> Outcome {
        let labels = FilterJSON.object(rule.labels.mapValues { .text($0) })
        let rows = try db.query(
            putRule, rule.code, folded(rule.code), JSONB(labels.bytes), rule.isEnabled, Int32(rule.priority),
            JSONB(rule.definition))
        guard !rows.isEmpty else { return .unchanged }
        return try rows.bool(0, 0) ? .created : .updated
    }

    /// Switches a rule on or off, as a person does; whether it was otherwise before.
    package static func enable(_ code: String, _ isOn: Bool, on db: isolated Session) throws -> Bool {
        try db.query(enableRule, code, isOn).bool(0, 0)
    }

    /// The labels of options and reference data that rules put into texts, whatever the spelling of their codes.
    package static func labels(
        for rules: [Rule], definitions: Definitions, on db: isolated Session
    ) throws -> RuleLabels {
        var labels = RuleLabels()
        for (attribute, written) in RuleLabels.wanted(by: rules) {
            guard let locale = definitions.locale(written) else { continue }
            let rows = try db.query(optionLabels, attribute, locale)
            for row in 0..<rows.count {
                labels.add(
                    attribute: attribute, locale: locale, code: try rows.text(row, 0), label: try rows.text(row, 1))
            }
        }
        return labels
    }

    private static let rules = Statement(
        "rules",
        """
        select r.code, r.labels::text, r.enabled, r.priority, r.definition::text from catalog.rule r
         where $1::text[] is null or r.code_key = any ($1::text[])
         order by r.priority desc, r.code
        """)
    private static let enableRule = Statement("enable_rule", "select tracker.enable_rule($1, $2)")
    private static let putRule = Statement(
        "put_rule",
        """
        insert into catalog.rule as r (code, code_key, labels, enabled, priority, definition, created_at, updated_at)
        values ($1, $2, $3, $4, $5, $6, job.now(), job.now())
        on conflict (code_key) do update
           set labels = excluded.labels, enabled = excluded.enabled, priority = excluded.priority,
               definition = excluded.definition, updated_at = excluded.updated_at
         where (r.labels, r.enabled, r.priority, r.definition)
            is distinct from (excluded.labels, excluded.enabled, excluded.priority, excluded.definition)
        returning r.xmax = 0
        """)
    private static let optionLabels = Statement(
        "rule_option_labels",
        """
        select o.code, o.labels ->> $2 from catalog.attribute a
          join catalog.attribute_option o on o.attribute = a.code
         where a.code_key = lower($1 collate "C") and o.labels ->> $2 <> ''
        union all
        select d.code, d.labels ->> $2 from catalog.reference_data d
          join catalog.attribute a on lower(a.reference_data_name collate "C") = d.list_key
         where a.code_key = lower($1 collate "C") and d.labels ->> $2 <> ''
        """)
}
