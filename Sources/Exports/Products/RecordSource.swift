// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// Reads a range of an export's records, one after the other, and makes their cells.
struct RecordSource {
    /// What the first task has settled.
    let plan: ExportPlan
    /// The record that `advance` goes to.
    private(set) var next: Int64
    /// The record behind the range's last.
    let end: Int64
    /// The cells of the record that `advance` has come to, if its item is there.
    private(set) var cells: RecordCells

    /// Media that must go into the archive, and those that are not kept, since they were last taken.
    private(set) var findings = Findings()

    private let renderer: CellRenderer
    private let escapesFormulas: Bool
    private var pages: ItemPages
    private var links: LinkCells
    private var media: MediaCells
    private var isMediaLoaded = false
    private var item = OutputItem()
    private var ids: ArraySlice<Int64> = []
    private var page: Page?
    private var row = 0
    private var bytes = 0

    /// Prepares for what is left of a task's range.
    init(_ context: TaskContext, kind: ItemKind, parameters: ExportParameters, on db: isolated Session) throws {
        plan = try ExportPlan.load(context.executionID, kind, on: db)
        let definitions = try DefinitionsStore.load(on: db)
        let shape = try parameters.shape(kind, in: definitions)
        let labels =
            parameters.withLabel == true
            ? try shape.labelLocale.map { try LabelStore.load($0, definitions, on: db) } : nil
        renderer = CellRenderer(columns: plan.columns, shape: shape, labels: labels, definitions: definitions)
        escapesFormulas = shape.escapesFormulas
        media = MediaCells(columns: plan.columns, definitions: definitions)
        // What has no identifier lies under its uuid in the archive.
        pages = ItemPages(
            execution: context.executionID, plan: plan, kind: kind, hasUUID: shape.hasUUID || media.isNeeded)
        links = LinkCells(columns: plan.columns, shape: shape, plan: plan, execution: context.executionID)
        cells = RecordCells(columns: plan.columns.count)
        next = context.position
        end = context.rangeEnd ?? plan.records + 1
    }

    /// Goes to the next record; false when its item was deleted meanwhile.
    mutating func advance(on db: isolated Session) throws -> Bool {
        if ids.isEmpty { try load(on: db) }
        let id = ids.removeFirst()
        next += 1
        guard let page, row < page.rows.count, try page.rows.int64(row, 0) == id else { return false }
        try ItemPages.take(page.rows, row, into: &item)
        cells.removeAll()
        renderer.render(item, into: &cells)
        if media.isNeeded, media.isNamed(in: cells) { try renderMedia(on: db) }
        if links.isNeeded { links.render(id, into: &cells) }
        if escapesFormulas { renderer.escapeFormulas(in: &cells) }
        row += 1
        bytes += item.bytes.count
        return true
    }

    private mutating func load(on db: isolated Session) throws {
        pages.note(items: row, bytes: bytes)
        ids = try pages.ids(from: next, upTo: end, on: db)
        if links.isNeeded { try links.load(ids, on: db) }
        page = Page(try pages.items(ids, on: db))
        (row, bytes, isMediaLoaded) = (0, 0, false)
    }

    /// Puts paths in the place of media; the first time on a page all that its items name are looked for together.
    private mutating func renderMedia(on db: isolated Session) throws {
        if !isMediaLoaded, let page {
            var others = OutputItem()
            var scratch = RecordCells(columns: plan.columns.count)
            for row in row..<page.rows.count {
                try ItemPages.take(page.rows, row, into: &others)
                scratch.removeAll()
                renderer.render(others, into: &scratch)
                media.note(scratch)
            }
            try media.load(on: db)
            isMediaLoaded = true
        }
        let uuid = item.uuid.map { String(decoding: item.bytes[$0], as: UTF8.self) }
        media.render(uuid: uuid, record: next - 1, into: &cells, &findings.media, &findings.notes)
    }

    /// Gives away what was found.
    mutating func takeFindings() -> Findings {
        defer { findings = Findings() }
        return findings
    }

    /// What the records so far name besides their cells.
    struct Findings: Sendable {
        var media: [MediaCells.Entry] = []
        var notes: [Warning] = []
    }

    /// Items of the database's answer.
    private final class Page {
        let rows: Rows

        init(_ rows: consuming Rows) { self.rows = rows }
    }
}
