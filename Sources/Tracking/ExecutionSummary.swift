// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// One run of a job as its owner sees it, without its steps.
package struct ExecutionSummary: Sendable, Hashable {
    /// The internal number: what the channel of progress carries, and nothing that people see.
    package var number: Int64
    package var id: UUIDBytes
    package var url: String
    package var job: String
    package var profile: String?
    package var label: String
    package var kind: String
    package var owner: String
    package var status: ExecutionStatus
    package var colour: Colour
    package var warnings: Int64
    package var errors: Int64
    package var queuedAt: PostgresTimestamp
    package var startedAt: PostgresTimestamp?
    package var endedAt: PostgresTimestamp?
    /// Seconds from launch to start.
    package var queueSeconds: Double?
    /// Seconds from start to end; nil until then.
    package var durationSeconds: Double?
    /// Seconds since the start, while it runs.
    package var elapsedSeconds: Double?
    /// The step at work, from 1.
    package var step: Int
    package var stepCount: Int
    package var stoppedBy: String?
    /// Seconds since the launch, by the database's clock.
    package var ageSeconds: Double

    /// Whether it is the reader's own; else it was opened by its URL.
    package var isOwn: Bool
    /// Whether its warnings, errors, log and files are still kept.
    package var hasDetails: Bool
    /// Its place among what waits for a worker; nil when it does not wait.
    package var queuePosition: Int64?
    /// The first day of the month of its rows, in days since 2000-01-01.
    package var month = 0
    /// Whether it only shows what it would do.
    package var isPreview = false

    /// The first eight digits of the id, by which people name it.
    package var shortID: String { String(id.description.prefix(8)) }
    package var hasEnded: Bool { status.hasEnded }

    /// Seconds from start to end or to now; of what never started, its wait.
    package var seconds: Double {
        if let seconds = durationSeconds ?? elapsedSeconds { return seconds }
        guard let endedAt else { return ageSeconds }
        return Double(endedAt.microsecondsSince1970 - queuedAt.microsecondsSince1970) / 1e6
    }
}

extension ExecutionSummary {
    init(_ rows: borrowing Rows, _ row: Int) throws {
        number = try rows.int64(row, 0)
        id = try rows.uuid(row, 1)
        url = try rows.text(row, 2)
        job = try rows.text(row, 3)
        profile = try rows.optionalText(row, 4)
        label = try rows.text(row, 5)
        kind = try rows.text(row, 6)
        owner = try rows.text(row, 7)
        status = ExecutionStatus(rawValue: try rows.text(row, 8)) ?? .unknown
        colour = Colour(rawValue: try rows.text(row, 9)) ?? .red
        warnings = try rows.optionalInt64(row, 10) ?? 0
        errors = try rows.optionalInt64(row, 11) ?? 0
        queuedAt = try rows.timestamp(row, 12)
        startedAt = try rows.optionalTimestamp(row, 13)
        endedAt = try rows.optionalTimestamp(row, 14)
        queueSeconds = try rows.optionalDouble(row, 15)
        durationSeconds = try rows.optionalDouble(row, 16)
        elapsedSeconds = try rows.optionalDouble(row, 17)
        step = try rows.int(row, 18)
        stepCount = try rows.int(row, 19)
        stoppedBy = try rows.optionalText(row, 20)
        ageSeconds = try rows.double(row, 21)
        isOwn = try rows.bool(row, 22)
        hasDetails = try rows.bool(row, 23)
        queuePosition = try rows.optionalInt64(row, 24)
        month = try rows.int(row, 25)
        isPreview = try rows.bool(row, 26)
    }
}

/// How an execution stands.
package enum ExecutionStatus: String, Sendable, Hashable, CaseIterable {
    case queued, starting, running, pausing, paused, stopping
    case completed, stopped, failed, abandoned, unknown

    /// Those that have not ended, as the database writes them.
    static let live = allCases.filter { !$0.hasEnded }.map(\.rawValue)

    package var hasEnded: Bool {
        switch self {
        case .completed, .stopped, .failed, .abandoned, .unknown: true
        case .queued, .starting, .running, .pausing, .paused, .stopping: false
        }
    }
}

/// The colour of an execution or a step; the database computes it.
package enum Colour: String, Sendable, Hashable, CaseIterable {
    case green, yellow, red, grey, blue
}
