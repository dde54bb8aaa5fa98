// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// What has ended, for the person who asks: unread first, then newest.
package struct Notifications: Sendable {
    package var entries: [Entry]

    package struct Entry: Sendable, Hashable {
        package var number: Int64
        /// Nil when the person has no right to the execution, or it is gone.
        package var execution: UUIDBytes?
        package var url: String?
        package var colour: Colour
        package var kind: String
        package var job: String
        package var label: String
        package var problems: Int64
        package var firstReason: String?
        package var createdAt: PostgresTimestamp
        package var readAt: PostgresTimestamp?
    }

    package static func read(limit: Int = 10, on db: isolated Session) throws -> Notifications {
        let rows = try db.query(Statements.notifications, limit)
        var entries: [Entry] = []
        for row in 0..<rows.count {
            entries.append(
                Entry(
                    number: try rows.int64(row, 0), execution: try rows.optionalUUID(row, 1),
                    url: try rows.optionalText(row, 2),
                    colour: Colour(rawValue: try rows.text(row, 3)) ?? .red, kind: try rows.text(row, 4),
                    job: try rows.text(row, 5),
                    label: try rows.text(row, 6), problems: try rows.int64(row, 7),
                    firstReason: try rows.optionalText(row, 8),
                    createdAt: try rows.timestamp(row, 9), readAt: try rows.optionalTimestamp(row, 10)))
        }
        return Notifications(entries: entries)
    }

    /// Marks all as read and returns how many were not.
    package static func markAllRead(on db: isolated Session) throws -> Int {
        try db.execute(Statements.readNotifications)
    }
}
