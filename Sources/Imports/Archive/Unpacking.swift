// SPDX-License-Identifier: Apache-2.0

import CatalogStore
import JobEngine
import Postgres
import Tabular

/// Takes an archive in the artifact store apart: the file of records becomes an artifact of its own, from which the steps behind
/// read as from any other file; media go into the media store, and their paths are noted for the records that name them.
///
/// The archive is read in place. A task that takes over unpacks the file of records from its beginning and passes over what is
/// stored; media are stored whole, in one transaction each or many small ones together, so that a path is noted together with its
/// content or not at all.
struct Unpacking {
    /// Where it stands.
    struct State: Codable {
        /// The archive.
        var archive: Int64
        /// The artifact of the file of records, once it is begun.
        var data: Int64?
        /// Its next piece.
        var next: Int32 = 0
        /// Its size, once it is whole.
        var size: Int64?
        /// The next medium.
        var medium = 0
    }

    private static let bytesPerChunk = 16 * Int(ArtifactReader.pieceSize)
    /// Media that are held in memory and stored together.
    private static let bytesPerGroup = 4 << 20
    private static let filesPerGroup = 500

    private let context: TaskContext
    private let file: Artifact
    private let content: ArchiveContent
    private let archive: ZipArchive
    private let window: ArchiveWindow
    private let write: Write

    /// Keeps the state in the task's checkpoint.
    typealias Write = (State, inout Chunk) throws -> Void

    /// Reads and judges the directory; throws `archive_content` or `archive_unsafe`.
    init(
        _ file: Artifact, size: Int64, format: FileFormat, keepsMedia: Bool, limit: Int64, context: TaskContext,
        write: @escaping Write, on db: isolated Session
    ) throws {
        self.context = context
        self.file = file
        self.write = write
        window = ArchiveWindow(artifact: file.id)
        let window = window
        archive = try Self.judging(file.name) {
            try ZipArchive(size: Int(size), limits: ZipArchive.Limits(mostBytes: Int(clamping: limit))) {
                try window.read(at: $0, limit: $1, on: db)
            }
        }
        content = try ArchiveContent(archive, format: format, keepsMedia: keepsMedia)
    }

    /// What there is to do, in bytes of the archive.
    private var total: Int64 {
        content.media.reduce(Int64(content.data.packedSize)) { $0 + Int64($1.packedSize) }
    }

    /// Does what is left to do, and ends the task.
    func run(from state: State, on db: isolated Session) async throws {
        var state = state
        if state.size == nil { state = try await unpackData(state, on: db) }
        while state.medium < content.media.count { state = try await storeMedia(state, on: db) }
        guard let data = state.data, let size = state.size else { throw ImportFailure.notFound(content.data.path) }
        let facts = FetchFacts(artifact: data, name: content.data.path, size: size, archive: state.archive)
        let json = JSONB(try facts.json)
        try await context.chunk(on: db) { chunk in
            chunk.setFacts(json)
            chunk.finish()
        }
    }

    // MARK: The file of records

    private func unpackData(_ before: State, on db: isolated Session) async throws -> State {
        var state = before
        let entry = content.data
        let stream = try open(entry, on: db)
        var toSkip = Int64(state.next) * ArtifactReader.pieceSize
        var (pending, size): ([UInt8], Int64) = ([], 0)
        while state.size == nil {
            var isAtEnd = false
            while pending.count < Self.bytesPerChunk, !isAtEnd {
                guard let bytes = try next(of: stream, on: db) else {
                    isAtEnd = true
                    break
                }
                size += Int64(bytes.count)
                let skipped = Int(min(toSkip, Int64(bytes.count)))
                toSkip -= Int64(skipped)
                pending += bytes[skipped...]
            }
            let (start, bytes, whole) = (state, pending, isAtEnd ? size : nil)
            state = try await context.chunk(on: db) { chunk in
                try writeData(bytes, whole: whole, from: start, into: &chunk, on: db)
            }
            // Full pieces are written; only the last one may be shorter.
            pending.removeFirst(isAtEnd ? pending.count : pending.count / Self.pieceSize * Self.pieceSize)
        }
        return state
    }

    private static let pieceSize = Int(ArtifactReader.pieceSize)

    private func writeData(
        _ bytes: [UInt8], whole size: Int64?, from state: State, into chunk: inout Chunk, on db: isolated Session
    ) throws -> State {
        var state = state
        if state.data == nil {
            state.data = try Artifact.makeInput(
                execution: context.executionID, name: content.data.path,
                mediaType: FileFormat.isCompressed(content.data.path) ? "application/gzip" : "application/octet-stream",
                on: db)
            chunk.setTotal(context.position + total)
        }
        guard let data = state.data else { return state }
        var writer = ArtifactWriter(artifact: data, nextOrdinal: state.next)
        writer.append(bytes)
        try writer.write(includingRest: size != nil, on: db)
        state.next = writer.nextOrdinal
        if let size {
            try Artifact.complete(data, size: size, records: nil, on: db)
            state.size = size
            count(Int64(content.data.packedSize), into: &chunk)
        }
        try write(state, &chunk)
        return state
    }

    // MARK: Media

    /// The next media that are stored together: small ones, or a large one.
    private func group(from first: Int) -> ArraySlice<ZipArchive.File> {
        var (end, bytes) = (first, 0)
        while end < content.media.count, end - first < Self.filesPerGroup {
            bytes += content.media[end].size
            if bytes > Self.bytesPerGroup, end > first { break }
            end += 1
        }
        return content.media[first..<end]
    }

    /// A medium with its sum, and its content unless it is too large to be held.
    private struct Medium {
        var file: ZipArchive.File
        var hash: String
        var bytes: [UInt8]?
    }

    private func storeMedia(_ before: State, on db: isolated Session) async throws -> State {
        let files = group(from: before.medium)
        var media: [Medium] = []
        for file in files { media.append(try read(file, on: db)) }
        // In the order of their hashes: two imports of the same files wait for each other in one direction only.
        media.sort { $0.hash < $1.hash }
        var state = before
        state.medium = files.endIndex
        let (execution, packed) = (context.executionID, files.reduce(0) { $0 + Int64($1.packedSize) })
        try await context.chunk(on: db) { chunk in
            var new = try MediaStore.add(media.map { ($0.hash, Int64($0.file.size)) }, on: db)
            // A preview names files as the import does, and keeps none; the same content twice is stored once.
            for medium in media where new.remove(medium.hash) != nil && !context.isPreview {
                try store(medium, on: db)
            }
            try ArchiveFiles.add(
                media.map { ArchiveFiles.File(path: $0.file.path, hash: $0.hash, size: Int64($0.file.size)) },
                execution: execution, on: db)
            count(packed, into: &chunk)
            try write(state, &chunk)
        }
        return state
    }

    private func read(_ file: ZipArchive.File, on db: isolated Session) throws -> Medium {
        let isHeld = file.size <= Self.bytesPerGroup
        var (sum, bytes): (Checksum, [UInt8]) = (Checksum(), [])
        if isHeld { bytes.reserveCapacity(file.size) }
        let stream = try open(file, on: db)
        while let part = try next(of: stream, on: db) {
            sum.add(part)
            if isHeld { bytes += part }
        }
        return Medium(file: file, hash: sum.text, bytes: isHeld ? bytes : nil)
    }

    /// Adds the pieces of a new medium: from memory, or unpacked once more.
    private func store(_ medium: Medium, on db: isolated Session) throws {
        var ordinal: Int32 = 0
        var pending: [UInt8] = []
        func send(isLast: Bool) throws {
            var (start, pieces): (Int, [[UInt8]]) = (0, [])
            while pending.count - start >= MediaStore.pieceSize || isLast && start < pending.count {
                let end = min(start + MediaStore.pieceSize, pending.count)
                pieces.append(Array(pending[start..<end]))
                start = end
                // At most 4 MB in one statement.
                guard pieces.count == 16 || end == pending.count else { continue }
                try MediaStore.addPieces(of: medium.hash, first: ordinal, pieces, on: db)
                ordinal += Int32(pieces.count)
                pieces = []
            }
            try MediaStore.addPieces(of: medium.hash, first: ordinal, pieces, on: db)
            ordinal += Int32(pieces.count)
            pending.removeFirst(start)
        }
        if let bytes = medium.bytes {
            pending = bytes
        } else {
            let stream = try open(medium.file, on: db)
            while let part = try next(of: stream, on: db) {
                pending += part
                if pending.count >= Self.bytesPerChunk { try send(isLast: false) }
            }
        }
        try send(isLast: true)
    }

    // MARK: Reading

    private func open(_ file: ZipArchive.File, on db: isolated Session) throws -> ZipStream {
        try Self.judging(self.file.name) {
            try archive.open(file) { try window.read(at: $0, limit: $1, on: db) }
        }
    }

    private func next(of stream: ZipStream, on db: isolated Session) throws -> [UInt8]? {
        try Self.judging(file.name) { try stream.next { try window.read(at: $0, limit: $1, on: db) } }
    }

    private func count(_ bytes: Int64, into chunk: inout Chunk) {
        chunk.counters.done += bytes
        chunk.position += bytes
    }

    /// The reader's faults as those of a step.
    private static func judging<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let fault as ZipFault {
            throw ImportFailure.of(fault, name: name)
        } catch let error as TabularError {
            throw ImportFailure.of(error)
        }
    }
}

/// The archive's bytes, shared by whoever reads in it; it belongs to the task's thread.
final class ArchiveWindow {
    private var window: ArtifactWindow

    init(artifact: Int64) {
        window = ArtifactWindow(artifact: artifact)
    }

    /// At most so many bytes from an offset on.
    func read(at offset: Int, limit: Int, on db: isolated Session) throws -> [UInt8] {
        try window.read(at: offset, limit: limit, on: db)
    }
}
