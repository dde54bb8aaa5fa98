// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import Postgres

/// One SQL condition that holds for every item which any rule can select: what it leaves out, no rule selects.
///
/// Of each rule only those conditions count whose outcome no other rule can change. What is not a matter of plain columns is asked
/// only where it is little: beyond that, reading the item and looking in memory is cheaper.
struct RulePrefilter {
    /// Conditions on values of all rules together; more are not asked.
    static let mostValueTests = 6
    /// Different alternatives; more are not asked.
    static let mostAlternatives = 24

    /// One alternative: conditions that must all hold, and where.
    struct Alternative: Equatable {
        enum Scope: Equatable { case all, withoutParent, withParent }

        var filter: Filter
        var scope = Scope.all
    }

    /// Nil: everything.
    let alternatives: [Alternative]?

    init(_ program: RuleProgram) {
        var all: [Alternative] = []
        for rule in program.rules.indices {
            let own = program.stableFilter(of: rule, anyRule: false)
            let inherited = program.stableFilter(of: rule, anyRule: true)
            if own == inherited {
                all.append(Alternative(filter: own))
            } else {
                all.append(Alternative(filter: own, scope: .withoutParent))
                all.append(Alternative(filter: inherited, scope: .withParent))
            }
        }
        self.init(all)
    }

    init(_ all: [Alternative]) {
        let valueTests = all.reduce(0) { $0 + $1.filter.tests.count(where: Self.readsValues) }
        var kept: [Alternative] = []
        for var alternative in all {
            if valueTests > Self.mostValueTests {
                // Fewer conditions hold for more items.
                alternative.filter = Filter(tests: alternative.filter.tests.filter { !Self.readsValues($0) })
            }
            guard !alternative.filter.tests.isEmpty || alternative.scope != .all else {
                alternatives = nil
                return
            }
            if !kept.contains(alternative) { kept.append(alternative) }
        }
        alternatives = kept.count > Self.mostAlternatives ? nil : kept
    }

    /// Whether a condition takes a product's values apart.
    private static func readsValues(_ test: FilterTest) -> Bool {
        switch test {
        case .value, .completeness: true
        case .everything, .nothing, .identifier, .codes, .categories, .isEnabled, .isProduct, .items, .time: false
        }
    }

    /// The condition, with a filter that must hold besides, and what it binds from `$firstParameter` on.
    func sql(
        and filter: Filter, _ entity: FilterEntity, definitions: Definitions, start: PostgresTimestamp,
        firstParameter: Int
    ) -> (condition: String, parameters: [any PostgresEncodable & Sendable]) {
        var parameters: [any PostgresEncodable & Sendable] = []
        func condition(_ filter: Filter) -> String {
            let sql = FilterSQL(
                filter, entity, definitions: definitions, firstParameter: firstParameter + parameters.count)
            parameters += sql.parameters
            return "(\(sql.condition))"
        }
        let given = condition(filter)
        guard let alternatives else { return (given, parameters) }
        var ways = alternatives.map { alternative in
            switch alternative.scope {
            case .all: condition(alternative.filter)
            case .withoutParent: "i.parent_id is null and \(condition(alternative.filter))"
            case .withParent: "i.parent_id is not null and \(condition(alternative.filter))"
            }
        }
        if alternatives.contains(where: { $0.filter.tests.contains(where: Self.readsUpdate) }) {
            // What was written since the start counts as written then; the server's clock says otherwise.
            parameters.append(start)
            let last = entity == .products ? "i.updated_at, m.updated_at, o.updated_at" : "i.updated_at, m.updated_at"
            ways.append("greatest(\(last)) >= $\(firstParameter + parameters.count - 1)::timestamptz")
        }
        guard !ways.isEmpty else { return ("false", []) }
        return ("\(given) and (\(ways.joined(separator: " or ")))", parameters)
    }

    private static func readsUpdate(_ test: FilterTest) -> Bool {
        if case .time(.updated, _) = test { true } else { false }
    }
}
