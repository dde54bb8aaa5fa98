// SPDX-License-Identifier: Apache-2.0

package import CatalogStore
package import JobEngine
package import Postgres

/// The ids of the items that an execution has selected before it changes any: kept in pages, and read from any number on.
package struct SelectionPages {
    /// Ids of a page.
    private static let idsPerPage = 2_000

    private let execution: Int64
    private let kind: LinkOwner.Kind
    private var first: Int64 = 0
    private var ids: [Int64] = []

    /// The products or product models of an execution.
    package init(execution: Int64, kind: LinkOwner.Kind) {
        self.execution = execution
        self.kind = kind
    }

    /// Ids from a number on and before another, all of one page, at most `limit`.
    package mutating func ids(
        from number: Int64, upTo end: Int64, limit: Int, on db: isolated Session
    ) throws -> ArraySlice<Int64> {
        if number < first || number >= first + Int64(ids.count) {
            let rows = try db.query(Self.page, execution, kind.rawValue, number)
            guard !rows.isEmpty else { throw StepFailure.selectionIsGone }
            first = try rows.int64(0, 0)
            ids = try rows.int64Array(0, 1)
        }
        let start = Int(number - first)
        guard start < ids.count else { throw StepFailure.selectionIsGone }
        return ids[start..<min(ids.count, start + min(limit, Int(end - number)))]
    }

    /// Keeps ids of a kind behind the first `count` of that kind.
    package static func keep(
        _ ids: [Int64], from count: Int64, _ kind: LinkOwner.Kind, of execution: Int64, on db: isolated Session
    ) throws(PostgresError) {
        for start in stride(from: 0, to: ids.count, by: idsPerPage) {
            try db.execute(
                putPage, execution, kind.rawValue, count + Int64(start),
                Array(ids[start..<min(start + idsPerPage, ids.count)]))
        }
    }

    /// Drops those of one kind.
    package static func drop(
        _ kind: LinkOwner.Kind, of execution: Int64, on db: isolated Session
    ) throws(PostgresError) {
        try db.execute(dropKind, execution, kind.rawValue)
    }

    /// All ids of a kind.
    package static func all(
        _ kind: LinkOwner.Kind, of execution: Int64, on db: isolated Session
    ) throws(PostgresError) -> [Int64] {
        let rows = try db.query(Self.pages, execution, kind.rawValue)
        var ids: [Int64] = []
        for row in 0..<rows.count { ids += try rows.int64Array(row, 0) }
        return ids
    }

    /// Drops them, when all items were visited.
    package static func forget(_ execution: Int64, on db: isolated Session) throws(PostgresError) {
        _ = try db.query(forgetAll, execution)
    }

    private static let putPage = Statement(
        "put_selection_page",
        """
        insert into catalog.selection_page (execution_id, owner, month, item_kind, first, ids)
        select e.id, e.owner, e.month, $2, $3, $4 from job.execution e where e.id = $1
        """)
    private static let page = Statement(
        "selection_page",
        """
        select s.first, s.ids from catalog.selection_page s
         where s.execution_id = $1 and s.item_kind = $2 and s.first <= $3
         order by s.first desc limit 1
        """)
    private static let pages = Statement(
        "selection_pages",
        """
        select s.ids from catalog.selection_page s
         where s.execution_id = $1 and s.item_kind = $2 order by s.first
        """)
    private static let dropKind = Statement(
        "drop_selection_kind",
        "delete from catalog.selection_page s where s.execution_id = $1 and s.item_kind = $2")
    private static let forgetAll = Statement(
        "forget_selection", "select catalog.forget_selection(array[$1::bigint])")
}

extension StepFailure {
    /// What the first task found is gone.
    package static let selectionIsGone = StepFailure(
        reason: "selection_forgotten", message: "what this execution had selected is no longer kept",
        hint: "Launch it again.")
}
