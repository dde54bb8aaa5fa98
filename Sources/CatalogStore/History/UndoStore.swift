// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import Postgres

/// What an undo does in the database: find what an execution changed, and put it back, page by page.
///
/// The work is the database's: what an item was stands there, and goes back without a way through the program.
package struct UndoStore: Sendable {
    /// Items of one kind that are handled together.
    package struct Page: Sendable {
        /// The number of the first of them.
        package let first: Int64
        /// What they are.
        package let kind: LinkOwner.Kind
        /// Their ids.
        package let ids: [Int64]

        /// Names items.
        package init(first: Int64, kind: LinkOwner.Kind, ids: [Int64]) {
            self.first = first
            self.kind = kind
            self.ids = ids
        }
    }

    /// What became of the items of a chunk.
    package struct Outcome: Sendable, Decodable {
        /// Something to be told about an item.
        package struct Note: Sendable, Decodable {
            /// The item's identifier, code or uuid.
            package let name: String?
            /// The stable code.
            package let reason: String
            /// The field, as files call it.
            package let field: String?
            /// The value at fault.
            package let value: String?
            /// Who has it.
            package let holder: String?
            /// When the field was changed, in UTC.
            package let at: String?
            /// The kind of job that changed it.
            package let kind: String?
            /// Whether it refuses nothing.
            package let note: Bool?
        }

        /// Items made again.
        package let created: Int64
        /// Items put back.
        package let updated: Int64
        /// Items that are as they were.
        package let unchanged: Int64
        /// Items left alone.
        package let skipped: Int64
        /// Items refused.
        package let invalid: Int64
        /// Items deleted.
        package let deleted: Int64?
        /// Items that want what another has.
        package let waiting: [Int64]
        /// Items whose links follow.
        package let links: [Int64]
        /// What is to be told.
        package let warnings: [Note]
    }

    /// An item that did not get all of its links back.
    package struct LostLink: Sendable, Decodable {
        /// Its identifier, code or uuid.
        package let name: String?
        /// The links, as files call them.
        package let field: String
    }

    private let origin: ChangeOrigin

    /// Names the undo.
    package init(origin: ChangeOrigin) {
        self.origin = origin
    }

    // MARK: What there is to do

    /// Finds what an execution changed; the answer says how many items.
    package func plan(target: UUIDBytes, on db: isolated Session) throws(PostgresError) -> Int64 {
        try db.query(UndoStatements.plan, origin.executionID, origin.owner, origin.month, target).int64(0, 0)
    }

    /// Goes on to the next stage that has any items; nil: nothing is left.
    package static func nextStage(_ execution: Int64, on db: isolated Session) throws(PostgresError) -> Int16? {
        let rows = try db.query(UndoStatements.nextStage, execution)
        return rows.isEmpty ? nil : Int16(truncatingIfNeeded: try rows.int(0, 0))
    }

    /// Where the pages of a stage begin, and how many items they have.
    package static func pages(
        _ execution: Int64, stage: Int16, on db: isolated Session
    ) throws(PostgresError) -> [(first: Int64, count: Int64)] {
        let rows = try db.query(UndoStatements.pages, execution, stage)
        var pages: [(first: Int64, count: Int64)] = []
        for row in 0..<rows.count { pages.append((try rows.int64(row, 0), try rows.int64(row, 1))) }
        return pages
    }

    /// Drops what an undo has kept for itself.
    package static func forget(_ execution: Int64, on db: isolated Session) throws(PostgresError) {
        _ = try db.query(UndoStatements.forget, [execution])
    }

    /// The items of a stage from a number on and before `end`, up to the end of their page; nil: there are no more.
    package func page(
        stage: Int16, from number: Int64, to end: Int64?, on db: isolated Session
    ) throws(PostgresError) -> Page? {
        let rows = try db.query(UndoStatements.page, origin.executionID, stage, number, end ?? Int64.max)
        guard !rows.isEmpty else { return nil }
        let first = try rows.int64(0, 0)
        let kind = LinkOwner.Kind(rawValue: try rows.text(0, 1)) ?? .product
        let ids = try rows.int64Array(0, 2)
        let start = max(0, number - first)
        let stop = end.map { min(Int64(ids.count), $0 - first) } ?? Int64(ids.count)
        guard start < stop else { return nil }
        return Page(first: first + start, kind: kind, ids: Array(ids[Int(start)..<Int(stop)]))
    }

    // MARK: A chunk

    /// Puts items back; `isLast`: what wants something that another has is refused.
    package func restore(
        _ kind: LinkOwner.Kind, _ ids: [Int64], isLast: Bool, on db: isolated Session
    ) throws -> Outcome {
        let at = try DatabaseClock.now(on: db)
        let rows = try db.query(
            UndoStatements.changes, origin.executionID, origin.owner, origin.month, kind.rawValue, ids, isLast, at)
        return try JSONDecoder().decode(Outcome.self, from: Data(try rows.json(0, 0).bytes))
    }

    /// Deletes items that the execution created.
    package func delete(_ kind: LinkOwner.Kind, _ ids: [Int64], on db: isolated Session) throws -> Outcome {
        let at = try DatabaseClock.now(on: db)
        let rows = try db.query(
            UndoStatements.creations, origin.executionID, origin.owner, origin.month, kind.rawValue, ids, at)
        return try JSONDecoder().decode(Outcome.self, from: Data(try rows.json(0, 0).bytes))
    }

    /// Puts the links of items back; the answer names those that lead nowhere any more.
    package func relink(_ kind: LinkOwner.Kind, _ ids: [Int64], on db: isolated Session) throws -> [LostLink] {
        let at = try DatabaseClock.now(on: db)
        let rows = try db.query(
            UndoStatements.links, origin.executionID, origin.owner, origin.month, kind.rawValue, ids, at)
        return try JSONDecoder().decode([LostLink].self, from: Data(try rows.json(0, 0).bytes))
    }

    /// Keeps items for a later stage; `first` nil: behind all that are there.
    package func put(
        _ kind: LinkOwner.Kind, _ ids: [Int64], stage: Int16, first: Int64?, on db: isolated Session
    ) throws(PostgresError) {
        guard !ids.isEmpty else { return }
        try db.execute(
            UndoStatements.put, origin.executionID, origin.owner, origin.month, stage, first, kind.rawValue, ids)
    }

    /// Takes handled items out of a page of those that wait, or the page when none is left.
    package func settle(
        stage: Int16, first: Int64, handled: [Int64], on db: isolated Session
    ) throws(PostgresError) {
        try db.execute(UndoStatements.settle, origin.executionID, stage, first, handled)
        try db.execute(UndoStatements.dropEmpty, origin.executionID, stage, first)
    }
}

enum UndoStatements {
    static let plan = Statement("plan_undo", "select catalog.plan_undo($1, $2, $3::text::date, $4)")
    static let forget = Statement("forget_undo", "select catalog.forget_undo($1)")
    static let changes = Statement(
        "undo_changes", "select catalog.undo_changes($1, $2, $3::text::date, $4, $5, $6, $7)")
    static let creations = Statement(
        "undo_creations", "select catalog.undo_creations($1, $2, $3::text::date, $4, $5, $6)")
    static let links = Statement("undo_links", "select catalog.undo_links($1, $2, $3::text::date, $4, $5, $6)")
    /// Stage 8 is what still waits after stage 5, in the pages of that stage.
    static let nextStage = Statement(
        "next_undo_stage",
        """
        update catalog.undo_plan u set stage = n.stage
          from (select min(s.stage)::smallint as stage
                  from (select p.stage from catalog.undo_page p where p.execution_id = $1
                        union all
                        select 8 from catalog.undo_page p where p.execution_id = $1 and p.stage = 5) s
                 where s.stage > (select x.stage from catalog.undo_plan x where x.execution_id = $1)) n
         where u.execution_id = $1 and n.stage is not null
        returning u.stage::int
        """)
    static let pages = Statement(
        "undo_pages",
        """
        select p.first, cardinality(p.ids)::bigint from catalog.undo_page p
         where p.execution_id = $1 and p.stage = $2 order by p.first
        """)
    /// No page has more than two thousand items.
    static let page = Statement(
        "undo_page",
        """
        select p.first, p.item_kind, p.ids from catalog.undo_page p
         where p.execution_id = $1 and p.stage = $2 and p.first > $3 - 2000 and p.first + cardinality(p.ids) > $3 and p.first < $4
         order by p.first
         limit 1
        """)
    static let put = Statement(
        "put_undo_page",
        """
        insert into catalog.undo_page (execution_id, owner, month, stage, first, item_kind, ids)
        select $1, $2, $3::text::date, $4,
               coalesce($5, (select coalesce(max(p.first), 0) + 2000 from catalog.undo_page p where p.execution_id = $1 and p.stage = $4)),
               $6, $7
        """)
    static let settle = Statement(
        "settle_undo_page",
        """
        update catalog.undo_page p
           set ids = array(select i.id from unnest(p.ids) i (id) where i.id <> all ($4::bigint[]) order by i.id)
         where p.execution_id = $1 and p.stage = $2 and p.first = $3
        """)
    static let dropEmpty = Statement(
        "drop_empty_undo_page",
        "delete from catalog.undo_page p where p.execution_id = $1 and p.stage = $2 and p.first = $3 and p.ids = '{}'")
}
