// SPDX-License-Identifier: Apache-2.0

package import JobEngine
package import Postgres

/// The first step of every import: the file is in the artifact store, whole, or a clear error says why not.
///
/// A file that came with the launch is there already. One of a local directory is copied, some MB a chunk, so that any
/// worker on any host can read it from then on. An archive is then taken apart.
package struct FetchStep {
    private static let bytesPerChunk = 16 * Int(ArtifactReader.pieceSize)

    /// Where a copy stands, and which state of the file it copies; then where its archive is taken apart.
    private struct Checkpoint: Codable {
        var artifact: Int64
        var next: Int32
        var file: LocalFile.Identity?
        var unpacking: Unpacking.State?
    }

    /// Whether the media of an archive are to be kept, by the parameters of an execution.
    package typealias KeepsMedia = @Sendable (_ parameters: JSONB) throws -> Bool

    /// The step of an import of files of this format; media in an archive are passed over unless they are to be kept.
    ///
    /// A file that holds secrets goes also when it cannot be read.
    package static func step(
        _ format: FileFormat, keepsMedia: @escaping KeepsMedia = { _ in false }, holdsSecrets: Bool = false
    ) -> Step {
        Step(name: "fetch", label: "Fetch the file", unit: "bytes") { context, db in
            do {
                let fetch = FetchStep(
                    context: context, format: format, keepsMedia: try keepsMedia(context.parameters))
                try await fetch.run(on: db)
            } catch let error as StepFailure where holdsSecrets {
                let before = try context.checkpoint(as: Checkpoint.self)
                let received = [context.inputArtifact, before?.artifact, before?.unpacking?.data]
                let execution = context.executionID
                try await context.chunk(on: db) { _, db in
                    for case let artifact? in received {
                        try Artifact.dropInput(artifact, execution: execution, on: db)
                    }
                }
                throw error
            }
        }
    }

    private let context: TaskContext
    private let format: FileFormat
    private let keepsMedia: Bool

    private func run(on db: isolated Session) async throws {
        let parameters = try ImportParameters(json: context.parameters.bytes)
        try parameters.check(format)
        if let state = try context.checkpoint(as: Checkpoint.self)?.unpacking {
            return try await unpack(from: state, on: db)
        }
        if let artifact = context.inputArtifact { return try await takeUpload(artifact, on: db) }
        switch parameters.storage.type {
        case "local":
            guard let path = parameters.storage.filePath, !path.isEmpty else { throw ImportFailure.notFound("") }
            try await copy(path, on: db)
        case "none", "manual_upload": throw ImportFailure.notFound("")
        case let other: throw ImportFailure.unsupportedStorage(other)
        }
    }

    private func takeUpload(_ id: Int64, on db: isolated Session) async throws {
        guard let artifact = try Artifact.load(id, on: db) else { throw ImportFailure.notFound("") }
        try check(name: artifact.name)
        guard artifact.isComplete, let size = artifact.size else {
            throw ImportFailure.unreadable(artifact.name, why: "the upload did not end")
        }
        try Self.check(size: size, limit: try Self.limit(on: db))
        if Self.isArchive(artifact.name) { return try await unpack(from: Unpacking.State(archive: id), on: db) }
        let facts = JSONB(try FetchFacts(artifact: id, name: artifact.name, size: size).json)
        try await context.chunk(on: db) { chunk, db in
            chunk.setTotal(size)
            chunk.counters.done = size
            chunk.position = size
            chunk.setFacts(facts)
            chunk.finish()
        }
    }

    private func unpack(from state: Unpacking.State, on db: isolated Session) async throws {
        guard let file = try Artifact.load(state.archive, on: db), let size = file.size else {
            throw ImportFailure.notFound("")
        }
        let unpacking = try Unpacking(
            file, size: size, format: format, keepsMedia: keepsMedia, limit: try Self.limit(on: db), context: context,
            write: { state, chunk in
                chunk.checkpoint = try JSONB(
                    encoding: Checkpoint(artifact: state.archive, next: 0, file: nil, unpacking: state))
            }, on: db)
        try await unpacking.run(from: state, on: db)
    }

    private func copy(_ path: String, on db: isolated Session) async throws {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try check(name: name)
        let directories = try Setting.storageDirectories.value(as: [String].self, on: db) ?? []
        let file = try LocalFile(path: path, under: directories)
        let limit = try Self.limit(on: db)
        try Self.check(size: file.identity.size, limit: limit)
        let (execution, mediaType) = (context.executionID, format.mediaType(of: name))
        let before = try context.checkpoint(as: Checkpoint.self)
        if let before, before.file != file.identity {
            throw ImportFailure.unreadable(path, why: "it changed while it was being copied")
        }
        var writer: ArtifactWriter
        if let before {
            writer = ArtifactWriter(
                artifact: before.artifact, nextOrdinal: before.next,
                byteCount: Int64(before.next) * ArtifactReader.pieceSize)
        } else {
            let total = file.identity.size
            writer = try await context.chunk(on: db) { chunk, db in
                let artifact = try Artifact.makeInput(
                    execution: execution, name: name, mediaType: mediaType, on: db)
                chunk.setTotal(total)
                chunk.checkpoint = try JSONB(
                    encoding: Checkpoint(artifact: artifact, next: 0, file: file.identity))
                return ArtifactWriter(artifact: artifact)
            }
        }
        try await copy(file, name: name, writer: writer, on: db)
    }

    private func copy(
        _ file: borrowing LocalFile, name: String, writer: ArtifactWriter, on db: isolated Session
    ) async throws {
        var writer = writer
        var offset = Int64(writer.nextOrdinal) * ArtifactReader.pieceSize
        let (identity, isArchive) = (file.identity, Self.isArchive(name))
        while true {
            let bytes = try file.read(at: offset, count: Self.bytesPerChunk)
            offset += Int64(bytes.count)
            let isLast = bytes.count < Self.bytesPerChunk
            if isLast, offset != identity.size || !file.isUnchanged {
                throw ImportFailure.unreadable(name, why: "it changed while it was being copied")
            }
            let (start, end) = (writer, offset)
            writer = try await context.chunk(on: db) { chunk, db in
                var writer = start
                writer.append(bytes)
                try writer.write(includingRest: isLast, on: db)
                chunk.checkpoint = try JSONB(
                    encoding: Checkpoint(artifact: writer.artifact, next: writer.nextOrdinal, file: identity))
                chunk.counters.done = Int64(bytes.count)
                chunk.position = end
                if isLast {
                    try Artifact.complete(writer.artifact, size: end, records: nil, on: db)
                    guard !isArchive else {
                        chunk.checkpoint = try JSONB(
                            encoding: Checkpoint(
                                artifact: writer.artifact, next: writer.nextOrdinal, file: identity,
                                unpacking: Unpacking.State(archive: writer.artifact)))
                        return writer
                    }
                    chunk.setFacts(JSONB(try FetchFacts(artifact: writer.artifact, name: name, size: end).json))
                    chunk.finish()
                }
                return writer
            }
            if isLast { break }
        }
        if isArchive { try await unpack(from: Unpacking.State(archive: writer.artifact), on: db) }
    }

    private static func isArchive(_ name: String) -> Bool { name.lowercased().hasSuffix(".zip") }

    private static func limit(on db: isolated Session) throws -> Int64 {
        try Setting.maximumUpload.value(as: Int64.self, on: db) ?? 10 << 30
    }

    private static func check(size: Int64, limit: Int64) throws {
        if size > limit { throw ImportFailure.tooLarge(size, allowed: limit) }
    }

    private func check(name: String) throws {
        guard Self.isArchive(name) || format.extensions.contains(where: { name.lowercased().hasSuffix($0) }) else {
            throw ImportFailure.unsupportedExtension(name, format)
        }
    }
}
