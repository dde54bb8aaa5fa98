// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// What ended in a span of time, in figures: a row for each job, and for each day or hour where that is asked for.
package struct Statistics: Sendable {
    package var rows: [Row]

    /// The figures of one group.
    package struct Row: Sendable, Hashable {
        /// Where its day or hour begins; nil: the whole span.
        package var since: PostgresTimestamp?
        package var job: String
        /// What people read of the job; nil where it is not registered any more, or not the reader's to see.
        package var label: String? = nil
        package var kind: String
        package var runs: Int64
        package var green: Int64
        package var yellow: Int64
        package var red: Int64
        package var stopped: Int64
        /// Red of green, yellow and red; nil: all were stopped.
        package var failureRate: Double?
        /// Seconds from start to end, of all but the stopped.
        package var averageSeconds: Double?
        package var medianSeconds: Double?
        package var p95Seconds: Double?
        package var longestSeconds: Double?
        package var items: Int64
        package var itemsPerSecond: Double?
        package var warnings: Int64
        package var errors: Int64
    }

    /// What a row stands for beside the job.
    package enum Grouping: String, Sendable, Hashable, CaseIterable {
        case job, day, hour
    }

    /// Whose figures, and of what.
    package struct Question: Sendable, Hashable {
        /// Over all people, for analysts; else one's own.
        package var isOverAll: Bool
        package var grouping: Grouping
        /// How many days, this one included; the jobs over all people are always of 30.
        package var days: Int
        /// Kinds; empty: all.
        package var kinds: [String]
        /// A job's name, with `*` for anything; nil: all.
        package var job: String?

        package init(
            isOverAll: Bool = false, grouping: Grouping = .job, days: Int = 30, kinds: [String] = [], job: String? = nil
        ) {
            self.isOverAll = isOverAll
            self.grouping = grouping
            self.days = days
            self.kinds = kinds
            self.job = job
        }
    }

    /// Reads the figures.
    package static func read(_ question: Question, on db: isolated Session) throws -> Statistics {
        let kinds = question.kinds.isEmpty ? nil : question.kinds
        let job = question.job.map(pattern)
        let rows =
            switch (question.isOverAll, question.grouping) {
            case (false, .job): try db.query(Statements.ownStatisticsByJob, question.days, kinds, job)
            case (false, _): try db.query(Statements.ownStatisticsByDay, question.days, kinds, job)
            case (true, .job): try db.query(Statements.allStatisticsByJob, kinds, job)
            case (true, _): try db.query(Statements.allStatisticsByHour, question.days, kinds, job)
            }
        var found: [Row] = []
        for row in 0..<rows.count { found.append(try Row(rows, row)) }
        let labels = try labels(on: db)
        for place in found.indices { found[place].label = labels[found[place].job] }
        return Statistics(rows: found)
    }

    /// The labels of the jobs, for those who may read them; an analyst of aggregates perhaps may not.
    private static func labels(on db: isolated Session) throws -> [String: String] {
        guard try db.query(Statements.mayReadJobs).bool(0, 0) else { return [:] }
        let rows = try db.query(Statements.jobLabels)
        var labels: [String: String] = [:]
        for row in 0..<rows.count { labels[try rows.text(row, 0)] = try rows.text(row, 1) }
        return labels
    }

    /// A name with `*` and `?` as a pattern of LIKE.
    private static func pattern(_ glob: String) -> String {
        glob.map { character in
            switch character {
            case "*": "%"
            case "?": "_"
            case "%", "_", "\\": "\\\(character)"
            default: String(character)
            }
        }.joined()
    }
}

extension Statistics.Row {
    init(_ rows: borrowing Rows, _ row: Int) throws {
        since = try rows.optionalTimestamp(row, 0)
        job = try rows.text(row, 1)
        kind = try rows.text(row, 2)
        runs = try rows.int64(row, 3)
        green = try rows.int64(row, 4)
        yellow = try rows.int64(row, 5)
        red = try rows.int64(row, 6)
        stopped = try rows.int64(row, 7)
        failureRate = try rows.optionalDouble(row, 8)
        averageSeconds = try rows.optionalDouble(row, 9)
        medianSeconds = try rows.optionalDouble(row, 10)
        p95Seconds = try rows.optionalDouble(row, 11)
        longestSeconds = try rows.optionalDouble(row, 12)
        items = try rows.int64(row, 13)
        itemsPerSecond = try rows.optionalDouble(row, 14)
        warnings = try rows.int64(row, 15)
        errors = try rows.int64(row, 16)
    }
}
