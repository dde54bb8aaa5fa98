// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// A rule as an execution keeps it.
struct KeptRule: Sendable {
    /// Its place in the order in which rules run, from 1.
    var place: Int
    var rule: Rule
}

/// What every task that runs rules needs: the rules of the launch, made ready, and the catalogue's structure.
struct RuleSetup: Sendable {
    /// All rules of the launch, those that are disabled too.
    let kept: [KeptRule]
    /// The catalogue's structure, as it was when the task began.
    let definitions: Definitions
    /// Those that can be executed.
    let program: RuleProgram
    /// The place of each rule of the program among the kept ones.
    let places: [Int]
    let stopsOnError: Bool
    let execution: Int64
    /// The start of the execution, in microseconds since 1970 UTC: what relative dates are counted from.
    let start: Int64
    /// When it was launched: what is created later is not visited.
    let launched: PostgresTimestamp
    /// The parameter `filters`.
    let filters: JSONB?
    /// Whether items must be handled one after the other: a rule gives what only one item may have, or links that change their
    /// targets too.
    let isOrdered: Bool
    /// Whether a condition asks when an item was created or written.
    let needsTimes: Bool

    private struct Parameters: Decodable {
        var stopsOnError: Bool?

        enum CodingKeys: String, CodingKey {
            case stopsOnError = "stop_on_error"
        }
    }

    /// Reads what a task needs; with `countsDisabled` the program has the rules that are disabled too.
    init(_ context: TaskContext, countsDisabled: Bool = false, on db: isolated Session) throws {
        execution = context.executionID
        let rows = try db.query(RuleStatements.launch, context.executionID)
        guard !rows.isEmpty else { throw RuleFailure.rulesAreGone }
        launched = try rows.timestamp(0, 0)
        start = try rows.timestamp(0, 1).microsecondsSince1970
        filters = try rows.optionalJSON(0, 2)
        let parameters = try context.parameters(as: Parameters.self)
        stopsOnError = parameters.stopsOnError ?? false
        kept = try Self.kept(by: context.executionID, on: db)
        definitions = try DefinitionsStore.load(on: db)
        let rules = kept.map(\.rule).filter { $0.isEnabled || countsDisabled }
        let profiles = rules.flatMap { Filter.profiles(in: FilterJSON.list($0.conditions).bytes) }
        let filterContext = FilterContext(
            start: start, channel: definitions.channels.first?.code,
            lastStarts: try FilterStore.lastStarts(of: profiles, execution: context.executionID, on: db))
        program = RuleProgram(
            rules, definitions: definitions, context: filterContext,
            labels: try RuleStore.labels(for: rules, definitions: definitions, on: db))
        let placeOf = Dictionary(kept.map { ($0.rule.code, $0.place) }) { first, _ in first }
        places = program.rules.map { placeOf[$0.rule.code] ?? 0 }
        isOrdered = program.makesClaims || program.linksBothWays
        needsTimes = program.rules.contains { rule in
            rule.filter.tests.contains { if case .time = $0 { true } else { false } }
        }
    }

    /// Whether variants must be shown how their models changed: the only rule there is sees them as it has left them.
    var keepsTrails: Bool { program.rules.count > 1 }

    private static func kept(by execution: Int64, on db: isolated Session) throws -> [KeptRule] {
        let rows = try db.query(RuleStatements.kept, execution)
        var kept: [KeptRule] = []
        for row in 0..<rows.count {
            var rule = Rule(
                code: try rows.text(row, 1), labels: try rows.json(row, 4).decoded(as: [String: String].self),
                isEnabled: try rows.bool(row, 3), priority: try rows.int(row, 2), actions: [])
            guard rule.take(definition: try rows.json(row, 5).bytes) else { throw RuleFailure.unreadable(rule.code) }
            kept.append(KeptRule(place: try rows.int(row, 0), rule: rule))
        }
        return kept
    }
}

/// What makes a whole run of rules impossible: each ends its step.
enum RuleFailure {
    /// What the launch had kept is gone.
    static let rulesAreGone = StepFailure(
        reason: "selection_forgotten", message: "the rules of this execution are no longer kept",
        hint: "Launch it again.")

    /// A rule was stored that no program has written.
    static func unreadable(_ code: String) -> StepFailure {
        StepFailure(
            reason: "rule_invalid", message: "rule \(quoted(code)): its definition cannot be read",
            hint: "Import the rule again.")
    }

    /// The first item that was refused, when a run is to stop there.
    static func refused(_ message: String) -> StepFailure {
        StepFailure(
            reason: "rule_result_invalid", message: message,
            hint: "Correct the rule or the item, or run without stop_on_error.")
    }

    /// The parameter `filters` is not a filter.
    static func invalidFilter(_ why: String) -> StepFailure {
        StepFailure(reason: "filter_invalid", message: why, hint: "Correct filters and launch again.")
    }
}
