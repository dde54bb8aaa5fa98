// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import JobEngine
import Postgres

/// Writes a range of an export's records into the files that hold them.
///
/// Pieces carry the task's first record as their part, so a file's bytes are in order whoever wrote them first; a chunk's pieces and its
/// place are one transaction, so what a killed worker leaves is continued to the byte.
struct WriteTask {
    /// Bytes that are worth a transaction.
    private static let bytesPerChunk = 1 << 20

    /// Where a task stands: the file it writes, and its next piece there.
    private struct Checkpoint: Codable {
        var file: Int
        var next: Int32
    }

    /// Bytes for one file.
    private struct Part {
        var file: Int
        var bytes: [UInt8]
    }

    let context: TaskContext
    let kind: ItemKind
    let format: FileKind
    let parameters: ExportParameters

    func run(on db: isolated Session) async throws {
        let plan = try ExportPlan.load(context.executionID, kind, on: db)
        let definitions = try DefinitionsStore.load(on: db)
        let shape = try parameters.shape(kind, in: definitions)
        let labels =
            parameters.withLabel == true
            ? try shape.labelLocale.map { try LabelStore.load($0, definitions, on: db) } : nil
        let renderer = CellRenderer(columns: plan.columns, shape: shape, labels: labels, definitions: definitions)
        let writer = try format.format(plan.columns, parameters)
        let titles = plan.columns.map(\.title)
        guard plan.records > 0 else {
            var header: [UInt8] = []
            writer.appendHeader(titles, to: &header)
            return try await write(
                [Part(file: 1, bytes: header)], Counters(), to: context.position, isLast: true, on: db)
        }
        let end = context.rangeEnd ?? plan.records + 1
        var pages = ItemPages(execution: context.executionID, plan: plan, kind: kind, hasUUID: shape.hasUUID)
        var links = LinkCells(columns: plan.columns, shape: shape, plan: plan, execution: context.executionID)
        var cells = RecordCells(columns: plan.columns.count)
        var item = OutputItem()
        var record = context.position
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
                if parts.last?.file != file { parts.append(Part(file: file, bytes: [])) }
                let place = parts.count - 1
                let before = parts[place].bytes.count
                if plan.isFirst(record) { writer.appendHeader(titles, to: &parts[place].bytes) }
                record += 1
                counters.read += 1
                // What was deleted meanwhile is missing.
                if row < rows.count, try rows.int64(row, 0) == id {
                    try ItemPages.take(rows, row, into: &item)
                    cells.removeAll()
                    renderer.render(item, into: &cells)
                    if links.isNeeded { links.render(id, into: &cells) }
                    if shape.escapesFormulas { renderer.escapeFormulas(in: &cells) }
                    writer.append(cells, to: &parts[place].bytes)
                    counters.written += 1
                    row += 1
                    bytes += item.bytes.count
                }
                pending += parts[place].bytes.count - before
            }
            pages.note(items: row, bytes: bytes)
            guard pending >= Self.bytesPerChunk || record >= end else { continue }
            try await write(parts, counters, to: record, isLast: record >= end, on: db)
            parts.removeAll(keepingCapacity: true)
            counters = Counters()
            pending = 0
        }
    }

    /// One chunk: bytes, figures, and where the task stands.
    private func write(
        _ parts: [Part], _ figures: Counters, to record: Int64, isLast: Bool, on db: isolated Session
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
            chunk.checkpoint = try JSONB(encoding: state)
            chunk.position = record
            chunk.counters = counters
            if isLast { chunk.finish() }
        }
    }
}
