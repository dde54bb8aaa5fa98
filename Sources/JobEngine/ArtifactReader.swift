// SPDX-License-Identifier: Apache-2.0

public import Postgres

/// A file of an execution, as its row describes it.
public struct Artifact: Sendable {
    /// Its number.
    public let id: Int64
    /// Its name.
    public let name: String
    /// Its media type, when it is known.
    public let mediaType: String?
    /// Its size in bytes; nil while it is being written.
    public let size: Int64?
    /// How many records it holds; nil when nobody counted.
    public let records: Int64?
    /// Whether all its pieces are there.
    public let isComplete: Bool
    /// The first day of the month of its beginning: the partition of its pieces.
    let month: String

    /// Reads the row of an artifact; nil when there is none.
    public static func load(_ id: Int64, on db: isolated Session) throws -> Artifact? {
        let rows = try db.query(Statements.artifact, id)
        guard !rows.isEmpty else { return nil }
        return Artifact(
            id: id, name: try rows.text(0, 0), mediaType: try rows.optionalText(0, 1),
            size: try rows.optionalInt64(0, 2),
            records: try rows.optionalInt64(0, 3), isComplete: try rows.bool(0, 4), month: try rows.text(0, 5))
    }

    /// Begins an output file of an execution, or returns the one of that name that a run before began.
    public static func makeOutput(
        execution: Int64, name: String, mediaType: String, on db: isolated Session
    ) throws -> Int64 {
        try make(execution: execution, kind: "output", name: name, mediaType: mediaType, on: db)
    }

    /// Begins a file that becomes the input of an execution, or returns the one of that name that a run before began.
    public static func makeInput(
        execution: Int64, name: String, mediaType: String, on db: isolated Session
    ) throws -> Int64 {
        try make(execution: execution, kind: "input", name: name, mediaType: mediaType, on: db)
    }

    /// Says that all pieces of a file are there; an output also gets its checksum (`Checksum.value`).
    public static func complete(
        _ id: Int64, size: Int64, records: Int64?, checksum: [UInt8]? = nil, on db: isolated Session
    ) throws {
        _ = try db.query(Statements.completeArtifact, id, size, records, checksum)
    }

    /// How many bytes its pieces hold; they are not read.
    package static func storedSize(_ id: Int64, on db: isolated Session) throws -> Int64 {
        try db.query(Statements.storedSize, id).int64(0, 0)
    }

    /// Removes an input that must not be kept; nothing may read it any more.
    public static func dropInput(_ id: Int64, execution: Int64, on db: isolated Session) throws {
        _ = try db.query(Statements.dropInput, execution, id)
    }

    private static func make(
        execution: Int64, kind: String, name: String, mediaType: String, on db: isolated Session
    ) throws -> Int64 {
        try db.query(Statements.makeArtifact, execution, kind, name, mediaType).int64(0, 0)
    }
}

/// Reads a file piece by piece, from any byte on; it holds at most 16 pieces (4 MB) and no transaction.
public struct ArtifactReader: Sendable {
    /// Bytes of a piece of an input, but for its last: an offset is arithmetic.
    public static let pieceSize: Int64 = 262_144

    /// The file.
    public let artifact: Int64
    /// The byte of the file at which the next piece begins.
    public private(set) var offset: Int64
    private var month: String?
    private var part: Int64 = 0
    private var ordinal: Int32
    private var skip: Int
    /// Pieces that were read but not asked for yet, the next one last, each with the place behind it.
    private var ahead: [(bytes: [UInt8], end: Place)] = []
    /// Where it stands, so that another reader of the same file can go on there.
    package private(set) var place = Place()

    /// A place between two pieces.
    package struct Place: Sendable, Codable, Equatable {
        var part: Int64 = 0
        var ordinal: Int32 = 0
        var offset: Int64 = 0

        /// The beginning of a file.
        package init() {}

        init(part: Int64, ordinal: Int32, offset: Int64) {
            (self.part, self.ordinal, self.offset) = (part, ordinal, offset)
        }
    }
    private var isAtEnd = false

    /// Begins at a byte.
    ///
    /// A file that was put out by several tasks can only be read from its beginning.
    public init(artifact: Int64, offset: Int64 = 0) {
        self.artifact = artifact
        self.offset = offset
        ordinal = Int32(clamping: offset / Self.pieceSize)
        skip = Int(offset % Self.pieceSize)
    }

    /// Goes on where another reader stood.
    package init(artifact: Int64, from place: Place) {
        self.artifact = artifact
        self.place = place
        offset = place.offset
        (part, ordinal, skip) = (place.part, place.ordinal, 0)
    }

    /// The bytes up to the end of the next piece; nil at the end of the file.
    ///
    /// It never waits for a writer: what is not committed yet is not there.
    public mutating func next(on db: isolated Session) throws -> [UInt8]? {
        while true {
            if ahead.isEmpty { try fill(on: db) }
            guard let next = ahead.popLast() else { return nil }
            var piece = next.bytes
            if skip > 0 {
                guard skip < piece.count else {
                    // The offset is at or behind the end of the last piece.
                    skip = 0
                    continue
                }
                piece.removeFirst(skip)
                skip = 0
            }
            offset += Int64(piece.count)
            place = Place(part: next.end.part, ordinal: next.end.ordinal, offset: offset)
            return piece
        }
    }

    private mutating func fill(on db: isolated Session) throws {
        guard !isAtEnd else { return }
        let month: String
        if let known = self.month {
            month = known
        } else {
            guard let artifact = try Artifact.load(artifact, on: db) else {
                throw StepFailure(
                    reason: "file_not_found", message: "the file of this execution is gone (artifact \(artifact))",
                    hint: "Upload it again.")
            }
            month = artifact.month
            self.month = month
        }
        let rows = try db.query(Statements.pieces, artifact, month, part, ordinal)
        for row in (0..<rows.count).reversed() {
            let end = Place(part: try rows.int64(row, 0), ordinal: try rows.int32(row, 1) + 1, offset: 0)
            ahead.append((try rows.byteArray(row, 2), end))
        }
        guard rows.count == 16 else {
            isAtEnd = true
            return
        }
        part = try rows.int64(15, 0)
        ordinal = try rows.int32(15, 1) + 1
    }
}
