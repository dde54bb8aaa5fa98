// SPDX-License-Identifier: Apache-2.0

import CatalogJobs
import CatalogStore
import Postgres

/// What each rule of a preview would change: noted with the chunks, and listed at the end as `changes.csv`.
enum RuleChanges {
    /// Changes that a task keeps for the list: its first ones, and no more than the list has.
    static let mostInTask = PreviewListing.mostChanges
    /// Rows of a page of the list.
    private static let rowsPerPage: Int64 = 1_000

    /// What a chunk keeps.
    struct Writer {
        private struct Row {
            var number: Int64
            var ordinal: Int32
            var rule: Int
            var item: String
            var change: RuleOutcome.Change
        }

        private var rows: [Row] = []
        /// How many changes may still be kept.
        var left = 0
        /// The number of the first item of which a change was left out.
        private var firstCut: Int64?
        /// Whether a change was left out.
        var isCut: Bool { firstCut != nil }

        /// Keeps what a rule would change of an item.
        mutating func add(_ outcome: RuleOutcome, number: Int64, name: String) {
            for change in outcome.changes {
                guard left > 0 else {
                    firstCut = firstCut ?? number
                    return
                }
                let ordinal = rows.last.map { $0.number == number ? $0.ordinal + 1 : 0 } ?? 0
                rows.append(Row(number: number, ordinal: ordinal, rule: outcome.rule, item: name, change: change))
                left -= 1
            }
        }

        /// Forgets the changes of an item that is not written.
        mutating func remove(_ number: Int64) {
            left += rows.count(where: { $0.number == number })
            rows.removeAll { $0.number == number }
            if firstCut == number { firstCut = nil }
        }

        /// Writes them; behind them stands a mark, where some were left out.
        func write(_ origin: ChangeOrigin, places: [Int], on db: isolated Session) throws(PostgresError) {
            if !rows.isEmpty {
                try db.execute(
                    put, origin.executionID, origin.owner, origin.month, rows.map(\.number), rows.map(\.ordinal),
                    rows.map { Int32(places[$0.rule]) }, rows.map(\.item), rows.map(\.change.field),
                    rows.map { $0.change.before ?? "" }, rows.map { $0.change.after ?? "" })
            }
            if let firstCut {
                try db.execute(putMark, origin.executionID, origin.owner, origin.month, firstCut, mark)
            }
        }
    }

    /// The ordinal of a mark: behind all changes of its item.
    private static let mark = Int32.max

    /// The list: rule, item, field, before, after.
    static let listing = PreviewListing(
        columns: ["rule"],
        page: { execution, place, db in
            let rows = try db.query(find, execution, place, rowsPerPage)
            var found: [[String]] = []
            var isCut = false
            for row in 0..<rows.count {
                // What comes behind is not what comes next.
                isCut = try rows.int(row, 1) == Int(mark)
                guard !isCut else { break }
                found.append(try (2..<7).map { try rows.text(row, $0) })
            }
            // Pages end with an item, so that the number of an item is enough of a place.
            let next = rows.isEmpty || isCut ? nil : try rows.int64(rows.count - 1, 0) + 1
            return PreviewListing.Page(rows: found, next: next, isCut: isCut)
        },
        forget: { execution, db in try db.execute(drop, execution) })

    private static let put = Statement(
        "put_rule_changes",
        """
        insert into "catalog".rule_change (execution_id, owner, month, number, ordinal, place, item, field, before, after)
        select $1, $2, $3::text::date, c.number, c.ordinal, c.place, c.item, c.field, nullif(c.before, ''), nullif(c.after, '')
          from unnest($4::bigint[], $5::int[], $6::int[], $7::text[], $8::text[], $9::text[], $10::text[])
               as c (number, ordinal, place, item, field, before, after)
        """)
    private static let putMark = Statement(
        "put_rule_changes_mark",
        """
        insert into "catalog".rule_change (execution_id, owner, month, number, ordinal, place, item, field)
        values ($1, $2, $3::text::date, $4, $5, 0, '', '')
        on conflict do nothing
        """)
    private static let find = Statement(
        "find_rule_changes",
        """
        select c.number, c.ordinal, coalesce(r.code, ''), c.item, c.field, coalesce(c.before, ''), coalesce(c.after, '')
          from (select x.* from "catalog".rule_change x
                 where x.execution_id = $1 and x.number >= $2
                 order by x.number
                 fetch first ($3) rows with ties) c
          left join "catalog".execution_rule r on r.execution_id = c.execution_id and r.place = c.place
         order by c.number, c.ordinal
        """)
    private static let drop = Statement(
        "drop_rule_changes", "delete from \"catalog\".rule_change c where c.execution_id = $1")
}
