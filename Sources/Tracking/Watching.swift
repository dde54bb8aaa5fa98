// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// What only those read who watch an execution at work.
package enum Watching {
    /// A warning of an execution at work, as short as it is shown below the bars.
    package struct Line: Sendable, Hashable {
        package var row: Int64?
        package var field: String?
        package var reason: String
        package var message: String
        package var isNote: Bool
    }

    /// Up to so many warnings are sorted by when they came; of more the last in the order of the file are shown.
    package static let mostSorted: Int64 = 5_000

    /// The latest warnings of the newest step that has any; of very many the last in the order of the file, which is one index
    /// scan from its end.
    package static func lastWarnings(
        of execution: Int64, among count: Int64, limit: Int, on db: isolated Session
    ) throws -> [Line] {
        let statement = count > mostSorted ? Statements.lastWarnings : Statements.latestWarnings
        let rows = try db.query(statement, execution, limit)
        var lines: [Line] = []
        for row in 0..<rows.count {
            lines.append(
                Line(
                    row: try rows.optionalInt64(row, 0), field: try rows.optionalText(row, 1),
                    reason: try rows.text(row, 2), message: try rows.text(row, 3), isNote: try rows.bool(row, 4)))
        }
        return lines
    }

    /// The summaries of the person's executions that have not ended, newest first.
    package static func running(on db: isolated Session) throws -> [ExecutionSummary] {
        try ExecutionReference.running(on: db).compactMap { try Report.summary($0.id, on: db) }
    }
}

extension Statements {
    /// Backwards through warning_execution_id_step_id_row_idx, from its end, in the newest step that has any.
    ///
    /// The table itself: behind the view, which joins the steps, a hundred thousand warnings would be sorted four times a second.
    static let lastWarnings = Statement(
        "last_warnings",
        """
        select w.row, w.field, w.reason, w.message, w.is_note
          from job.warning w
         where w.execution_id = $1
           and w.month = (select e.month from tracker.execution e where e.execution_id = $1)
           and w.step_id = (
             select s.step_id from tracker.step s where s.execution_id = $1 and s.warnings > 0 order by s.no desc limit 1)
           and w.row is not null
         order by w.row desc, w.id desc
         limit $2
        """)

    /// Several workers write at once, each in its part of the file: the order of writing is that of the ids.
    static let latestWarnings = Statement(
        "latest_warnings",
        """
        select w.row, w.field, w.reason, w.message, w.is_note
          from job.warning w
         where w.execution_id = $1
           and w.month = (select e.month from tracker.execution e where e.execution_id = $1)
           and w.step_id = (
             select s.step_id from tracker.step s where s.execution_id = $1 and s.warnings > 0 order by s.no desc limit 1)
         order by w.id desc
         limit $2
        """)
}
