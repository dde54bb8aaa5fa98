// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// What concerns a person now: what runs and waits, what is unread, the newest operations, and the last seven days.
package struct Dashboard: Sendable {
    package var person: String
    package var database: String
    /// When it was read, by the database's clock.
    package var readAt: PostgresTimestamp
    /// How many are at work, in any state but queued and paused.
    package var running: Int64
    /// How many somebody has paused: they go on when they are resumed.
    package var paused: Int64 = 0
    package var queued: Int64
    /// Unread notifications; above `mostUnread` nobody counts.
    package var unread: Int64
    /// Those that have not ended, newest first, at most 10, each with its step at work.
    package var live: [ExecutionList.Entry]
    /// The newest ten.
    package var lastOperations: [ExecutionList.Entry]
    package var week: Week

    package static let mostUnread: Int64 = 1_000

    /// What was launched in the last seven days.
    package struct Week: Sendable, Hashable {
        package var green: Int64
        package var yellow: Int64
        package var red: Int64
        package var stopped: Int64
        /// Seconds that half of those that ended and were not stopped took at most; nil: there are none.
        package var medianSeconds: Double?
        package var p95Seconds: Double?
        /// How many were launched in each of the seven spans of 24 hours, the oldest first.
        package var perDay: [Int64]

        /// Red of all that were not stopped; nil: there are none.
        package var failureRate: Double? {
            let ended = green + yellow + red
            return ended == 0 ? nil : Double(red) / Double(ended)
        }
    }

    /// Reads it in one snapshot; a bare one, which has no `live` and no steps, in one round trip.
    package static func read(isBare: Bool = false, on db: isolated Session) throws -> Dashboard {
        let asked = try db.pipeline { pipeline in
            let live = ExecutionStatus.live
            pipeline.begin(.readOnly)
            pipeline.add(Statements.dashboardHead, mostUnread + 1, live)
            pipeline.add(Statements.lastOperations)
            pipeline.add(Statements.dashboardWeek)
            if isBare { pipeline.commit() } else { pipeline.add(Statements.dashboardLive, live) }
        }
        let results = Array(asked.dropFirst())
        var dashboard = Dashboard(
            person: try results[0].rows.text(0, 0), database: try results[0].rows.text(0, 1),
            readAt: try results[0].rows.timestamp(0, 2),
            running: try results[0].rows.int64(0, 3), paused: try results[0].rows.int64(0, 6),
            queued: try results[0].rows.int64(0, 4),
            unread: try results[0].rows.int64(0, 5), live: [],
            lastOperations: [],
            week: Week(
                green: try results[2].rows.int64(0, 0), yellow: try results[2].rows.int64(0, 1),
                red: try results[2].rows.int64(0, 2),
                stopped: try results[2].rows.int64(0, 3), medianSeconds: try results[2].rows.optionalDouble(0, 4),
                p95Seconds: try results[2].rows.optionalDouble(0, 5),
                perDay: Self.differences(try results[2].rows.int64Array(0, 6))))
        let live = isBare ? [] : try summaries(results[3].rows)
        let newest = try summaries(results[1].rows)
        var steps: [Int64: StepReport] = [:]
        if !isBare {
            steps = try StepReport.current(of: live + newest, on: db)
            try db.commit()
        }
        func entry(_ summary: ExecutionSummary) -> ExecutionList.Entry {
            ExecutionList.Entry(summary: summary, step: steps[summary.number], firstError: nil)
        }
        dashboard.live = live.map(entry)
        dashboard.lastOperations = newest.map(entry)
        return dashboard
    }

    /// From what was launched since the beginning of each span to what was launched within it.
    private static func differences(_ since: [Int64]) -> [Int64] {
        zip(since, since.dropFirst() + [0]).map { $0 - $1 }
    }

    private static func summaries(_ rows: borrowing Rows) throws -> [ExecutionSummary] {
        var found: [ExecutionSummary] = []
        for row in 0..<rows.count { found.append(try ExecutionSummary(rows, row)) }
        return found
    }
}
