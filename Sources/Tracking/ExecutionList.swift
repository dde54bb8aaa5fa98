// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// A page of one's own executions, newest first.
package struct ExecutionList: Sendable {
    package var executions: [ExecutionSummary]
    /// The steps at work of those that have not ended, by the execution's internal number.
    package var currentSteps: [Int64: StepReport]

    /// What to list.
    package struct Filter: Sendable, Hashable {
        /// Kinds; empty: all.
        package var kinds: [String]
        /// How far back; nil: all time.
        package var since: Duration?
        package var limit: Int

        package init(kinds: [String] = [], since: Duration? = .seconds(7 * 86_400), limit: Int = 25) {
            self.kinds = kinds
            self.since = since
            self.limit = limit
        }
    }

    /// Reads it in one snapshot.
    package static func read(_ filter: Filter, on db: isolated Session) throws -> ExecutionList {
        try db.atomically(.readOnly) { db in
            let rows = try db.query(
                Statements.list, filter.kinds.isEmpty ? nil : filter.kinds, filter.since, filter.limit)
            var executions: [ExecutionSummary] = []
            for row in 0..<rows.count { executions.append(try ExecutionSummary(rows, row)) }
            let live = executions.filter { !$0.hasEnded }
            let steps = live.isEmpty ? [:] : try Report.steps(of: live.map(\.number), on: db)
            var current: [Int64: StepReport] = [:]
            for execution in live {
                current[execution.number] = steps[execution.number]?.first { $0.number == execution.step }
            }
            return ExecutionList(executions: executions, currentSteps: current)
        }
    }
}
