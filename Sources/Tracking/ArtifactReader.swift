// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The bytes of one file of an execution, part by part, in a memory that does not grow with the file.
package struct ArtifactReader: Sendable {
    package let artifact: Report.Artifact
    private let execution: Int64
    private let month: String
    private let header: [UInt8]
    private var place: Place
    /// Makes a workbook of what is stored, where the file is one.
    private var workbook: RefusedWorkbook?
    /// What of it was made and not asked for yet.
    private var ready: [UInt8] = []

    /// Where the next bytes stand.
    private enum Place: Sendable {
        case header
        /// Behind this piece; `skip` bytes of the one that follows were read before.
        case piece(part: Int64, ordinal: Int32, skip: Int)
        case row(Int64, skip: Int)
        case end
    }

    /// A file and its execution, as one sees them.
    package struct Source: Sendable {
        package var artifacts: [Report.Artifact]
        package var summary: ExecutionSummary
    }

    /// The files of an execution; nil when the person may not see it.
    package static func source(_ id: UUIDBytes, on db: isolated Session) throws -> Source? {
        guard let summary = try Report.summary(id, on: db) else { return nil }
        return Source(
            artifacts: try Report.artifacts(db.query(Statements.artifacts, summary.number)), summary: summary)
    }

    /// Prepares to read a file from a byte on; nil when it is not there, or has fewer bytes.
    package static func open(
        _ artifact: Report.Artifact, from offset: Int64 = 0, on db: isolated Session
    ) throws -> ArtifactReader? {
        let rows = try db.query(Statements.artifactHead, artifact.number)
        guard !rows.isEmpty else { return nil }
        var reader = ArtifactReader(
            artifact: artifact, execution: try rows.int64(0, 0), month: try rows.text(0, 1),
            header: try rows.optionalByteArray(0, 2) ?? [], place: .header)
        if artifact.kind != "invalid_items" { reader.place = .piece(part: .min, ordinal: .min, skip: 0) }
        if RefusedWorkbook.isNeeded(for: artifact) {
            reader.workbook = try RefusedWorkbook()
            return try reader.skipMade(offset, on: db) ? reader : nil
        }
        guard offset > 0 else { return reader }
        return try reader.skip(offset, on: db) ? reader : nil
    }

    /// Makes the workbook up to a byte again: it is the same each time.
    private mutating func skipMade(_ offset: Int64, on db: isolated Session) throws -> Bool {
        var left = Int(offset)
        while left > 0 {
            let bytes = try next(on: db)
            guard !bytes.isEmpty else { return false }
            ready = Array(bytes.dropFirst(left))
            left -= min(left, bytes.count)
        }
        return true
    }

    /// Finds the piece or row that holds a byte.
    private mutating func skip(_ offset: Int64, on db: isolated Session) throws -> Bool {
        if artifact.kind == "invalid_items" {
            if offset < header.count {
                place = .row(.min, skip: Int(offset) - header.count)
                return true
            }
            let rows = try db.query(Statements.rowAt, execution, month, offset - Int64(header.count))
            if rows.isEmpty { return false }
            place = .row(try rows.int64(0, 0) - 1, skip: Int(try rows.int64(0, 1)))
        } else {
            let rows = try db.query(Statements.pieceAt, artifact.number, month, offset)
            if rows.isEmpty { return false }
            place = .piece(
                part: try rows.int64(0, 0), ordinal: try rows.int32(0, 1) - 1, skip: Int(try rows.int64(0, 2)))
        }
        return true
    }

    /// The next bytes, at most some megabytes; none at the end.
    package mutating func next(on db: isolated Session) throws -> [UInt8] {
        guard let workbook else { return try nextStored(on: db) }
        while ready.isEmpty, !workbook.isFinished { ready = try workbook.take(try nextStored(on: db)) }
        defer { ready = [] }
        return ready
    }

    private mutating func nextStored(on db: isolated Session) throws -> [UInt8] {
        switch place {
        case .end: return []
        case .header:
            place = .row(.min, skip: 0)
            return header.isEmpty ? try nextStored(on: db) : header
        case .row(let row, let skip) where skip < 0:
            place = .row(row, skip: 0)
            return Array(header.suffix(-skip))
        case .row(let row, let skip):
            let rows = try db.query(Statements.rowsAfter, execution, month, row)
            guard !rows.isEmpty else { return finish() }
            place = .row(try rows.int64(0, 1), skip: 0)
            return Array(try rows.byteArray(0, 0).dropFirst(skip))
        case .piece(let part, let ordinal, let skip):
            let rows = try db.query(Statements.piecesAfter, artifact.number, month, part, ordinal)
            guard !rows.isEmpty else { return finish() }
            var bytes: [UInt8] = []
            for row in 0..<rows.count { bytes += try rows.byteArray(row, 2) }
            place = .piece(part: try rows.int64(rows.count - 1, 0), ordinal: try rows.int32(rows.count - 1, 1), skip: 0)
            return skip == 0 ? bytes : Array(bytes.dropFirst(skip))
        }
    }

    private mutating func finish() -> [UInt8] {
        place = .end
        return []
    }
}
