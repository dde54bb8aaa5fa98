// SPDX-License-Identifier: Apache-2.0

import Catalog
package import Postgres

/// The records of one kind of structure as files show them, page by page in the order of their keys.
package struct StructurePages: Sendable {
    /// A column of a file: where its cell stands in the coded form of an item.
    private struct Column {
        var title: String
        var member: String
        var part: String
    }

    /// One record.
    package struct Record: Sendable {
        /// What follows it stands behind this.
        package let key: [String]
        /// Its cells, one a column.
        package let cells: [String]
    }

    /// The names of the columns.
    package var titles: [String] { columns.map(\.title) }
    private let columns: [Column]
    private let table: StructureTable

    /// The columns of a kind: those that its imports know, with one for every locale in use and every channel.
    package init<Entity: StoredEntity>(_ type: Entity.Type, locales: [String], channels: [String]) {
        let known = Entity.columns
        var columns = (known.required + known.optional).map { name in
            // Tables keep the place that files give a group, beside the one it has among all.
            let member = Entity.self == AttributeGroupEntry.self && name == "sort_order" ? "given_order" : name
            return Column(title: name, member: member.replacing("-", with: "_"), part: "")
        }
        for prefix in known.channelPrefixes {
            columns += channels.map { Column(title: "\(prefix)-\($0)", member: prefix, part: $0) }
        }
        for prefix in known.localePrefixes.reversed() {
            let member = prefix == "label" ? "labels" : prefix
            columns += locales.map { Column(title: "\(prefix)-\($0)", member: member, part: $0) }
        }
        self.columns = columns
        table = Entity.table
    }

    /// The locales that any text of a kind has, with the active ones, and the channels.
    package static func places<Entity: StoredEntity>(
        of type: Entity.Type, on db: isolated Session
    ) throws(PostgresError) -> (locales: [String], channels: [String]) {
        let members = Entity.columns.localePrefixes.map { $0 == "label" ? "labels" : $0 }
        let rows = try db.query(Entity.table.locales, members)
        let channels = try db.query(StructureStatements.channelCodes)
        return (
            members.isEmpty ? [] : try (0..<rows.count).map { row throws(PostgresError) in try rows.text(row, 0) },
            try (0..<channels.count).map { row throws(PostgresError) in try channels.text(row, 0) }
        )
    }

    /// How many records there are.
    package func count(on db: isolated Session) throws(PostgresError) -> Int64 {
        try db.query(table.count).int64(0, 0)
    }

    /// At most so many records behind a key; the first page is behind an empty one.
    package func page(after key: [String], limit: Int, on db: isolated Session) throws(PostgresError) -> [Record] {
        let rows = try db.query(table.page, key, Int64(limit), columns.map(\.member), columns.map(\.part))
        var records: [Record] = []
        records.reserveCapacity(rows.count)
        for row in 0..<rows.count {
            records.append(Record(key: try rows.textArray(row, 0), cells: try rows.textArray(row, 1)))
        }
        return records
    }
}
