// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres

/// The last task of a run of rules: what is said once for each rule, and the rules' counters as they stay.
struct RuleEnding {
    let context: TaskContext
    let setup: RuleSetup

    func run(on db: isolated Session) async throws {
        let (setup, execution) = (setup, context.executionID)
        try await context.chunk(on: db) { chunk in
            for kept in setup.kept where !kept.rule.isEnabled {
                chunk.warn(
                    Warning(
                        reason: Reason.ruleDisabled.rawValue,
                        message: "rule \(quoted(kept.rule.code)): not executed: disabled", isNote: true))
            }
            for fault in setup.program.faults {
                chunk.warn(Warning(reason: Reason.ruleInvalid.rawValue, message: fault.message))
            }
            try Self.writeNotes(setup, execution, into: &chunk, on: db)
            chunk.counters.more["rules_read"] = Int64(setup.kept.count)
            chunk.counters.more["rules_executed"] = try db.query(
                RuleStatements.executed, execution, setup.places.map(Int32.init)
            ).int64(0, 0)
            _ = try db.query(RuleStatements.fold, execution)
            chunk.finish()
        }
    }

    /// `rule "sum", action 1: 4,210 items unchanged, e.g. A1, A2`: one note for each rule and action.
    private static func writeNotes(
        _ setup: RuleSetup, _ execution: Int64, into chunk: inout Chunk, on db: isolated Session
    ) throws {
        let codes = Dictionary(setup.kept.map { ($0.place, $0.rule.code) }) { first, _ in first }
        let rows = try db.query(RuleStatements.notes, execution)
        for row in 0..<rows.count {
            let (place, action, items) = (try rows.int(row, 0), try rows.int(row, 1), try rows.int64(row, 3))
            let field = try rows.text(row, 4)
            let examples = try rows.textArray(row, 5).joined(separator: ", ")
            let subject = field.isEmpty ? "" : "\(field): "
            let count = items == 1 ? "1 item unchanged: \(examples)" : "\(items) items unchanged, e.g. \(examples)"
            chunk.warn(
                Warning(
                    reason: try rows.text(row, 2),
                    message: "\(subject)rule \(quoted(codes[place] ?? "")), action \(action): \(count)",
                    isNote: true, field: field.isEmpty ? nil : field))
        }
    }
}
