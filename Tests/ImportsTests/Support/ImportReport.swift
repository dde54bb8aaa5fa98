// SPDX-License-Identifier: Apache-2.0

import Postgres

/// What an execution has come to: its status, each step's counters, warnings, errors, refused records.
struct ImportReport: Equatable {
    /// One warning or note.
    struct Item: Equatable {
        var step: String
        var reason: String
        var row: Int64?
        var field: String?
        var message: String
        var isNote: Bool
    }

    let status: String
    let colour: String
    /// For each step its counters that are not 0.
    var steps: [String: [String: Int64]]
    let warnings: [Item]
    /// Reason and message of what ended a step.
    let errors: [String]
    /// The invalid-items file.
    let invalidItems: String

    init(_ execution: Int64, on db: isolated Session) throws {
        let head = try db.query(Statement("", "select status, colour from job.execution where id = $1"), execution)
        status = try head.text(0, 0)
        colour = try head.text(0, 1)
        let rows = try db.query(
            Statement(
                "",
                """
                select name, read, created, updated, unchanged, skipped, invalid, more::text, status
                  from job.step where execution_id = $1 order by ordinal
                """), execution)
        var steps: [String: [String: Int64]] = [:]
        for row in 0..<rows.count {
            var counts: [String: Int64] = [:]
            for (place, name) in ["read", "created", "updated", "unchanged", "skipped", "invalid"].enumerated() {
                if let count = try rows.optionalInt64(row, place + 1), count != 0 { counts[name] = count }
            }
            let more = (try rows.optionalText(row, 7) ?? "{}").dropFirst().dropLast()
            for pair in more.split(separator: ",") {
                let parts = pair.split(separator: ":").map { String($0.trimmingPrefix(" ")) }
                if parts.count == 2 { counts[parts[0].replacing("\"", with: "")] = Int64(parts[1]) }
            }
            steps[try rows.text(row, 0)] = counts
        }
        self.steps = steps
        let found = try db.query(
            Statement(
                "",
                """
                select s.name, w.reason, w.row, w.field, w.message, w.is_note
                  from job.warning w join job.step s on s.id = w.step_id
                 where w.execution_id = $1 order by s.ordinal, w.row nulls first, w.reason, w.message
                """), execution)
        warnings = try (0..<found.count).map { row in
            Item(
                step: try found.text(row, 0), reason: try found.text(row, 1), row: try found.optionalInt64(row, 2),
                field: try found.optionalText(row, 3), message: try found.text(row, 4), isNote: try found.bool(row, 5))
        }
        let ends = try db.query(
            Statement("", "select reason || ': ' || message from job.error where execution_id = $1 order by id"),
            execution)
        errors = try (0..<ends.count).map { try ends.text($0, 0) }
        let refused = try db.query(
            Statement(
                "",
                """
                select convert_from(coalesce(string_agg(b, ''), ''), 'UTF8') from (
                  select a.header as b, 0 as row from job.artifact a
                   where a.execution_id = $1 and a.kind = 'invalid_items'
                  union all select i.bytes, i.row from job.invalid_item i where i.execution_id = $1
                  order by row) x
                """), execution)
        invalidItems = try refused.text(0, 0)
    }

    /// The counters of a step, those that are not 0.
    subscript(step: String) -> [String: Int64] { steps[step] ?? [:] }
    /// The reasons of all warnings, in order.
    var reasons: [String] { warnings.map(\.reason) }
}
