// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres
import Tabular

/// Writes whole workbooks of an export, one behind the other; all their cells are text.
///
/// Chunks end where another process can go on: at the end of a file, or once in so many rows of it. Bytes, place and the state of the
/// workbook are one transaction, so what a killed worker leaves is continued to the byte.
struct WorkbookTask {
    /// Bytes that are worth a transaction.
    private static let bytesPerChunk = 1 << 20

    /// Where a task stands: the file it writes, its next piece there, and the workbook unless its file is whole.
    private struct Checkpoint: Codable {
        var file: Int
        var next: Int32
        var workbook: XLSXWriter.State?
    }

    /// Bytes for one file.
    private struct Part {
        var file: Int
        var bytes: [UInt8]
    }

    let context: TaskContext
    let kind: ItemKind
    let parameters: ExportParameters

    /// Tasks that share the files.
    static func plan(_ plan: ExportPlan, atMost count: Int) -> StepPlan {
        let lines = plan.linesPerFile ?? plan.records
        var tasks = StepPlan.ranges(of: 1..<plan.files + 1, count: count).tasks
        for place in tasks.indices {
            let (first, end) = (tasks[place].rangeStart, tasks[place].rangeEnd ?? plan.files + 1)
            tasks[place].rangeStart = (first - 1) * lines + 1
            tasks[place].rangeEnd = min((end - 1) * lines, plan.records) + 1
            tasks[place].part = tasks[place].rangeStart
        }
        return StepPlan(tasks: tasks, total: plan.records)
    }

    func run(on db: isolated Session) async throws {
        let plan = try ExportPlan.load(context.executionID, kind, on: db)
        let definitions = try DefinitionsStore.load(on: db)
        let shape = try parameters.shape(kind, in: definitions)
        let labels =
            parameters.withLabel == true
            ? try shape.labelLocale.map { try LabelStore.load($0, definitions, on: db) } : nil
        let renderer = CellRenderer(columns: plan.columns, shape: shape, labels: labels, definitions: definitions)
        guard plan.records > 0 else {
            let workbook = try begin(plan)
            try workbook.finish()
            return try await write(
                [Part(file: 1, bytes: workbook.take())], Counters(), nil, to: context.position, isLast: true, on: db)
        }
        let end = context.rangeEnd ?? plan.records + 1
        var pages = ItemPages(execution: context.executionID, plan: plan, kind: kind, hasUUID: shape.hasUUID)
        var links = LinkCells(columns: plan.columns, shape: shape, plan: plan, execution: context.executionID)
        var cells = RecordCells(columns: plan.columns.count)
        var item = OutputItem()
        var record = context.position
        var workbook = try context.checkpoint(as: Checkpoint.self)?.workbook.map { try XLSXWriter(resuming: $0) }
        var parts: [Part] = []
        var counters = Counters()
        var pending = 0
        while record < end {
            let ids = try pages.ids(from: record, upTo: end, on: db)
            if links.isNeeded { try links.load(ids, on: db) }
            let rows = try pages.items(ids, on: db)
            var (row, bytes) = (0, 0)
            for id in ids {
                let file = plan.file(of: record)
                let sheet = try workbook ?? begin(plan)
                workbook = sheet
                record += 1
                counters.read += 1
                // What was deleted meanwhile is missing.
                if row < rows.count, try rows.int64(row, 0) == id {
                    try ItemPages.take(rows, row, into: &item)
                    cells.removeAll()
                    renderer.render(item, into: &cells)
                    if links.isNeeded { links.render(id, into: &cells) }
                    if shape.escapesFormulas { renderer.escapeFormulas(in: &cells) }
                    for place in cells.places {
                        if place.isEmpty {
                            sheet.write(Span())
                        } else {
                            sheet.write(cells.bytes.span.extracting(place.range))
                        }
                    }
                    try sheet.endRecord()
                    counters.written += 1
                    row += 1
                    bytes += item.bytes.count
                }
                let isWhole = record > plan.records || plan.isFirst(record)
                if isWhole { try sheet.finish() }
                if isWhole || sheet.state != nil {
                    let made = sheet.take()
                    if parts.last?.file != file { parts.append(Part(file: file, bytes: [])) }
                    parts[parts.count - 1].bytes += made
                    pending += made.count
                    if isWhole { workbook = nil }
                    if pending >= Self.bytesPerChunk || record >= end {
                        try await write(parts, counters, sheet.state, to: record, isLast: record >= end, on: db)
                        (parts, counters, pending) = ([], Counters(), 0)
                    }
                }
            }
            pages.note(items: row, bytes: bytes)
        }
    }

    /// A workbook with its header.
    private func begin(_ plan: ExportPlan) throws -> XLSXWriter {
        let workbook = try XLSXWriter(sheet: "Sheet1")
        guard parameters.withHeader ?? true else { return workbook }
        for column in plan.columns {
            let title = Array(column.title.utf8)
            workbook.write(title.span)
        }
        try workbook.endRecord()
        return workbook
    }

    /// One chunk: bytes, figures, and where the task stands.
    private func write(
        _ parts: [Part], _ figures: Counters, _ workbook: XLSXWriter.State?, to record: Int64, isLast: Bool,
        on db: isolated Session
    ) async throws {
        var counters = figures
        counters.done = counters.read
        try await context.chunk(on: db) { chunk in
            var state = try chunk.checkpoint?.decoded(as: Checkpoint.self) ?? Checkpoint(file: 0, next: 0)
            for part in parts {
                if part.file != state.file { state = Checkpoint(file: part.file, next: 0) }
                guard !part.bytes.isEmpty else { continue }
                let rows = try db.query(ExportStatements.file, context.executionID, Int32(part.file))
                guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
                var writer = ArtifactWriter(
                    artifact: try rows.int64(0, 0), part: context.part, nextOrdinal: state.next)
                writer.append(part.bytes)
                try writer.write(includingRest: true, on: db)
                state.next = writer.nextOrdinal
            }
            state.workbook = workbook
            chunk.checkpoint = try JSONB(encoding: state)
            chunk.position = record
            chunk.counters = counters
            if isLast { chunk.finish() }
        }
    }
}
