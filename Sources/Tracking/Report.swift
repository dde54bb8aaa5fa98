// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The report of one execution: all that its owner can see of it on one page.
package struct Report: Sendable, Hashable {
    package var summary: ExecutionSummary
    package var steps: [StepReport]
    /// What ended steps badly.
    package var failures: [Failure]
    /// Warnings and notes, grouped.
    package var reasons: [Reason]
    package var artifacts: [Artifact]

    package struct Failure: Sendable, Hashable {
        package var step: Int
        package var stepName: String
        package var reason: String
        package var message: String
        package var cause: String?
        package var hint: String?
        package var sqlState: String?
        package var worker: String?
        package var at: PostgresTimestamp
    }

    /// All kept warnings of one step that have the same reason and field.
    package struct Reason: Sendable, Hashable {
        package var step: Int
        package var reason: String
        package var isNote: Bool
        package var field: String?
        package var count: Int64
        /// One of the messages.
        package var message: String
        /// Whether all messages are this one.
        package var isUniform: Bool
        /// The first rows.
        package var rows: [Int64]
    }

    package struct Artifact: Sendable, Hashable {
        package var kind: String
        package var name: String
        package var size: Int64?
        package var records: Int64?
        package var isComplete: Bool
    }

    /// The step at work, or the one that ended the execution.
    package var currentStep: StepReport? { steps.first { $0.number == summary.step } }

    /// Reads it in one snapshot; nil when the person has no such execution.
    package static func read(_ id: UUIDBytes, on db: isolated Session) throws -> Report? {
        try db.atomically(.readOnly) { db in
            guard let summary = try summary(id, on: db) else { return nil }
            return Report(
                summary: summary, steps: try steps(of: [summary.number], on: db)[summary.number] ?? [],
                failures: summary.errors > 0 || summary.hasEnded ? try failures(of: summary.number, on: db) : [],
                reasons: summary.hasEnded ? try reasons(of: summary.number, on: db) : [],
                artifacts: summary.hasEnded ? try artifacts(of: summary.number, on: db) : [])
        }
    }

    /// Reads the summary alone.
    package static func summary(_ id: UUIDBytes, on db: isolated Session) throws -> ExecutionSummary? {
        let rows = try db.query(Statements.execution, id)
        return rows.isEmpty ? nil : try ExecutionSummary(rows, 0)
    }

    /// Reads the steps of executions, by their internal numbers.
    package static func steps(of executions: [Int64], on db: isolated Session) throws -> [Int64: [StepReport]] {
        let rows = try db.query(Statements.steps, executions)
        var result: [Int64: [StepReport]] = [:]
        for row in 0..<rows.count {
            let step = try StepReport(rows, row)
            result[try rows.int64(row, 0), default: []].append(step)
        }
        return result
    }

    private static func failures(of execution: Int64, on db: isolated Session) throws -> [Failure] {
        let rows = try db.query(Statements.errors, execution)
        var result: [Failure] = []
        for row in 0..<rows.count {
            result.append(
                Failure(
                    step: try rows.int(row, 0), stepName: try rows.text(row, 1), reason: try rows.text(row, 2),
                    message: try rows.text(row, 3), cause: try rows.optionalText(row, 4),
                    hint: try rows.optionalText(row, 5),
                    sqlState: try rows.optionalText(row, 6), worker: try rows.optionalText(row, 7),
                    at: try rows.timestamp(row, 8)))
        }
        return result
    }

    private static func reasons(of execution: Int64, on db: isolated Session) throws -> [Reason] {
        let rows = try db.query(Statements.reasons, execution)
        var result: [Reason] = []
        for row in 0..<rows.count {
            result.append(
                Reason(
                    step: try rows.int(row, 0), reason: try rows.text(row, 1), isNote: try rows.bool(row, 2),
                    field: try rows.optionalText(row, 3), count: try rows.int64(row, 4), message: try rows.text(row, 5),
                    isUniform: try rows.bool(row, 6), rows: try rows.int64Array(row, 7)))
        }
        return result
    }

    private static func artifacts(of execution: Int64, on db: isolated Session) throws -> [Artifact] {
        let rows = try db.query(Statements.artifacts, execution)
        var result: [Artifact] = []
        for row in 0..<rows.count {
            result.append(
                Artifact(
                    kind: try rows.text(row, 0), name: try rows.text(row, 1), size: try rows.optionalInt64(row, 2),
                    records: try rows.optionalInt64(row, 3), isComplete: try rows.bool(row, 4)))
        }
        return result
    }
}
