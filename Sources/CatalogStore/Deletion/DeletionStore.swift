// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import Postgres

/// Deletes products and product models, with their links, and keeps what they were.
package enum DeletionStore {
    /// What became of the items of a chunk.
    package struct Outcome: Sendable, Decodable {
        /// Something to be told about an item.
        package struct Note: Sendable, Decodable {
            /// The item's identifier, code or id.
            package let name: String?
            /// The stable code.
            package let reason: String
            /// What stands below it.
            package let holder: String?
            /// Whether it refuses nothing.
            package let note: Bool?
        }

        /// Items deleted.
        package let deleted: Int64
        /// Items that were gone.
        package let skipped: Int64
        /// Items that something stands below.
        package let invalid: Int64
        /// What is to be told.
        package let warnings: [Note]
    }

    /// Deletes items; of models those that stand at a level (0: roots, 1: below them).
    package static func delete(
        _ kind: LinkOwner.Kind, _ ids: [Int64], level: Int32, origin: ChangeOrigin, on db: isolated Session
    ) throws -> Outcome {
        let rows = try db.query(
            statement, origin.executionID, origin.owner, origin.month, kind.rawValue, ids, level,
            try DatabaseClock.now(on: db))
        return try JSONDecoder().decode(Outcome.self, from: Data(try rows.json(0, 0).bytes))
    }

    private static let statement = Statement(
        "delete_selection", "select catalog.delete_selection($1, $2, $3::text::date, $4, $5, $6, $7)")
}
