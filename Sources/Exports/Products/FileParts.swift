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
    private let plan: ExportPlan
    private var artifacts: [Int: (id: Int64, timeline: String)] = [:]

    /// Nothing yet, of the files of a plan.
    init(_ kind: ItemKind, plan: ExportPlan) {
        self.kind = kind
        self.plan = plan
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
        let step = Int16(kind == .product ? 1 : 2)
        var counters = counters
        counters.done = counters.read
        let parts = parts
        for part in parts where artifacts[part.file] == nil {
            let rows = try db.query(
                ExportStatements.file, context.executionID, (plan.firstFile ?? 1) + Int32(part.file) - 1)
            guard !rows.isEmpty else { throw ExportFailure.planIsGone() }
            artifacts[part.file] = (try rows.int64(0, 0), try rows.text(0, 1))
        }
        let artifacts = artifacts
        let sums = sums(context, to: record)
        for sum in sums { FileSums.ofProcess.announce(sum) }
        do {
            try await context.chunk(on: db) { chunk in
                var state = try chunk.checkpoint?.decoded(as: Checkpoint.self) ?? Checkpoint(file: 0, next: 0)
                for part in parts {
                    if part.file != state.file { state = Checkpoint(file: part.file, next: 0) }
                    guard !part.bytes.isEmpty, let artifact = artifacts[part.file] else { continue }
                    var writer = ArtifactWriter(artifact: artifact.id, part: context.part, nextOrdinal: state.next)
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
        } catch {
            for sum in sums { FileSums.ofProcess.withdraw(sum) }
            throw error
        }
        for sum in sums { FileSums.ofProcess.add(sum) }
        self.counters = Counters()
        self.parts.removeAll(keepingCapacity: true)
        count = 0
    }

    /// What the chunk up to a record writes, for the checksums of its files.
    private func sums(_ context: TaskContext, to record: Int64) -> [FileSums.Chunk] {
        parts.compactMap { part in
            guard let artifact = artifacts[part.file] else { return nil }
            let first = plan.firstRecord(ofFile: part.file)
            let start = max(first, context.position)
            let end = min(first + plan.records(ofFile: part.file), record)
            return FileSums.Chunk(
                file: .init(execution: context.publicID, artifact: artifact.id, timeline: artifact.timeline),
                first: first,
                records: start..<max(start, end), bytes: part.bytes)
        }
    }
}
