// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The catalogue in which a preview works: a schema of its own with the tables and functions of the real one.
///
/// It holds the structure, and fetches an item when a look-up first asks for it. So a preview runs the code and the statements
/// of the real run, to the last constraint, and its counts are those of that run.
package struct PreviewCatalog: Sendable {
    private let execution: Int64

    /// Names the catalogue of an execution.
    package init(execution: Int64) {
        self.execution = execution
    }

    private var name: String { "preview_\(execution)" }

    /// Makes it, unless it is there.
    package func make(on db: isolated Session) throws(PostgresError) {
        _ = try db.query(PreviewStatements.make, execution)
    }

    /// Whether it is there.
    package func exists(on db: isolated Session) throws(PostgresError) -> Bool {
        try db.query(PreviewStatements.exists, name).bool(0, 0)
    }

    /// Drops it.
    package func drop(on db: isolated Session) throws(PostgresError) {
        _ = try db.query(PreviewStatements.drop, execution)
    }

    /// Lets statements about the catalogue be about this one, until `leave`; returns what they were about before.
    ///
    /// A task's last chunk plans what follows, so uses stand within each other.
    package func enter(on db: isolated Session) -> SchemaName? {
        let before = db.schemaName
        db.schemaName = SchemaName(name, for: "catalog")
        return before
    }

    /// Lets statements be about what they were about before `enter`.
    package static func leave(to before: SchemaName?, on db: isolated Session) { db.schemaName = before }

    /// One field of an item as it is and as it would be.
    package struct Change: Sendable {
        /// The identifier, uuid or code.
        package let item: String
        /// The field, by the name of its column in files.
        package let field: String
        /// Its value now; empty: none.
        package let before: String
        /// Its value then; empty: none.
        package let after: String
    }

    /// A place among all changes: what changes of the structure, of product models, of products; each before what is new.
    package struct Place: Sendable, Codable, Equatable {
        fileprivate var stage = 1
        fileprivate var after: Int64 = 0

        /// The first place.
        package init() {}

        /// Whether nothing follows.
        package var isEnd: Bool { stage > 6 }
    }

    /// The changes of the items from a place on, which moves behind them.
    ///
    /// Called between `enter` and `leave`.
    package static func changes(
        at place: inout Place, items: Int, on db: isolated Session
    ) throws(PostgresError) -> [Change] {
        let rows = try db.query(PreviewStatements.changes, Int32(place.stage), place.after, Int32(items))
        guard rows.count > 0 else {
            place.stage += 1
            place.after = 0
            return []
        }
        place.after = try rows.int64(rows.count - 1, 0)
        var changes: [Change] = []
        changes.reserveCapacity(rows.count)
        for row in 0..<rows.count {
            // The row without an item says only how far the page reaches.
            guard let item = try rows.optionalText(row, 1) else { continue }
            changes.append(
                Change(
                    item: item, field: try rows.text(row, 2), before: try rows.text(row, 3),
                    after: try rows.text(row, 4)))
        }
        return changes
    }
}

enum PreviewStatements {
    static let make = Statement("make_preview", "select job.make_preview($1)")
    static let exists = Statement("preview_exists", "select to_regnamespace($1) is not null")
    static let drop = Statement("drop_preview", "select job.drop_preview($1)")
    static let changes = Statement(
        "preview_changes", "select place, item, field, before, after from catalog.changes($1, $2, $3)")
}
