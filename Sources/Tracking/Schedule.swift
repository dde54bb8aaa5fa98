// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// A schedule of the person who asks: a job or profile that is launched again and again.
package struct Schedule: Sendable, Hashable {
    /// What it is called by.
    package var code: String
    /// Name of the job, or code of the profile.
    package var job: String
    package var label: String?
    package var cron: String
    package var timezone: String
    package var parameters: JSONValue
    package var isPaused: Bool
    /// Nil: it is paused.
    package var nextAt: PostgresTimestamp?
    package var lastAt: PostgresTimestamp?
    package var lastExecution: UUIDBytes?
    package var lastStatus: String?
    package var lastColour: Colour?
    /// Why it could not launch last time.
    package var lastError: String?

    /// All of them, by code.
    package static func list(on db: isolated Session) throws -> [Schedule] {
        let rows = try db.query(Statements.schedules)
        var result: [Schedule] = []
        for row in 0..<rows.count {
            result.append(
                Schedule(
                    code: try rows.text(row, 0), job: try rows.text(row, 1), label: try rows.optionalText(row, 2),
                    cron: try rows.text(row, 3), timezone: try rows.text(row, 4),
                    parameters: try JSONValue(parsing: rows.json(row, 5).bytes), isPaused: try rows.bool(row, 6),
                    nextAt: try rows.optionalTimestamp(row, 7), lastAt: try rows.optionalTimestamp(row, 8),
                    lastExecution: try rows.optionalUUID(row, 9), lastStatus: try rows.optionalText(row, 10),
                    lastColour: try rows.optionalText(row, 11).flatMap(Colour.init(rawValue:)),
                    lastError: try rows.optionalText(row, 12)))
        }
        return result
    }

    /// Makes one; answers when it is first.
    package static func create(
        _ code: String, job: String, cron: String, timezone: String, parameters: JSONB, label: String?,
        on db: isolated Session
    ) throws -> PostgresTimestamp {
        try db.query(Statements.createSchedule, code, job, cron, timezone, parameters, label).timestamp(0, 0)
    }

    /// Pauses or resumes one; answers whether anything differs.
    package static func pause(_ code: String, _ isPaused: Bool, on db: isolated Session) throws -> Bool {
        try db.query(Statements.pauseSchedule, code, isPaused).bool(0, 0)
    }

    /// Removes one; what it launched stays.
    package static func remove(_ code: String, on db: isolated Session) throws {
        _ = try db.query(Statements.deleteSchedule, code)
    }
}

extension Statements {
    fileprivate static let schedules = Statement(
        "schedules",
        """
        select s.code, s.job, s.label, s.cron, s.timezone, s.parameters, s.is_paused, nullif(s.next_at, 'infinity'), s.last_at,
               s.last_execution, s.last_status, s.last_colour, s.last_error
          from tracker.my_schedule s order by s.code
        """)
    fileprivate static let createSchedule = Statement(
        "create schedule", "select tracker.create_schedule($1, $2, $3, $4, $5, $6)")
    fileprivate static let pauseSchedule = Statement("pause schedule", "select tracker.pause_schedule($1, $2)")
    fileprivate static let deleteSchedule = Statement("delete schedule", "select tracker.delete_schedule($1)")
}
