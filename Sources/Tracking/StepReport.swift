// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// One step of an execution: how it stands and what it has counted.
package struct StepReport: Sendable, Hashable {
    /// The place, from 1.
    package var number: Int
    package var name: String
    /// What people read; nil when the job no longer has the step.
    package var label: String?
    package var status: String
    /// Whether its execution has ended without it.
    package var wasNotRun = false
    package var colour: Colour
    package var progress: Progress
    package var counters: Counters
    package var warnings: Int64
    package var errors: Int64
    package var startedAt: PostgresTimestamp?
    package var endedAt: PostgresTimestamp?
    /// Seconds it took, or has taken so far.
    package var seconds: Double?

    package var title: String { label ?? name }

    /// How far a step is: what every bar is drawn from.
    package struct Progress: Sendable, Hashable {
        package var done: Int64
        /// Nil: unknown.
        package var total: Int64?
        package var unit: String?
        package var ratePerSecond: Double?
        /// Nil: cannot be told yet.
        package var secondsLeft: Double?
        package var isStalled: Bool
        /// Seconds since the newest commit.
        package var silence: Double?
        /// When a worker of the step was last heard from; nil: none has a task of it.
        package var heardAt: PostgresTimestamp?
        /// Whether its workers are silent: not a slow step, but one that nobody works at any more.
        package var isLost: Bool
        /// Whether it has begun and waits for a worker that takes its next task.
        package var isUnattended: Bool
        /// Whether its execution is paused: it has no rate and no end then.
        package var isPaused = false

        /// Why it does not move, for scripts; nil when nothing is wrong with it.
        package var trouble: String? {
            isPaused ? nil : isLost ? "lost" : isUnattended ? "unattended" : isStalled ? "stalled" : nil
        }

        /// Whether all is handled and only the end of the step is missing, such as sorting what was read.
        package var isFinishing: Bool { total.map { $0 > 0 && done >= $0 } ?? false }

        /// Rounded down, at most 99; nil without a total.
        package var percent: Int? {
            guard let total, total > 0 else { return nil }
            return Int(min(99, max(0, done) * 100 / total))
        }

        package init(
            done: Int64, total: Int64? = nil, unit: String? = nil, ratePerSecond: Double? = nil,
            secondsLeft: Double? = nil,
            isStalled: Bool = false, silence: Double? = nil, heardAt: PostgresTimestamp? = nil, isLost: Bool = false,
            isUnattended: Bool = false
        ) {
            self.done = done
            self.total = total
            self.unit = unit
            self.ratePerSecond = ratePerSecond
            self.secondsLeft = secondsLeft
            self.isStalled = isStalled
            self.silence = silence
            self.heardAt = heardAt
            self.isLost = isLost
            self.isUnattended = isUnattended
        }
    }

    /// The counters, each by its one name; `more` are the job's own, in order of their names.
    package struct Counters: Sendable, Hashable {
        package var read, created, updated, unchanged, skipped, invalid, written: Int64
        package var more: [JSONMember]
    }
}

extension StepReport {
    /// A task changes hands within a moment; only a longer wait is worth a word.
    private static let patience = 5.0

    /// Whether a bar says something of it: it has begun and not ended.
    package var isUnderWay: Bool { status == "running" || status == "stopping" || status == "paused" }

    /// What asks for the steps at work of those that have not ended.
    static func ask(_ executions: [ExecutionSummary]) -> (numbers: [Int64], steps: [Int16]) {
        let live = Dictionary(executions.filter { !$0.hasEnded }.map { ($0.number, Int16(clamping: $0.step)) }) { $1 }
        let numbers = live.keys.sorted()
        return (numbers, numbers.compactMap { live[$0] })
    }

    /// Reads what was asked for, by the execution's number.
    static func current(_ rows: borrowing Rows) throws -> [Int64: StepReport] {
        var found: [Int64: StepReport] = [:]
        for row in 0..<rows.count { found[try rows.int64(row, 0)] = try StepReport(rows, row) }
        return found
    }

    /// The steps at work, by the execution's number.
    static func current(of executions: [ExecutionSummary], on db: isolated Session) throws -> [Int64: StepReport] {
        let (numbers, steps) = ask(executions)
        return numbers.isEmpty ? [:] : try current(db.query(Statements.currentSteps, numbers, steps))
    }
}

extension StepReport {

    init(_ rows: borrowing Rows, _ row: Int) throws {
        number = try rows.int(row, 1)
        name = try rows.text(row, 2)
        label = try rows.optionalText(row, 3)
        status = try rows.text(row, 4)
        colour = Colour(rawValue: try rows.text(row, 5)) ?? .red
        progress = Progress(
            done: try rows.optionalInt64(row, 6) ?? 0, total: try rows.optionalInt64(row, 7),
            unit: try rows.optionalText(row, 8),
            ratePerSecond: try rows.optionalDouble(row, 9), secondsLeft: try rows.optionalDouble(row, 10),
            isStalled: try rows.bool(row, 11), silence: try rows.optionalDouble(row, 25),
            heardAt: try rows.optionalTimestamp(row, 26), isLost: try rows.bool(row, 27))
        progress.isUnattended =
            (status == "running" || status == "stopping") && progress.heardAt == nil
            && progress.silence ?? 0 > Self.patience
        if status == "paused" {
            progress.isPaused = true
            (progress.ratePerSecond, progress.secondsLeft, progress.isStalled) = (nil, nil, false)
        }
        counters = Counters(
            read: try rows.optionalInt64(row, 12) ?? 0, created: try rows.optionalInt64(row, 13) ?? 0,
            updated: try rows.optionalInt64(row, 14) ?? 0, unchanged: try rows.optionalInt64(row, 15) ?? 0,
            skipped: try rows.optionalInt64(row, 16) ?? 0, invalid: try rows.optionalInt64(row, 17) ?? 0,
            written: try rows.optionalInt64(row, 18) ?? 0,
            more: try rows.optionalJSON(row, 19).map { try JSONMember.members(of: $0.bytes) } ?? [])
        warnings = try rows.optionalInt64(row, 20) ?? 0
        errors = try rows.optionalInt64(row, 21) ?? 0
        startedAt = try rows.optionalTimestamp(row, 22)
        endedAt = try rows.optionalTimestamp(row, 23)
        seconds = try rows.optionalDouble(row, 24)
    }
}

/// A key of a flat JSON object with its number.
package struct JSONMember: Sendable, Hashable {
    package var key: String
    package var value: Int64
}
