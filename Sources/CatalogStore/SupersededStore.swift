// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// Records of an import's file that a later record of the same key replaces.
package enum SupersededStore {
    /// Remembers records with the one that counts; a record that is known already stays as it is.
    package static func add(
        execution: Int64, rows: [Int64], laterRows: [Int64], on db: isolated Session
    ) throws(PostgresError) {
        guard !rows.isEmpty else { return }
        _ = try db.execute(SupersededStatements.add, execution, rows, laterRows)
    }

    /// Which of some records are superseded.
    package static func known(
        execution: Int64, among rows: [Int64], on db: isolated Session
    ) throws(PostgresError) -> Set<Int64> {
        let found = try db.query(SupersededStatements.known, execution, rows)
        var known: Set<Int64> = []
        for row in 0..<found.count { known.insert(try found.int64(row, 0)) }
        return known
    }

    /// The superseded records from `first` on and before `end`, each with the one that counts.
    package static func load(
        execution: Int64, from first: Int64, to end: Int64, on db: isolated Session
    ) throws(PostgresError) -> [Int64: Int64] {
        let rows = try db.query(SupersededStatements.load, execution, first, end)
        var found: [Int64: Int64] = [:]
        for row in 0..<rows.count { found[try rows.int64(row, 0)] = try rows.int64(row, 1) }
        return found
    }
}

enum SupersededStatements {
    static let add = Statement(
        "add_superseded_records",
        """
        insert into catalog.superseded_record (execution_id, owner, month, row, later_row)
        select e.id, e.owner, e.month, r.row, r.later_row
          from unnest($2::bigint[], $3::bigint[]) as r (row, later_row)
          join job.execution e on e.id = $1
        on conflict (execution_id, row, month) do nothing
        """)
    static let known = Statement(
        "known_superseded_records",
        """
        select s.row
          from catalog.superseded_record s
          join job.execution e on e.id = s.execution_id and e.month = s.month
         where s.execution_id = $1 and s.row = any ($2::bigint[])
        """)
    static let load = Statement(
        "load_superseded_records",
        """
        select s.row, s.later_row
          from catalog.superseded_record s
          join job.execution e on e.id = s.execution_id and e.month = s.month
         where s.execution_id = $1 and s.row >= $2 and s.row < $3
        """)
}
