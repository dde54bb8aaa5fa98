// SPDX-License-Identifier: Apache-2.0

package import JobEngine
import Postgres

/// The first step of every import: the file is in the artifact store, whole, or a clear error says why not.
///
/// A file that came with the launch is there already. One of a local directory is copied, some MB a chunk, so that any
/// worker on any host can read it from then on.
package struct FetchStep {
    private static let bytesPerChunk = 16 * Int(ArtifactReader.pieceSize)

    /// Where a copy stands, and which state of the file it copies.
    private struct Checkpoint: Codable {
        var artifact: Int64
        var next: Int32
        var file: LocalFile.Identity
    }

    /// The step of an import of files of this format.
    package static func step(_ format: FileFormat) -> Step {
        Step(name: "fetch", label: "Fetch the file", unit: "bytes") { context, db in
            let parameters = try ImportParameters(json: context.parameters.bytes)
            try parameters.check(format)
            let fetch = FetchStep(context: context, format: format)
            if let artifact = context.inputArtifact {
                try await fetch.takeUpload(artifact, on: db)
                return
            }
            switch parameters.storage.type {
            case "local":
                guard let path = parameters.storage.filePath, !path.isEmpty else { throw ImportFailure.notFound("") }
                try await fetch.copy(path, on: db)
            case "none", "manual_upload": throw ImportFailure.notFound("")
            case let other: throw ImportFailure.unsupportedStorage(other)
            }
        }
    }

    private let context: TaskContext
    private let format: FileFormat

    private func takeUpload(_ id: Int64, on db: isolated Session) async throws {
        guard let artifact = try Artifact.load(id, on: db) else { throw ImportFailure.notFound("") }
        try check(name: artifact.name)
        guard artifact.isComplete, let size = artifact.size else {
            throw ImportFailure.unreadable(artifact.name, why: "the upload did not end")
        }
        try Self.check(size: size, limit: try Self.limit(on: db))
        let facts = JSONB(try FetchFacts(artifact: id, name: artifact.name, size: size).json)
        try await context.chunk(on: db) { chunk, db in
            chunk.setTotal(size)
            chunk.counters.done = size
            chunk.position = size
            chunk.setFacts(facts)
            chunk.finish()
        }
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
        let identity = file.identity
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
                    chunk.setFacts(JSONB(try FetchFacts(artifact: writer.artifact, name: name, size: end).json))
                    chunk.finish()
                }
                return writer
            }
            if isLast { return }
        }
    }

    private static func limit(on db: isolated Session) throws -> Int64 {
        try Setting.maximumUpload.value(as: Int64.self, on: db) ?? 10 << 30
    }

    private static func check(size: Int64, limit: Int64) throws {
        if size > limit { throw ImportFailure.tooLarge(size, allowed: limit) }
    }

    private func check(name: String) throws {
        guard format.extensions.contains(where: { name.lowercased().hasSuffix($0) }) else {
            throw ImportFailure.unsupportedExtension(name, format)
        }
    }
}
