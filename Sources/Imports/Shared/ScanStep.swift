// SPDX-License-Identifier: Apache-2.0

import Catalog
import CatalogJobs
import CatalogStore
package import JobEngine
import Postgres
import Tabular

/// The one pass over a file before its records are read: charset, quoting, header, counts, where to split it, and which
/// records a later one replaces.
///
/// A compressed or differently encoded file is written out again as plain text, a second artifact; the input stays as
/// received. What the scan has learned is memory of one run: a worker that takes over reads from the start again, and
/// only writes and counts what the one before had not.
package struct ScanStep {
    /// Bytes that are scanned between two chunks: progress is shown, a stop is seen.
    private static let piecesPerChunk = 16
    /// Records between two places where the file may be cut.
    private static let recordsPerSplit = 1_000
    /// Superseded and contested records written in one chunk.
    private static let recordsPerChunk = 20_000

    /// Where a scan stands: enough not to write plain text twice.
    private struct Checkpoint: Codable {
        var artifact: Int64
        var next: Int32
    }

    /// The step of an import of this format whose header is judged by what `makeCheck` makes.
    ///
    /// Columns named in `secrets` are taken out of the file before anything else is done with it, and the file as received
    /// is removed: what they hold reaches no warning, no file of refused records and no download.
    package static func step(
        _ format: FileFormat, _ makeCheck: @escaping HeaderCheckMaker, secrets: Set<String> = []
    ) -> Step {
        Step(
            name: "scan", label: "Check the file", unit: "bytes",
            plan: { context, db in
                guard context.phase == 0 else { return .none }
                guard let facts = try context.facts(ofStep: "fetch", on: db) else {
                    throw ImportFailure.notFound("")
                }
                let size = try facts.decoded(as: FetchFacts.self).size
                return StepPlan(tasks: [TaskPlan(input: facts)], total: size)
            },
            run: { context, db in
                guard let file = try context.input(as: FetchFacts.self) else { throw ImportFailure.notFound("") }
                let parameters = try ImportParameters(json: context.parameters.bytes)
                let watch = RecordWatch(check: try makeCheck(context.parameters, db))
                let scan = ScanStep(
                    context: context, file: file, format: format, parameters: parameters, watch: watch,
                    secrets: secrets)
                do {
                    try await scan.run(on: db)
                } catch let error as TabularError {
                    throw try await scan.failing(ImportFailure.of(error), on: db)
                } catch let error as StepFailure {
                    throw try await scan.failing(error, on: db)
                }
            })
    }

    private let context: TaskContext
    private let file: FetchFacts
    private let format: FileFormat
    private let parameters: ImportParameters
    private let watch: RecordWatch
    private let secrets: Set<String>

    /// The artifacts that hold the file as it was received.
    private var received: [Int64] { [file.artifact] + [file.archive].compactMap(\.self) }

    /// A file that may hold what must not be kept goes also when it cannot be read, before the step ends with the error.
    private func failing(_ failure: StepFailure, on db: isolated Session) async throws -> StepFailure {
        guard !secrets.isEmpty else { return failure }
        // A copy that was begun holds them too where their column was not found.
        let copy = try context.checkpoint(as: Checkpoint.self)?.artifact
        let (execution, all) = (context.executionID, received + [copy].compactMap(\.self))
        try await context.chunk(on: db) { _, db in
            for artifact in all { try Artifact.dropInput(artifact, execution: execution, on: db) }
        }
        return failure
    }

    private func run(on db: isolated Session) async throws {
        let limit = try Setting.maximumUpload.value(as: Int.self, on: db) ?? 10 << 30
        switch format {
        case .csv: try await runText(limit: limit, on: db)
        case .xlsx: try await runSheet(limit: limit, on: db)
        }
    }

    private func runText(limit: Int, on db: isolated Session) async throws {
        let dialect = try parameters.dialect
        var text = try PlainText(
            isCompressed: FileFormat.isCompressed(file.name), encoding: try parameters.textEncoding,
            maximumOutput: limit,
            secrets: secrets, dialect: dialect)
        var scan = Scan(dialect: dialect, recordStride: Self.recordsPerSplit, byteStride: 1 << 20)
        var copy = PlainCopy(before: try context.checkpoint(as: Checkpoint.self).map { ($0.artifact, $0.next) })
        var reader = ArtifactReader(artifact: file.artifact)
        var pieces = 0
        while let piece = try reader.next(on: db) {
            if pieces == 0, Self.isWorkbook(piece) { throw ImportFailure.workbookAsText() }
            let plain = try text.take(piece)
            try scan.append(plain.span.bytes) { try watch.take(&$0) }
            if text.isChanged { copy.append(plain) }
            try watch.settle(on: db)
            pieces += 1
            if pieces.isMultiple(of: Self.piecesPerChunk) {
                copy = try await note(reader.offset, copy, isWhole: false, isChanged: text.isChanged, on: db)
            }
        }
        if text.isChanged {
            let rest = try text.finish()
            try scan.append(rest.span.bytes) { try watch.take(&$0) }
            copy.append(rest)
        }
        let report = try scan.finish { try watch.take(&$0) }
        try await finish(
            report, copy, dialect: dialect, sheet: nil, order: text.order, offset: reader.offset,
            isChanged: text.isChanged,
            dropped: text.dropped, on: db)
    }

    /// The sheet becomes plain text, an artifact of its own, from which all steps behind read as from any other file.
    private func runSheet(limit: Int, on db: isolated Session) async throws {
        var scan = Scan(dialect: .typed, recordStride: Self.recordsPerSplit, byteStride: 1 << 20)
        var copy = PlainCopy(before: try context.checkpoint(as: Checkpoint.self).map { ($0.artifact, $0.next) })
        let sheet = SheetText(file, sheet: parameters.sheet, maximumOutput: limit)
        var filter = secrets.isEmpty ? nil : ColumnFilter(secrets, dialect: .typed)
        var dropped: [String] = []
        var parts = 0
        while var plain = try sheet.next(on: db) {
            try filter?.take(&plain, dropped: &dropped)
            try scan.append(plain.span.bytes) { try watch.take(&$0) }
            copy.append(plain)
            try watch.settle(on: db)
            parts += 1
            if parts.isMultiple(of: Self.piecesPerChunk) {
                copy = try await note(sheet.offset, copy, isWhole: false, isChanged: true, on: db)
            }
        }
        var rest: [UInt8] = []
        try filter?.take(&rest, dropped: &dropped, isLast: true)
        try scan.append(rest.span.bytes) { try watch.take(&$0) }
        copy.append(rest)
        let report = try scan.finish { try watch.take(&$0) }
        try await finish(
            report, copy, dialect: .typed, sheet: sheet.sheetName, order: nil, offset: file.size, isChanged: true,
            dropped: dropped, on: db)
    }

    /// Whether a file begins as a zip archive or an old workbook does.
    private static func isWorkbook(_ start: [UInt8]) -> Bool {
        start.starts(with: [0x50, 0x4B, 0x03, 0x04]) || start.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    }

    private func finish(
        _ report: ScanReport, _ text: PlainCopy, dialect: Dialect, sheet: String?, order: UTF16Order?, offset: Int64,
        isChanged: Bool,
        dropped: [String], on db: isolated Session
    ) async throws {
        try watch.settle(on: db)
        if let failure = ImportFailure.of(report, dialect: dialect) { throw failure }
        if let failure = try watch.failure(columns: report.columns) { throw failure }
        let copy = try await note(offset, text, isWhole: true, isChanged: isChanged, on: db)
        let (superseded, contested) = try await keepFindings(on: db)
        try await finish(
            report, artifact: copy.artifact ?? file.artifact, sheet: sheet, order: order, superseded: superseded,
            contested: contested, dropped: dropped, on: db)
    }

    /// One chunk: the plain text so far, and how far the scan has come.
    private func note(
        _ offset: Int64, _ copy: PlainCopy, isWhole: Bool, isChanged: Bool, on db: isolated Session
    ) async throws -> PlainCopy {
        let (execution, name, size) = (context.executionID, plainName, file.size)
        return try await context.chunk(on: db) { chunk, db in
            var copy = copy
            if isChanged {
                try copy.write(isWhole: isWhole, execution: execution, name: name, on: db)
                if let artifact = copy.artifact {
                    chunk.checkpoint = try JSONB(encoding: Checkpoint(artifact: artifact, next: copy.nextOrdinal))
                }
            }
            // A run that takes over counts nothing until it is ahead of the one before.
            let offset = min(offset, size)
            if offset > chunk.position {
                chunk.counters.done = offset - chunk.position
                chunk.position = offset
            }
            return copy
        }
    }

    /// Keeps which records a later one replaces and which must wait, and returns how many there are of each.
    ///
    /// Both come a bucket at a time and are written by the thousand: memory does not grow with their number.
    private func keepFindings(on db: isolated Session) async throws -> (superseded: Int64, contested: Int64) {
        let origin = ChangeOrigin(context)
        var superseded: Int64 = 0
        var (rows, later): ([Int64], [Int64]) = ([], [])
        while true {
            let found = try watch.nextSuperseded()
            rows += found?.rows ?? []
            later += found?.later ?? []
            superseded += Int64(found?.rows.count ?? 0)
            try await inParts(rows.count, isLast: found == nil, on: db) { part, db in
                try SupersededStore.add(
                    execution: origin.executionID, rows: Array(rows[part]), laterRows: Array(later[part]), on: db)
            } done: {
                (rows, later) = ([], [])
            }
            if found == nil { break }
        }
        while true {
            let groups = try watch.nextContested()
            rows += try counting(groups ?? [], isAnyReplaced: superseded > 0, execution: origin.executionID, on: db)
            try await inParts(rows.count, isLast: groups == nil, on: db) { part, db in
                try DeferredRecords.add(Array(rows[part]), origin: origin, on: db)
            } done: {
                rows = []
            }
            if groups == nil { break }
        }
        return (superseded, try DeferredRecords.count(execution: origin.executionID, on: db))
    }

    /// The records of groups that two or more claim still, once those that a later one replaces, which claim nothing, are out.
    private func counting(
        _ groups: [[Int64]], isAnyReplaced: Bool, execution: Int64, on db: isolated Session
    ) throws -> [Int64] {
        guard isAnyReplaced, !groups.isEmpty else { return groups.flatMap(\.self) }
        let replaced = try SupersededStore.known(execution: execution, among: groups.flatMap(\.self), on: db)
        return groups.flatMap { group in
            let counting = group.filter { !replaced.contains($0) }
            return counting.count > 1 ? counting : []
        }
    }

    /// Writes findings in chunks once there are enough of them, or no more will come.
    private func inParts(
        _ count: Int, isLast: Bool, on db: isolated Session, _ body: (Range<Int>, isolated Session) throws -> Void,
        done: () -> Void
    ) async throws {
        guard count >= Self.recordsPerChunk || isLast else { return }
        for start in stride(from: 0, to: count, by: Self.recordsPerChunk) {
            let part = start..<min(start + Self.recordsPerChunk, count)
            try await context.chunk(on: db) { _ in try body(part, db) }
        }
        done()
    }

    private func finish(
        _ report: ScanReport, artifact: Int64, sheet: String?, order: UTF16Order?, superseded: Int64, contested: Int64,
        dropped: [String],
        on db: isolated Session
    ) async throws {
        let header = try readHeader(report.headerRange, artifact: artifact, on: db)
        let facts = ScanFacts(
            artifact: artifact, name: file.name, size: Int64(report.byteCount), charset: parameters.encoding,
            delimiter: parameters.delimiter, enclosure: parameters.enclosure, sheet: sheet, order: order,
            records: Int64(report.recordCount),
            columns: report.columns, header: header, superseded: superseded, contested: contested,
            splits: ScanFacts.thinned(report.splitPoints))
        let json = JSONB(try facts.json)
        let ignored = dropped.map { column in
            Violation(
                .passwordIgnored, field: column,
                text: "column \(quoted(column)) is not kept; set passwords with chantier user")
        }
        let notes = (watch.notes + ignored).map { RecordReport.warning($0, isNote: true) }
        let isCopied = artifact != file.artifact
        let (execution, secret) = (context.executionID, dropped.isEmpty ? [] : received)
        try await context.chunk(on: db) { chunk, db in
            if isCopied {
                try Artifact.complete(artifact, size: facts.size, records: facts.records, on: db)
            }
            for artifact in secret { try Artifact.dropInput(artifact, execution: execution, on: db) }
            for note in notes { chunk.warn(note) }
            chunk.setFacts(json)
            chunk.finish()
        }
    }

    /// The header's own bytes, which begin the file of refused records.
    private func readHeader(_ range: Range<Int>, artifact: Int64, on db: isolated Session) throws -> String {
        var reader = ArtifactReader(artifact: artifact, offset: Int64(range.lowerBound))
        var bytes: [UInt8] = []
        while bytes.count < range.count, let piece = try reader.next(on: db) { bytes.append(contentsOf: piece) }
        return String(decoding: bytes.prefix(range.count), as: UTF8.self)
    }

    private var plainName: String {
        if format == .xlsx { return "sheet of " + file.name }
        let name = FileFormat.isCompressed(file.name) ? String(file.name.dropLast(3)) : file.name
        guard name == file.name else { return name }
        return (secrets.isEmpty ? "utf-8 " : "imported ") + name
    }
}
