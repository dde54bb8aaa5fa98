// SPDX-License-Identifier: Apache-2.0

import Catalog
import JobEngine
import Postgres
import Tabular

/// The bytes of a task's next chunk, by the file that they go into.
///
/// Pieces carry the task's first record as their part, so a file's bytes are in order whoever wrote them first; a chunk's pieces and its
/// place are one transaction, so what a killed worker leaves is continued to the byte.
struct FileParts {
    /// Where a task stands: the file it writes, its next piece there, and the workbook unless its file is whole.
    struct Checkpoint: Codable {
        var file: Int
        var next: Int32
        var workbook: XLSXWriter.State?
        /// How many media the task has listed.
        var media: Int32?
    }

    private let kind: ItemKind
    private let firstFile: Int32

    /// Nothing yet, of files from this number on.
    init(_ kind: ItemKind, plan: ExportPlan) {
        self.kind = kind
        firstFile = plan.firstFile ?? 1
    }

    /// Bytes that are worth a transaction.
    private static let bytesPerChunk = 2 << 20

    /// What has been counted since the last chunk.
    var counters = Counters()
    private var parts: [(file: Int, bytes: [UInt8])] = []
    private var count = 0

    /// Whether there are bytes enough for a chunk.
    var isDue: Bool { count >= Self.bytesPerChunk }

    /// Appends to a file what `body` adds; files are written one behind the other.
    mutating func append(to file: Int, _ body: (inout [UInt8]) -> Void) {
        if parts.last?.file != file { parts.append((file, [])) }
        let before = parts[parts.count - 1].bytes.count
        body(&parts[parts.count - 1].bytes)
        count += parts[parts.count - 1].bytes.count - before
    }

    /// One chunk: bytes, figures, and where the task stands; nothing is left behind it.
    mutating func write(
        _ context: TaskContext, to record: Int64, _ findings: RecordSource.Findings, workbook: XLSXWriter.State? = nil,
        isLast: Bool, on db: isolated Session
    ) async throws {
        let (step, firstFile) = (Int16(kind == .product ? 1 : 2), firstFile)
        var counters = counters
        counters.done = counters.read
        let parts = parts
        try await context.chunk(on: db) { chunk in
            var state = try chunk.checkpoint?.decoded(as: Checkpoint.self) ?? Checkpoint(file: 0, next: 0)
            for part in parts {
                if part.file != state.file { state = Checkpoint(file: part.file, next: 0) }
                guard !part.bytes.isEmpty else { continue }
                let rows = try db.query(ExportStatements.file, context.executionID, firstFile + Int32(part.file) - 1)
                guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
                var writer = ArtifactWriter(
                    artifact: try rows.int64(0, 0), part: context.part, nextOrdinal: state.next)
                writer.append(part.bytes)
                try writer.write(includingRest: true, on: db)
                state.next = writer.nextOrdinal
            }
            state.workbook = workbook
            if !findings.media.isEmpty {
                try db.execute(
                    ArchiveStatements.putEntries, context.executionID, step, context.part, state.media ?? 0,
                    findings.media.map(\.path), findings.media.map(\.hash), findings.media.map(\.size))
                state.media = (state.media ?? 0) + Int32(findings.media.count)
            }
            for note in findings.notes { chunk.warn(note) }
            chunk.checkpoint = try JSONB(encoding: state)
            chunk.position = record
            chunk.counters = counters
            if isLast { chunk.finish() }
        }
        self.counters = Counters()
        self.parts.removeAll(keepingCapacity: true)
        count = 0
    }
}
