// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres
import Tabular

/// Packs the files of an export and its media into one archive.
///
/// A chunk takes files in their order until it has read so many bytes, in the middle of a large one too, so its end does not depend on time:
/// bytes, place and the state of the archive are one transaction, and what a killed worker leaves is continued to the byte. What is known of
/// the files that are packed goes into rows, and from there into the directory at the end: a million of them take no more memory than one.
struct ArchiveTask {
    /// Where the archive stands.
    private struct Checkpoint: Codable {
        /// The file at hand or the next one, from 1, and how far it is read.
        var file: Int32 = 1
        var source = ArtifactReader.Place()
        var piece: Int32 = 0
        /// The archive's next piece.
        var next: Int32 = 0
        var zip = ZipWriter.State()
    }

    /// A file that goes into the archive.
    private struct Entry {
        var path: String
        var artifact: Int64?
        var hash: String
        var size: Int64
    }

    /// Bytes that are read in a chunk, about.
    private static let bytesPerChunk = 2 << 20
    /// Media up to this size stand as they are: most are packed already, and larger ones cannot be held whole.
    private static let smallest: Int64 = 262_144

    let context: TaskContext
    let artifact: Int64

    func run(on db: isolated Session) async throws {
        var isDone = false
        while !isDone { isDone = try await context.chunk(on: db) { chunk in try pack(&chunk, on: db) } }
    }

    /// One chunk; true when the archive is whole.
    private func pack(_ chunk: inout Chunk, on db: isolated Session) throws -> Bool {
        var state = try chunk.checkpoint?.decoded(as: Checkpoint.self) ?? Checkpoint()
        var ahead = try entries(from: state.file, on: db)[...]
        let zip = try ZipWriter(resuming: state.zip.with(name: ahead.first?.path ?? ""))
        var isInFile = state.zip.isInFile
        var target = ArtifactWriter(artifact: artifact, nextOrdinal: state.next)
        var read = 0
        let first = state.file
        while read < Self.bytesPerChunk, let entry = ahead.first {
            if entry.artifact == nil, entry.size <= Self.smallest {
                let bytes = try media(entry, from: 0, on: db).flatMap { $0 }
                zip.add(entry.path, bytes)
                read += bytes.count + 1
            } else {
                if !isInFile { zip.begin(entry.path, isLarge: entry.size >= Self.largest) }
                isInFile = true
                try write(entry, to: zip, &state, &read, on: db, isWhole: &isInFile)
                target.append(zip.take())
                guard !isInFile else { break }
            }
            (state.source, state.piece) = (ArtifactReader.Place(), 0)
            state.file += 1
            ahead.removeFirst()
            if ahead.isEmpty { ahead = try entries(from: state.file, on: db)[...] }
        }
        if isInFile { try zip.flush() }
        try end(zip.takeParts(), from: first, on: db)
        let isDone = ahead.isEmpty
        if isDone { try finish(zip, &target, on: db) }
        target.append(zip.take())
        try target.write(includingRest: true, on: db)
        state.next = target.nextOrdinal
        state.zip = (zip.state ?? ZipWriter.State()).with(name: "")
        chunk.checkpoint = try JSONB(encoding: state)
        if isDone { chunk.finish() }
        return isDone
    }

    /// A file whose packed form could be larger than it is, and still fit four bytes.
    private static var largest: Int64 { Int64(ZipWriter.largest) / 64 * 63 }

    /// Writes what is next of a file, to its end or to that of the chunk.
    private func write(
        _ entry: Entry, to zip: ZipWriter, _ state: inout Checkpoint, _ read: inout Int, on db: isolated Session,
        isWhole isInFile: inout Bool
    ) throws {
        if let artifact = entry.artifact {
            var reader = ArtifactReader(artifact: artifact, from: state.source)
            while read < Self.bytesPerChunk {
                guard let bytes = try reader.next(on: db) else {
                    isInFile = false
                    return try zip.end()
                }
                try zip.write(bytes)
                read += bytes.count
                state.source = reader.place
            }
            return
        }
        while read < Self.bytesPerChunk {
            let pieces = try media(entry, from: state.piece, on: db)
            for piece in pieces {
                try zip.write(piece)
                read += piece.count
            }
            state.piece += Int32(pieces.count)
            if pieces.isEmpty {
                isInFile = false
                return try zip.end()
            }
        }
    }

    private func media(_ entry: Entry, from piece: Int32, on db: isolated Session) throws -> [[UInt8]] {
        let rows = try db.query(ArchiveStatements.mediaPieces, entry.hash, piece)
        return try (0..<rows.count).map { try rows.byteArray($0, 0) }
    }

    private func entries(from file: Int32, on db: isolated Session) throws -> [Entry] {
        let rows = try db.query(ArchiveStatements.entries, context.executionID, file)
        return try (0..<rows.count).map { row in
            Entry(
                path: try rows.text(row, 1), artifact: try rows.optionalInt64(row, 2),
                hash: try rows.optionalText(row, 3) ?? "", size: try rows.int64(row, 4))
        }
    }

    /// Notes how files lie in the archive, from place `first` on.
    private func end(_ parts: [ZipWriter.Part], from first: Int32, on db: isolated Session) throws {
        guard !parts.isEmpty else { return }
        try db.execute(
            ArchiveStatements.endEntries, context.executionID, parts.indices.map { Int64(first) + Int64($0) },
            parts.map { Int64($0.crc) }, parts.map { Int64($0.packedSize) }, parts.map { Int64($0.offset) },
            parts.map(\.isPacked))
    }

    /// The directory of all files.
    private func finish(_ zip: ZipWriter, _ target: inout ArtifactWriter, on db: isolated Session) throws {
        var last: Int64 = 0
        try zip.finish {
            let rows = try db.query(ArchiveStatements.directory, context.executionID, last)
            last += Int64(rows.count)
            return try (0..<rows.count).map { row in
                let size = try rows.int64(row, 3)
                let isPacked = try rows.bool(row, 5)
                return ZipWriter.Part(
                    name: try rows.text(row, 0), crc: UInt32(truncatingIfNeeded: try rows.int64(row, 1)),
                    packedSize: Int(try rows.int64(row, 2)), size: Int(size), offset: Int(try rows.int64(row, 4)),
                    isPacked: isPacked, isLarge: isPacked && size >= Self.largest)
            }
        } written: {
            target.append(zip.take())
            try target.write(includingRest: true, on: db)
        }
    }
}
