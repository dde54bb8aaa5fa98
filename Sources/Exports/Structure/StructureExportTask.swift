// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogStore
import FoundationEssentials
import JobEngine
import Postgres
import Tabular

/// Writes all records of one kind of structure, page by page in the order of their keys.
///
/// Bytes, place and the state of a workbook are one transaction, so what a killed worker leaves is continued to the byte.
struct StructureExportTask<Entity: StoredEntity> {
    /// Records of a chunk, if its file can be left there; a workbook can be left once in `XLSXWriter.rowsPerBlock` rows.
    private static var recordsPerChunk: Int { 20_000 }

    /// Where the task stands.
    private struct Checkpoint: Codable {
        /// Behind this key it goes on.
        var key: [String] = []
        /// The file at hand or the last one, from 1; whether it goes on; how many records it holds; its next piece.
        var file: Int32 = 0
        var isOpen = false
        var records = 0
        var next: Int32 = 0
        var workbook: XLSXWriter.State?
    }

    /// What is settled before the first record: the report shows it, and whoever takes over reads it.
    private struct Facts: Codable {
        var records: Int64
        var columns: Int
        var locales: [String]
        var channels: [String]
        var isNumbered: Bool

        enum CodingKeys: String, CodingKey {
            case records, columns, locales, channels
            case isNumbered = "is_numbered"
        }
    }

    let context: TaskContext
    let format: FileKind

    func run(on db: isolated Session) async throws {
        let parameters = try ExportParameters(json: context.parameters.bytes)
        try parameters.checkLines(format)
        let rows = try db.query(ExportStatements.launch, context.executionID)
        guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
        let (label, datetime) = (try rows.text(0, 0), try rows.text(0, 2))
        let facts = try await settle(parameters, label: label, datetime: datetime, on: db)
        let pages = StructurePages(Entity.self, locales: facts.locales, channels: facts.channels)
        let names = FileNames(
            template: parameters.storage?.filePath ?? "", label: label, datetime: datetime,
            fileExtension: format.fileExtension, isNumbered: facts.isNumbered)
        var isDone = false
        while !isDone {
            isDone = try await context.chunk(on: db) { chunk in
                try write(&chunk, pages, facts, names, parameters, on: db)
            }
        }
    }

    /// Columns and number of files, found once: who takes over finds them among the step's facts.
    private func settle(
        _ parameters: ExportParameters, label: String, datetime: String, on db: isolated Session
    ) async throws -> Facts {
        if let known = try context.facts(ofStep: context.step, on: db) { return try known.decoded(as: Facts.self) }
        let places = try StructurePages.places(of: Entity.self, on: db)
        let pages = StructurePages(Entity.self, locales: places.locales, channels: places.channels)
        let count = try pages.count(on: db)
        let facts = Facts(
            records: count, columns: pages.titles.count, locales: places.locales, channels: places.channels,
            isNumbered: parameters.linesPerFile.map { count > $0 } ?? false)
        let json = try JSONB(encoding: facts)
        // What stands in names and folders, for the step that puts the files there: one row an execution, whatever it exports.
        let names = try JSONB(encoding: ["label": label, "datetime": datetime])
        try await context.chunk(on: db) { chunk in
            chunk.setTotal(count)
            chunk.setFacts(json)
            try db.execute(
                ExportStatements.putPlan, context.executionID, ItemKind.product.rawValue, JSONB("{}"), names)
        }
        return facts
    }

    /// One chunk; true when all records are written.
    private func write(
        _ chunk: inout Chunk, _ pages: StructurePages, _ facts: Facts, _ names: FileNames,
        _ parameters: ExportParameters, on db: isolated Session
    ) throws -> Bool {
        var state = try chunk.checkpoint?.decoded(as: Checkpoint.self) ?? Checkpoint()
        var file =
            state.isOpen ? try StructureFile(format, parameters, titles: pages.titles, resuming: state.workbook) : nil
        let perFile = facts.isNumbered ? parameters.linesPerFile.map(Int.init) ?? .max : .max
        let limit = Self.recordsPerChunk + XLSXWriter.rowsPerBlock
        let records = try pages.page(after: state.key, limit: limit, on: db)
        var done = 0
        for record in records {
            if done >= Self.recordsPerChunk, file?.canRest ?? true { break }
            let open = try file ?? begin(&state, pages, names, parameters, on: db)
            file = open
            try open.write(record.cells)
            done += 1
            state.records += 1
            state.key = record.key
            if state.records == perFile {
                try end(open, &state, on: db)
                file = nil
            }
        }
        let isLast = done == records.count && records.count < limit
        if isLast, state.file == 0 { file = try begin(&state, pages, names, parameters, on: db) }
        if let file {
            if isLast { try end(file, &state, on: db) } else { try put(file.take(), &state, on: db) }
            state.workbook = isLast ? nil : file.state
        }
        chunk.checkpoint = try JSONB(encoding: state)
        chunk.position += Int64(done)
        chunk.counters.done = Int64(done)
        chunk.counters.read = Int64(done)
        chunk.counters.written = Int64(done)
        if isLast { chunk.finish() }
        return isLast
    }

    private func begin(
        _ state: inout Checkpoint, _ pages: StructurePages, _ names: FileNames, _ parameters: ExportParameters,
        on db: isolated Session
    ) throws -> StructureFile {
        (state.file, state.records, state.next, state.isOpen) = (state.file + 1, 0, 0, true)
        let artifact = try Artifact.makeOutput(
            execution: context.executionID, name: names.file(Int(state.file)), mediaType: format.mediaType, on: db)
        try db.execute(ExportStatements.putFile, context.executionID, state.file, artifact, Int64(0))
        return try StructureFile(format, parameters, titles: pages.titles, resuming: nil, isNew: true)
    }

    private func end(_ file: StructureFile, _ state: inout Checkpoint, on db: isolated Session) throws {
        let artifact = try put(file.finish(), &state, on: db)
        try db.execute(ExportStatements.putFile, context.executionID, state.file, artifact, Int64(state.records))
        (state.isOpen, state.workbook) = (false, nil)
    }

    @discardableResult
    private func put(_ bytes: [UInt8], _ state: inout Checkpoint, on db: isolated Session) throws -> Int64 {
        let rows = try db.query(ExportStatements.file, context.executionID, state.file)
        guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
        var writer = ArtifactWriter(artifact: try rows.int64(0, 0), nextOrdinal: state.next)
        writer.append(bytes)
        try writer.write(includingRest: true, on: db)
        state.next = writer.nextOrdinal
        return writer.artifact
    }
}
