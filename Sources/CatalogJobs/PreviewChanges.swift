// SPDX-License-Identifier: Apache-2.0

import CatalogStore
import JobEngine
package import Postgres
import Tabular

/// What a job lists in place of the catalogue's changes, field by field.
package struct PreviewListing: Sendable {
    /// A page of changes: the cells of each, and the place behind it; nil when there is nothing behind it.
    package struct Page: Sendable {
        /// The cells, of which the last four are item, field, before and after.
        package var rows: [[String]]
        /// Where the next page begins.
        package var next: Int64?
        /// Whether changes were left out before.
        package var isCut: Bool

        /// Describes a page.
        package init(rows: [[String]], next: Int64?, isCut: Bool) {
            self.rows = rows
            self.next = next
            self.isCut = isCut
        }
    }

    /// Changes in the list; there may be more.
    package static let mostChanges = 100_000
    /// The columns that stand before item, field, before and after.
    package let columns: [String]
    /// The changes of an execution from a place on, 0 at first.
    package let page: @Sendable (_ execution: Int64, _ place: Int64, isolated Session) throws -> Page
    /// Drops what was kept for the list, once it is written.
    package let forget: @Sendable (_ execution: Int64, isolated Session) throws -> Void

    /// Describes a list.
    package init(
        columns: [String],
        page: @escaping @Sendable (_ execution: Int64, _ place: Int64, isolated Session) throws -> Page,
        forget: @escaping @Sendable (_ execution: Int64, isolated Session) throws -> Void
    ) {
        self.columns = columns
        self.page = page
        self.forget = forget
    }
}

/// The end of a preview: `changes.csv`, the first changes for the report, and the preview's catalogue is dropped.
struct PreviewChanges {
    /// What tells this task from those of the step that it stands behind.
    struct Input: Codable {
        /// Whether it lists the changes.
        var listsChanges: Bool?

        enum CodingKeys: String, CodingKey {
            case listsChanges = "lists_changes"
        }
    }

    /// The name of the file.
    static let fileName = "changes.csv"
    /// Changes in the report.
    private static let mostInReport = 100
    /// Characters of a value in the report; the file has all.
    private static let mostOfValue = 200
    /// Changes of one chunk, about.
    private static let changesPerChunk = 5_000
    /// Pages of items of one chunk: many items may end as they were.
    private static let pagesPerChunk = 20
    /// Items that are looked up at once.
    private static let itemsPerPage = 500

    private struct Checkpoint: Codable {
        var artifact: Int64
        var next: Int32
        var size: Int64
        var place: PreviewCatalog.Place
        var count: Int
        /// Of a job's own list: where the next page begins, and whether changes were left out.
        var nextPlace: Int64?
        var isCut: Bool?
    }

    /// What the step keeps: `preview_first` as soon as there are any, the others with its last chunk.
    private struct Facts: Codable {
        struct Change: Codable {
            var item: String
            var field: String
            var before: String
            var after: String
        }

        var first: [Change]?
        var count: Int?
        var isCut: Bool?

        enum CodingKeys: String, CodingKey {
            case first = "preview_first"
            case count = "preview_changes"
            case isCut = "preview_is_cut"
        }
    }

    let context: TaskContext
    /// Nil: the fields of the catalogue.
    let listing: PreviewListing?

    /// Whether the changes of an execution are listed and all is done.
    static func areListed(execution: Int64, on db: isolated Session) throws -> Bool {
        try db.query(changesFile, execution, fileName).bool(0, 0)
    }

    /// Lists the changes, chunk by chunk.
    func run(on db: isolated Session) async throws {
        let (execution, listing, before) = (
            context.executionID, listing, try context.checkpoint(as: Checkpoint.self)
        )
        var state = before
        while !context.isFinished {
            let start = state
            let known = try context.facts(ofStep: context.step, on: db)?.decoded(as: Facts.self).first ?? []
            state = try await context.chunk(on: db) { chunk, db in
                var state =
                    try start
                    ?? Checkpoint(
                        artifact: Artifact.makeOutput(
                            execution: execution, name: Self.fileName, mediaType: "text/csv", on: db),
                        next: 0, size: 0, place: PreviewCatalog.Place(), count: 0, nextPlace: 0)
                try Self.write(
                    &state, isFirst: start == nil, known, listing, into: &chunk, execution: execution, on: db)
                return state
            }
        }
    }

    private static func write(
        _ state: inout Checkpoint, isFirst: Bool, _ known: [Facts.Change], _ listing: PreviewListing?,
        into chunk: inout Chunk, execution: Int64, on db: isolated Session
    ) throws {
        var csv = CSVWriter()
        if isFirst { append((listing?.columns ?? []) + ["item", "field", "before", "after"], to: &csv) }
        var facts = Facts()
        var first = known
        let goal = state.count + changesPerChunk
        var (pages, isCut) = (0, false)
        var isEnd = false
        while pages < pagesPerChunk, state.count < goal, !isEnd, !isCut {
            pages += 1
            for row in try page(&state, isEnd: &isEnd, listing, execution, on: db) {
                guard state.count < PreviewListing.mostChanges else {
                    isCut = true
                    break
                }
                state.count += 1
                append(row, to: &csv)
                if first.count < mostInReport {
                    let change = row.suffix(4).map(shortened)
                    first.append(Facts.Change(item: change[0], field: change[1], before: change[2], after: change[3]))
                }
            }
        }
        var writer = ArtifactWriter(artifact: state.artifact, nextOrdinal: state.next, byteCount: state.size)
        writer.append(csv.take())
        try writer.write(includingRest: true, on: db)
        state.next = writer.nextOrdinal
        state.size = writer.byteCount
        if isCut || isEnd {
            try Artifact.complete(state.artifact, size: state.size, records: Int64(state.count), on: db)
            facts.count = state.count
            facts.isCut = isCut || state.isCut ?? false
            try listing?.forget(execution, db)
            try PreviewCatalog(execution: execution).drop(on: db)
            chunk.finish()
        } else {
            chunk.checkpoint = try JSONB(encoding: state)
        }
        if isFirst || first.count > known.count { facts.first = first }
        if facts.first != nil || chunk.isFinished { chunk.setFacts(try JSONB(encoding: facts)) }
    }

    /// The next changes.
    private static func page(
        _ state: inout Checkpoint, isEnd: inout Bool, _ listing: PreviewListing?, _ execution: Int64,
        on db: isolated Session
    ) throws -> [[String]] {
        guard let listing else {
            let changes = try PreviewCatalog.changes(at: &state.place, items: itemsPerPage, on: db)
            isEnd = state.place.isEnd
            return changes.map { [$0.item, $0.field, $0.before, $0.after] }
        }
        let page = try listing.page(execution, state.nextPlace ?? 0, db)
        state.nextPlace = page.next
        isEnd = page.next == nil
        if page.isCut { state.isCut = true }
        return page.rows
    }

    private static func append(_ cells: [String], to csv: inout CSVWriter) {
        for cell in cells { csv.write(cell) }
        csv.endRecord()
    }

    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > mostOfValue, text.count > mostOfValue else { return text }
        return text.prefix(mostOfValue) + "…"
    }

    private static let changesFile = Statement(
        "changes_file",
        """
        select exists (
          select from job.artifact a
           where a.execution_id = $1 and a.kind = 'output' and a.name = $2 and a.is_complete)
        """)
}
