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
    /// What a preview found; nil for a real run, and until it has ended.
    package var changes: Changes?
    /// What each rule came to; nil for jobs that run none.
    package var rules: [Rule]?
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
        /// The SHA-256 of a complete output, in hexadecimal.
        package var checksum: String?
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

    /// Reads it in one snapshot and two round trips; nil when the person may not see such an execution.
    ///
    /// A full report also has warnings and files of one that runs, and `extras`.
    package static func read(_ id: UUIDBytes, isFull: Bool = false, on db: isolated Session) throws -> Report? {
        let head = try db.pipeline { pipeline in
            pipeline.begin(.readOnly)
            pipeline.add(Statements.execution, id)
        }
        guard !head[1].rows.isEmpty else {
            try db.rollback()
            return nil
        }
        return try read(try ExecutionSummary(head[1].rows, 0), isFull: isFull, on: db)
    }

    /// Adds all that the summary says there is, and commits: each statement is planned anew by the server, so none is asked in vain.
    private static func read(_ summary: ExecutionSummary, isFull: Bool, on db: isolated Session) throws -> Report {
        let (number, hasEnded) = (summary.number, summary.hasEnded)
        let mayHaveErrors = summary.errors > 0 || !hasEnded || summary.colour == .red
        let isWhole = isFull || hasEnded
        let results = try db.pipeline { pipeline in
            pipeline.add(Statements.reportSteps, number)
            if mayHaveErrors { pipeline.add(Statements.errors, number, summary.month) }
            if isWhole {
                pipeline.add(Statements.reasons, number)
                pipeline.add(Statements.artifacts, number)
            }
            if isFull {
                pipeline.add(Statements.parameters, number, summary.job)
                if summary.isOwn {
                    pipeline.add(Statements.openings, summary.id)
                    pipeline.add(Statements.usual, summary.job)
                }
            }
            pipeline.commit()
        }
        var rest = results[...]
        func next(_ isThere: Bool = true) -> StatementResult? { isThere ? rest.popFirst() : nil }
        var report = Report(summary: summary, steps: [], failures: [], reasons: [], artifacts: [])
        if let found = next() { report.steps = try steps(found.rows) }
        for place in report.steps.indices where hasEnded && report.steps[place].status == "waiting" {
            report.steps[place].wasNotRun = true
        }
        if let found = next(mayHaveErrors) { report.failures = try failures(found.rows) }
        if let found = next(isWhole) { report.reasons = try reasons(found.rows) }
        if let found = next(isWhole) { report.artifacts = try artifacts(found.rows) }
        if let parameters = next(isFull) {
            var extras = try extras(parameters.rows)
            if let found = next(summary.isOwn) { extras.openings = try openings(found.rows) }
            if let found = next(summary.isOwn) { extras.usual = try usual(found.rows) }
            report.extras = extras
        }
        if runsRules(summary) { report.rules = try rules(db.query(Statements.rules, number)) }
        if summary.isPreview { report.changes = try changes(db.query(Statements.changes, number)) }
        return report
    }

    /// Reads the summary alone.
    package static func summary(_ id: UUIDBytes, on db: isolated Session) throws -> ExecutionSummary? {
        let rows = try db.query(Statements.execution, id)
        return rows.isEmpty ? nil : try ExecutionSummary(rows, 0)
    }
}
