// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// What has ended, for the person who asks: unread first, then newest.
package struct Notifications: Sendable {
    package var entries: [Entry]
    /// All that are unread, shown or not.
    package var unread: Int64

    package struct Entry: Sendable, Hashable {
        package var number: Int64
        /// Nil when it is another's execution, whose report stays theirs, or when it is gone.
        package var execution: UUIDBytes?
        package var url: String?
        package var owner: String
        package var status: String?
        package var colour: Colour
        package var kind: String
        package var job: String
        package var label: String
        package var problems: Int64
        package var stoppedBy: String?
        package var firstReason: String?
        package var firstMessage: String?
        package var createdAt: PostgresTimestamp
        package var readAt: PostgresTimestamp?
        /// Seconds since it was written, by the database's clock.
        package var ageSeconds: Double
        /// The code of the project that it is about; nil: an execution.
        package var project: String? = nil
        /// When that is due.
        package var dueDate: String? = nil
        /// The code of the schedule that it is about.
        package var schedule: String? = nil
    }

    package static func read(limit: Int, unreadOnly: Bool = false, on db: isolated Session) throws -> Notifications {
        let unread = try db.query(Statements.unreadCount).int64(0, 0)
        return Notifications(
            entries: try entries(db.query(Statements.notificationPage, unreadOnly, limit)), unread: unread)
    }

    /// Unread ones that came after another, oldest first.
    package static func read(after number: Int64, on db: isolated Session) throws -> [Entry] {
        try entries(db.query(Statements.notificationsAfter, number))
    }

    /// Marks these as read, or all; returns how many were not.
    package static func markRead(_ numbers: [Int64]? = nil, on db: isolated Session) throws -> Int64 {
        try db.query(Statements.markRead, numbers).int64(0, 0)
    }

    /// Removes these; returns how many there were.
    package static func remove(_ numbers: [Int64], on db: isolated Session) throws -> Int64 {
        try db.query(Statements.removeNotifications, numbers).int64(0, 0)
    }

    private static func entries(_ rows: consuming Rows) throws -> [Entry] {
        var entries: [Entry] = []
        for row in 0..<rows.count { entries.append(try Entry(rows, row)) }
        return entries
    }
}

extension Notifications.Entry {
    init(_ rows: borrowing Rows, _ row: Int) throws {
        number = try rows.int64(row, 0)
        execution = try rows.optionalUUID(row, 1)
        url = try rows.optionalText(row, 2)
        owner = try rows.text(row, 3)
        status = try rows.optionalText(row, 4)
        colour = Colour(rawValue: try rows.text(row, 5)) ?? .red
        kind = try rows.text(row, 6)
        job = try rows.text(row, 7)
        label = try rows.text(row, 8)
        problems = try rows.int64(row, 9)
        stoppedBy = try rows.optionalText(row, 10)
        firstReason = try rows.optionalText(row, 11)
        firstMessage = try rows.optionalText(row, 12)
        createdAt = try rows.timestamp(row, 13)
        readAt = try rows.optionalTimestamp(row, 14)
        ageSeconds = try rows.double(row, 15)
        project = try rows.optionalText(row, 16)
        dueDate = try rows.optionalText(row, 17)
        schedule = try rows.optionalText(row, 18)
    }
}
