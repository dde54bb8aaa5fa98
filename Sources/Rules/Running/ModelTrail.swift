// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres

/// How the rules of a run changed product models, rule by rule: kept while the run lasts, for those below them.
///
/// Product models are written before their variants are looked at. With their trail a variant sees them, at each rule, as they
/// would be if the rules ran over the catalogue one after the other.
enum ModelTrail {
    /// A product model as it is stored by now, and what the rules did to it.
    struct Model {
        /// Codes joined by commas.
        var categories: [UInt8]
        /// What the rules changed of it.
        var changes: [InheritedChange]
        /// When it was last written before the rules, in microseconds since 1970 UTC; nil: no rule changed it, or nobody asks.
        var updated: Int64?

        /// Takes what was kept of it, in the order of the rules.
        init(categories: [UInt8], trail: [InheritedChange]) {
            self.categories = categories
            changes = trail.filter { $0.key != InheritedChange.updated }
            updated = trail.first { $0.key == InheritedChange.updated }?.value
                .flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
        }
    }

    /// What a chunk keeps of its product models.
    struct Writer {
        private var ids: [Int64] = []
        private var changes: [JSONB] = []

        /// Keeps what rules made of a product model; `stored` is what it was before, `updated` when it was last written.
        mutating func add(_ id: Int64, _ stored: StoredItem, updated: Int64?, _ outcomes: [RuleOutcome]) {
            let trail = outcomes.flatMap(\.trail)
            guard !trail.isEmpty else { return }
            var values = StoredValues()
            values.parse(stored.values)
            var before: [InheritedChange] = []
            if let updated {
                before.append(
                    InheritedChange(rule: -1, key: InheritedChange.updated, value: Array(String(updated).utf8)))
            }
            var seen: Set<String> = []
            for change in trail where seen.insert(change.key).inserted {
                if change.key == InheritedChange.categories {
                    before.append(InheritedChange(rule: -1, key: change.key, value: stored.categories))
                } else {
                    let member = values.members.first { values.bytes[$0.key].elementsEqual(change.key.utf8) }
                    before.append(
                        InheritedChange(rule: -1, key: change.key, value: member.map { Array(values.bytes[$0.value]) }))
                }
            }
            ids.append(id)
            changes.append(ModelTrail.json(before + trail))
        }

        /// Forgets a product model that was not written.
        mutating func remove(_ id: Int64) {
            guard let place = ids.firstIndex(of: id) else { return }
            ids.remove(at: place)
            changes.remove(at: place)
        }

        func write(_ origin: ChangeOrigin, on db: isolated Session) throws(PostgresError) {
            guard !ids.isEmpty else { return }
            try db.execute(put, origin.executionID, origin.owner, origin.month, ids, changes)
        }
    }

    /// What is known of some product models.
    static func load(
        _ ids: [Int64], _ setup: RuleSetup, on db: isolated Session
    ) throws -> [Int64: [InheritedChange]] {
        guard !ids.isEmpty, setup.keepsTrails else { return [:] }
        let rows = try db.query(find, setup.execution, ids)
        var found: [Int64: [InheritedChange]] = [:]
        for row in 0..<rows.count { found[try rows.int64(row, 0)] = changes(in: try rows.json(row, 1).bytes) }
        return found
    }

    /// What a model and the root above it did, in the order of the rules; categories are always those of both.
    static func merged(_ own: Model, _ root: Model?) -> [InheritedChange] {
        let all =
            own.changes.map { (isRoot: false, change: $0) } + (root?.changes ?? []).map { (isRoot: true, change: $0) }
        guard !all.isEmpty else { return [] }
        var (ownCategories, rootCategories) = (own.categories, root?.categories)
        return all.enumerated().sorted { ($0.element.change.rule, $0.offset) < ($1.element.change.rule, $1.offset) }
            .map { entry in
                var change = entry.element.change
                guard change.key == InheritedChange.categories else { return change }
                if entry.element.isRoot { rootCategories = change.value } else { ownCategories = change.value ?? [] }
                change.value = joined(ownCategories, rootCategories)
                return change
            }
    }

    /// Two lists of codes as one.
    static func joined(_ one: [UInt8], _ other: [UInt8]?) -> [UInt8] {
        guard let other, !other.isEmpty else { return one }
        return one.isEmpty ? other : one + [UInt8(ascii: ",")] + other
    }

    // MARK: As JSON

    /// `[[-1, "watts", "10"], [0, "watts", "12"]]`.
    private static func json(_ changes: [InheritedChange]) -> JSONB {
        var text: [UInt8] = [UInt8(ascii: "[")]
        for (place, change) in changes.enumerated() {
            if place > 0 { text.append(UInt8(ascii: ",")) }
            text += Array("[\(change.rule),\"\(change.key)\",".utf8)
            switch change.value {
            case nil: text += Array("null".utf8)
            case let value? where change.key == InheritedChange.categories:
                JSONBytes.append(text: value.span, to: &text)
            case let value?: text += value
            }
            text.append(UInt8(ascii: "]"))
        }
        text.append(UInt8(ascii: "]"))
        return JSONB(text)
    }

    private static func changes(in json: [UInt8]) -> [InheritedChange] {
        guard case .list(let entries)? = FilterJSON(json) else { return [] }
        return entries.compactMap { entry in
            guard case .list(let parts) = entry, parts.count == 3, case .number(let rule) = parts[0],
                let place = Int(rule), let key = parts[1].text
            else { return nil }
            let value: [UInt8]? =
                switch parts[2] {
                case .null: nil
                case .text(let text) where key == InheritedChange.categories: Array(text.utf8)
                default: parts[2].bytes
                }
            return InheritedChange(rule: place, key: key, value: value)
        }
    }

    private static let put = Statement(
        "put_rule_trails",
        """
        insert into "catalog".rule_trail (execution_id, owner, month, model_id, changes)
        select $1, $2, $3::text::date, t.id, t.changes from unnest($4::bigint[], $5::jsonb[]) as t (id, changes)
        """)
    private static let find = Statement(
        "find_rule_trails",
        """
        select t.model_id, t.changes from "catalog".rule_trail t
         where t.execution_id = $1 and t.model_id = any ($2::bigint[])
        """)
}
