// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// A page of one's own executions.
package struct ExecutionList: Sendable {
    package var entries: [Entry]
    /// Whether more follow.
    package var hasMore: Bool
    /// How many the filter finds, by colour; nil where the page shows all of them.
    package var counts: Counts?

    /// An execution with what a list says about it.
    package struct Entry: Sendable, Hashable {
        package var summary: ExecutionSummary
        /// The step at work, of one that has not ended.
        package var step: StepReport?
        /// What ended it badly: the first message.
        package var firstError: String?
    }

    /// How many executions there are of each sort, within the first 1,000.
    package struct Counts: Sendable, Hashable {
        package static let most = 1_000

        package var queued = 0
        /// At work, in any state but queued and paused.
        package var running = 0
        package var paused = 0
        package var green = 0
        package var yellow = 0
        package var red = 0
        package var stopped = 0
        /// Whether there are more than were counted.
        package var isCapped = false

        package var total: Int { queued + running + paused + green + yellow + red + stopped }

        package init() {}

        mutating func add(_ count: Int, colour: Colour, status: ExecutionStatus?) {
            switch colour {
            case .green: green += count
            case .yellow: yellow += count
            case .red: red += count
            case .grey: stopped += count
            case .blue where status == .queued: queued += count
            case .blue where status == .paused: paused += count
            case .blue: running += count
            }
        }
    }

    /// The executions alone.
    package var executions: [ExecutionSummary] { entries.map(\.summary) }

    /// The sorts of the entries themselves.
    package var shown: Counts {
        var counts = Counts()
        for entry in entries { counts.add(1, colour: entry.summary.colour, status: entry.summary.status) }
        return counts
    }

    /// Reads it in one snapshot; nil when the person has no execution `after` which it could begin.
    ///
    /// A bare list has the summaries alone: neither steps nor errors nor counts.
    package static func read(
        _ filter: ExecutionFilter, isBare: Bool = false, on db: isolated Session
    ) throws -> ExecutionList? {
        // What asks once needs no transaction.
        if isBare { return try page(filter, on: db) }
        return try db.atomically(.readOnly) { db in
            var list = try page(filter, on: db)
            try list?.complete(filter, on: db)
            return list
        }
    }

    /// Whether the person has any execution at all.
    package static func hasAny(on db: isolated Session) throws -> Bool { try !db.query(Statements.latest).isEmpty }

    private static func page(_ filter: ExecutionFilter, on db: isolated Session) throws -> ExecutionList? {
        var cursor: Cursor?
        if let after = filter.after {
            cursor = try Cursor.read(after, filter.sort, on: db)
            if cursor == nil { return nil }
        }
        let (statement, parameters) = Statements.list(filter, cursor)
        let rows = try db.query(statement, parameters: parameters)
        var entries: [Entry] = []
        for row in 0..<min(rows.count, filter.limit) {
            entries.append(Entry(summary: try ExecutionSummary(rows, row)))
        }
        return ExecutionList(entries: entries, hasMore: rows.count > filter.limit)
    }

    /// Adds steps, errors and counts: all that is missing, in one round trip.
    private mutating func complete(_ filter: ExecutionFilter, on db: isolated Session) throws {
        let (live, places) = StepReport.ask(executions)
        let red = executions.filter { $0.hasEnded && $0.colour == .red }
        let needsCounts = hasMore || filter.after != nil
        guard needsCounts || !live.isEmpty || !red.isEmpty else { return }
        let (count, parameters) = Statements.count(filter, most: Counts.most + 1)
        let results = try db.pipeline { pipeline in
            // Each is planned anew by the server: only what is needed.
            if !live.isEmpty { pipeline.add(Statements.currentSteps, live, places) }
            if let first = red.map(\.month).min(), let last = red.map(\.month).max() {
                pipeline.add(Statements.firstErrors, red.map(\.number), first, last)
            }
            if needsCounts { pipeline.add(count, parameters: parameters) }
        }
        var rest = results[...]
        var steps: [Int64: StepReport] = [:]
        if !live.isEmpty, let found = rest.popFirst() { steps = try StepReport.current(found.rows) }
        var errors: [Int64: String] = [:]
        if !red.isEmpty, let found = rest.popFirst() {
            for row in 0..<found.rows.count { errors[try found.rows.int64(row, 0)] = try found.rows.text(row, 1) }
        }
        for place in entries.indices {
            let number = entries[place].summary.number
            entries[place].step = steps[number]
            entries[place].firstError = errors[number]
        }
        guard needsCounts, let found = rest.popFirst() else { return }
        var counts = Counts()
        for row in 0..<found.rows.count {
            counts.add(
                try found.rows.int(row, 2), colour: Colour(rawValue: try found.rows.text(row, 0)) ?? .red,
                status: ExecutionStatus(rawValue: try found.rows.text(row, 1)))
        }
        counts.isCapped = counts.total > Counts.most
        self.counts = counts
    }

    /// Where a page begins: what the last execution of the page before is compared by.
    struct Cursor {
        var key: any PostgresEncodable
        var number: Int64
        var isQueued: Bool

        static func read(_ id: UUIDBytes, _ sort: ExecutionFilter.Sort, on db: isolated Session) throws -> Cursor? {
            let rows = try db.query(
                Statement(
                    "cursor",
                    "select \(sort.key), e.execution_id, e.status = 'queued' from tracker.my_entry e where e.public_id = $1",
                    prepare: false), id)
            guard !rows.isEmpty else { return nil }
            let isTook = sort == .took || sort == .longest
            return Cursor(
                key: isTook ? try rows.double(0, 0) : try rows.timestamp(0, 0), number: try rows.int64(0, 1),
                isQueued: try rows.bool(0, 2))
        }
    }
}
