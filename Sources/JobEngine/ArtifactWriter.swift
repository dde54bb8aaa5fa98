// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// Collects bytes of a file and writes them as pieces of 256 KiB, inside the caller's chunk.
///
/// It is a value: copy it into the chunk's body, write there, and keep the copy that the committed chunk returns. A chunk that is
/// repeated then begins from the same state. What stands in the checkpoint is `part` and `nextOrdinal`.
public struct ArtifactWriter: Sendable {
    /// The file.
    public let artifact: Int64
    /// Which part of the file; pieces are ordered by (part, ordinal).
    public let part: Int64
    /// The place of the next piece within its part.
    public private(set) var nextOrdinal: Int32
    /// Bytes handed over, written or not.
    public private(set) var byteCount: Int64
    private var buffer: [UInt8] = []

    /// Goes on writing a part of a file: the first time at ordinal 0, later where the checkpoint says.
    public init(artifact: Int64, part: Int64 = 0, nextOrdinal: Int32 = 0, byteCount: Int64 = 0) {
        self.artifact = artifact
        self.part = part
        self.nextOrdinal = nextOrdinal
        self.byteCount = byteCount
    }

    /// Takes bytes; nothing is written yet.
    public mutating func append(_ bytes: some Collection<UInt8>) {
        byteCount += Int64(bytes.count)
        buffer.append(contentsOf: bytes)
    }

    /// Bytes that are held and not written yet.
    public var pendingCount: Int { buffer.count }

    /// Writes all full pieces, and with `includingRest` the bytes left over as a shorter one.
    ///
    /// Only the last piece of an input may be shorter; in an output, each chunk may end with a shorter one.
    public mutating func write(includingRest: Bool, on db: isolated Session) throws {
        let size = Int(ArtifactReader.pieceSize)
        var start = 0
        var pieces: [[UInt8]] = []
        while buffer.count - start >= size || (includingRest && start < buffer.count) {
            let end = min(start + size, buffer.count)
            pieces.append(Array(buffer[start..<end]))
            start = end
            // At most 4 MB in one statement.
            if pieces.count == 16 { try send(&pieces, on: db) }
        }
        try send(&pieces, on: db)
        buffer.removeFirst(start)
    }

    private mutating func send(_ pieces: inout [[UInt8]], on db: isolated Session) throws {
        guard !pieces.isEmpty else { return }
        _ = try db.query(Statements.addPieces, artifact, part, nextOrdinal, pieces)
        nextOrdinal += Int32(pieces.count)
        pieces.removeAll(keepingCapacity: true)
    }
}
