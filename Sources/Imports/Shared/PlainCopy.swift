// SPDX-License-Identifier: Apache-2.0

import JobEngine
import Postgres

/// The plain text of a file, on its way into an artifact of its own.
///
/// A value, so that a chunk that is repeated begins from the same state. What a run before has stored is passed over:
/// the same input makes the same text.
struct PlainCopy: Sendable {
    /// The artifact, once it is made.
    private(set) var artifact: Int64?
    /// The place of the next piece.
    private(set) var nextOrdinal: Int32
    private var writer: ArtifactWriter?
    private var pending: [UInt8] = []
    /// Bytes that are stored already and still to be passed over.
    private var toSkip: Int64

    /// Starts a copy, or goes on where a run before has stopped.
    init(before: (artifact: Int64, next: Int32)?) {
        artifact = before?.artifact
        nextOrdinal = before?.next ?? 0
        toSkip = Int64(nextOrdinal) * ArtifactReader.pieceSize
        if let before { writer = ArtifactWriter(artifact: before.artifact, nextOrdinal: before.next) }
    }

    /// Takes more of the text.
    mutating func append(_ bytes: [UInt8]) {
        let skipped = Int(min(toSkip, Int64(bytes.count)))
        toSkip -= Int64(skipped)
        pending.append(contentsOf: bytes[skipped...])
    }

    /// Writes what fills whole pieces, at the end the rest too.
    mutating func write(isWhole: Bool, execution: Int64, name: String, on db: isolated Session) throws {
        var writer: ArtifactWriter
        if let known = self.writer {
            writer = known
        } else {
            let made = try Artifact.makeInput(execution: execution, name: name, mediaType: "text/csv", on: db)
            artifact = made
            writer = ArtifactWriter(artifact: made)
        }
        writer.append(pending)
        pending = []
        try writer.write(includingRest: isWhole, on: db)
        nextOrdinal = writer.nextOrdinal
        self.writer = writer
    }
}
