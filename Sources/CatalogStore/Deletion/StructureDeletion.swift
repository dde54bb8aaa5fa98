// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import Postgres

/// Deletes attributes and attribute groups that nothing needs; the caller holds the lock of the structure.
package enum StructureDeletion {
    /// What became of those asked for.
    package struct Outcome: Sendable, Decodable {
        /// One that stays.
        package struct Refused: Sendable, Decodable {
            /// Its code.
            package let code: String
            /// The stable code of the reason.
            package let reason: String
            /// What needs it.
            package let holder: String?
        }

        /// The codes of those that are gone.
        package let deleted: [String]
        /// How many attributes came into another group.
        package let moved: Int64?
        /// Those that stay.
        package let refused: [Refused]
    }

    /// Deletes attributes, with their options.
    package static func attributes(_ codes: [String], on db: isolated Session) throws -> Outcome {
        let rows = try db.query(attributesStatement, codes)
        return try JSONDecoder().decode(Outcome.self, from: Data(try rows.json(0, 0).bytes))
    }

    /// Deletes groups; their attributes come into another one.
    ///
    /// Nil: there is no such replacement.
    package static func groups(
        _ codes: [String], replacement: String, on db: isolated Session
    ) throws -> Outcome? {
        let rows = try db.query(groupsStatement, codes, replacement)
        guard let json = try rows.optionalJSON(0, 0) else { return nil }
        return try JSONDecoder().decode(Outcome.self, from: Data(json.bytes))
    }

    private static let attributesStatement = Statement("delete_attributes", "select catalog.delete_attributes($1)")
    private static let groupsStatement = Statement(
        "delete_attribute_groups", "select catalog.delete_attribute_groups($1, $2)")
}
