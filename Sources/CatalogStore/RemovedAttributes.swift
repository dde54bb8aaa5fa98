// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Attributes that were removed and whose values are still there: their codes stay blocked until a job has cleaned these.
package enum RemovedAttributes {
    /// What one page of items came to.
    package struct Page: Sendable {
        /// The id of its last item; nil: there were no more.
        package let lastID: Int64?
        /// How many items it had.
        package let seen: Int64
        /// How many of them had values of these attributes.
        package let cleaned: Int64
    }

    /// The blocked codes, sorted.
    package static func codes(on db: isolated Session) throws(PostgresError) -> [String] {
        let rows = try db.query(DefinitionsStatements.blockedCodes)
        var codes: [String] = []
        for row in 0..<rows.count { codes.append(try rows.text(row, 0)) }
        return codes
    }

    /// Takes the values of these attributes out of the next items of a kind (`product`, `product_model`).
    package static func clean(
        _ kind: String, _ codes: [String], from id: Int64, limit: Int32, origin: ChangeOrigin, on db: isolated Session
    ) throws(PostgresError) -> Page {
        let rows = try db.query(
            cleanStatement, kind, codes, id, limit, origin.executionID, origin.owner, origin.month,
            try DatabaseClock.now(on: db))
        return Page(
            lastID: try rows.optionalInt64(0, 0), seen: try rows.int64(0, 1), cleaned: try rows.int64(0, 2))
    }

    /// Gives codes free; the answer says how many.
    package static func unblock(_ codes: [String], on db: isolated Session) throws(PostgresError) -> Int64 {
        Int64(try db.execute(unblockStatement, codes))
    }

    private static let cleanStatement = Statement(
        "clean_values", "select * from catalog.clean_values($1, $2, $3, $4, $5, $6, $7::date, $8)")
    private static let unblockStatement = Statement(
        "unblock_codes", "delete from catalog.removed_attribute r where r.code = any ($1)")
}
