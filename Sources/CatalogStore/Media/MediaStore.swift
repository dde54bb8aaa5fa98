// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The catalogue's media: the files that values of images and files name, each kept once by its content, in pieces of 256 KiB.
package enum MediaStore {
    /// Bytes of a piece, but for a medium's last one.
    package static let pieceSize = 262_144

    /// Notes that a medium came, by the SHA-256 of its content in hexadecimal; true when it is new and its pieces are to be added.
    ///
    /// Whoever else brings the same at the same time waits for this transaction; so one that brings several takes them in the
    /// order of their hashes.
    package static func add(hash: String, size: Int64, on db: isolated Session) throws(PostgresError) -> Bool {
        try db.query(MediaStatements.add, hash, size).bool(0, 0)
    }

    /// Adds pieces of a new medium, in the transaction that has added it.
    package static func addPieces(
        of hash: String, first: Int32, _ pieces: [[UInt8]], on db: isolated Session
    ) throws(PostgresError) {
        guard !pieces.isEmpty else { return }
        try db.execute(MediaStatements.addPieces, hash, first, pieces)
    }

    /// The size in bytes of the medium that a value names; nil when the store has none such.
    package static func size(of key: MediaKey, on db: isolated Session) throws(PostgresError) -> Int64? {
        let rows = try db.query(MediaStatements.size, key.hash)
        return rows.isEmpty ? nil : try rows.int64(0, 0)
    }

    /// The content of the medium that a value names, as a stream of pieces; one that the store has not ends at once.
    package static func read(_ key: MediaKey) -> MediaReader { MediaReader(hash: key.hash) }
}

/// What a value of an image or file names in the media store: `<hash>/<name of the file>`.
package struct MediaKey: Sendable, Hashable {
    /// The SHA-256 of the content, in hexadecimal.
    package let hash: String
    /// The name of the file.
    package let name: String

    /// Reads a value; nil for a path that was kept as it came (`media` = `keep_path`).
    package init?(_ value: some StringProtocol) {
        let bytes = value.utf8
        guard bytes.count > 65 else { return nil }
        let slash = bytes.index(bytes.startIndex, offsetBy: 64)
        guard bytes[slash] == UInt8(ascii: "/"), bytes[..<slash].allSatisfy(Self.isDigit) else { return nil }
        let rest = bytes[bytes.index(after: slash)...]
        guard !rest.contains(UInt8(ascii: "/")) else { return nil }
        hash = String(decoding: bytes[..<slash], as: UTF8.self)
        name = String(decoding: rest, as: UTF8.self)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}

/// Reads a medium piece by piece; it holds at most 4 MB and no transaction.
package struct MediaReader: Sendable {
    private static let piecesPerLook: Int32 = 16

    private let hash: String
    private var ordinal: Int32 = 0
    /// Pieces that were read but not asked for yet, the next one last.
    private var ahead: [[UInt8]] = []
    private var isAtEnd = false

    init(hash: String) {
        self.hash = hash
    }

    /// The next bytes; nil at the end.
    package mutating func next(on db: isolated Session) throws(PostgresError) -> [UInt8]? {
        if ahead.isEmpty, !isAtEnd {
            let rows = try db.query(MediaStatements.pieces, hash, ordinal, ordinal + Self.piecesPerLook)
            for row in (0..<rows.count).reversed() { ahead.append(try rows.byteArray(row, 0)) }
            ordinal += Self.piecesPerLook
            isAtEnd = rows.count < Int(Self.piecesPerLook)
        }
        return ahead.popLast()
    }
}

enum MediaStatements {
    static let add = Statement(
        "add_media",
        """
        insert into catalog.media as m (hash, size, created_at, seen_at) values ($1, $2, job.now(), job.now())
        on conflict (hash) do update set seen_at = excluded.seen_at
        returning m.xmax = 0
        """)
    static let addPieces = Statement(
        "add_media_pieces",
        """
        insert into catalog.media_piece (hash, ordinal, bytes)
        select $1, $2 + p.place::int - 1, p.bytes from unnest($3::bytea[]) with ordinality p (bytes, place)
        """)
    static let size = Statement("media_size", "select m.size from catalog.media m where m.hash = $1")
    static let pieces = Statement(
        "media_pieces",
        """
        select p.bytes from catalog.media_piece p
         where p.hash = $1 and p.ordinal >= $2 and p.ordinal < $3
         order by p.ordinal
        """)
}
