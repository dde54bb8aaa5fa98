// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The report of one execution: all that can be seen of it on one page.
package struct Report: Sendable, Hashable {
    package var summary: ExecutionSummary
    package var steps: [StepReport]
    /// What ended steps badly.
    package var failures: [Failure]
    /// Warnings and notes, grouped.
    package var reasons: [Reason]
    package var artifacts: [Artifact]
    /// What stands only in a full report.
    package var extras: Extras?

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
        /// Its number in the database.
        package var number: Int64
    }

    package struct Extras: Sendable, Hashable {
        /// What it was launched with; secrets are masked.
        package var parameters: JSONValue
        /// Those that are not the job's defaults; keys within objects behind a dot.
        package var changed: [Parameter]
        /// Who has opened it by its URL, newest first: for its owner only.
        package var openings: [Opening]
        /// How long this job usually takes; nil for somebody else's, and before there is anything to compare with.
        package var usual: Usual?
    }

    package struct Parameter: Sendable, Hashable {
        package var key: String
        package var value: JSONValue
    }

    package struct Opening: Sendable, Hashable {
        package var person: String
        package var via: String?
        package var at: PostgresTimestamp
    }

    /// The middle half of the last runs that ended well.
    package struct Usual: Sendable, Hashable {
        package var runs: Int
        package var from: Double
        package var to: Double
    }

    /// The step at work, or the one that ended the execution.
    package var currentStep: StepReport? { steps.first { $0.number == summary.step } }

    /// Reads it in one snapshot and one round trip; nil when the person may not see such an execution.
    ///
    /// A full report also has warnings and files of one that runs, and `extras`.
    package static func read(_ id: UUIDBytes, isFull: Bool = false, on db: isolated Session) throws -> Report? {
        let results = try db.pipeline { pipeline in
            pipeline.begin(.readOnly)
            pipeline.add(Statements.execution, id)
            pipeline.add(Statements.reportSteps, id)
            pipeline.add(Statements.errors, id)
            if isFull {
                for statement in [
                    Statements.reasons, Statements.artifacts, Statements.parameters, Statements.openings,
                    Statements.usual,
                ] {
                    pipeline.add(statement, id)
                }
            }
            pipeline.commit()
        }
        guard !results[1].rows.isEmpty else { return nil }
        var report = Report(
            summary: try ExecutionSummary(results[1].rows, 0), steps: try steps(results[2].rows),
            failures: try failures(results[3].rows), reasons: [], artifacts: [])
        if isFull {
            report.reasons = try reasons(results[4].rows)
            report.artifacts = try artifacts(results[5].rows)
            report.extras = try extras(results[6].rows, results[7].rows, results[8].rows)
        } else if report.summary.hasEnded {
            report.reasons = try reasons(db.query(Statements.reasons, id))
            report.artifacts = try artifacts(db.query(Statements.artifacts, id))
        }
        return report
    }

    /// Reads the summary alone.
    package static func summary(_ id: UUIDBytes, on db: isolated Session) throws -> ExecutionSummary? {
        let rows = try db.query(Statements.execution, id)
        return rows.isEmpty ? nil : try ExecutionSummary(rows, 0)
    }
}
