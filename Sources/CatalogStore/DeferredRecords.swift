// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Records of an import's file that are handled in file order after all others.
package enum DeferredRecords {
    /// Lets records wait; one that waits already stays.
    package static func add(_ rows: [Int64], origin: ChangeOrigin, on db: isolated Session) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        try db.execute(ProductStatements.deferRecords, origin.executionID, origin.owner, origin.month, rows)
    }

    /// The next records that wait, from `first` on and before `end`, in file order.
    package static func load(
        execution: Int64, from first: Int64, to end: Int64 = .max, limit: Int = .max, on db: isolated Session
    ) throws(PostgresError) -> [Int64] {
        let rows = try db.query(ProductStatements.deferredRecords, execution, first, end, Int64(limit))
        var found: [Int64] = []
        for row in 0..<rows.count { found.append(try rows.int64(row, 0)) }
        return found
    }

    /// How many records of an execution wait.
    package static func count(execution: Int64, on db: isolated Session) throws(PostgresError) -> Int64 {
        try db.query(ProductStatements.countDeferredRecords, execution).int64(0, 0)
    }

    /// Whether any record of an execution waits.
    package static func exist(execution: Int64, on db: isolated Session) throws(PostgresError) -> Bool {
        try db.query(ProductStatements.hasDeferredRecords, execution).bool(0, 0)
    }

    /// Forgets records that were handled.
    package static func settle(_ rows: [Int64], execution: Int64, on db: isolated Session) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        try db.execute(ProductStatements.settleRecords, execution, rows)
    }
}
