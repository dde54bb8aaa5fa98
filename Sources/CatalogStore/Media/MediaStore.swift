// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The catalogue's media: the files that values of images and files name, each kept once by its content, in pieces of 256 KiB.
package enum MediaStore {
    /// Bytes of a piece, but for a medium's last one.
    package static let pieceSize = 262_144

    /// Notes that media came, each by the SHA-256 of its content in hexadecimal; answers those that are new: their pieces are to be
    /// added.
    ///
    /// Whoever else brings the same at the same time waits for this transaction; they are taken in the order of their hashes.
    package static func add(
        _ media: [(hash: String, size: Int64)], on db: isolated Session
    ) throws(PostgresError) -> Set<String> {
        let rows = try db.query(MediaStatements.add, media.map(\.hash), media.map(\.size))
        var new: Set<String> = []
        for row in 0..<rows.count where try rows.bool(row, 1) { new.insert(try rows.text(row, 0)) }
        return new
    }

    /// Adds pieces of a new medium, in the transaction that has added it.
    package static func addPieces(
        of hash: String, first: Int32, _ pieces: [[UInt8]], on db: isolated Session
    ) throws(PostgresError) {
        guard !pieces.isEmpty else { return }
        try db.execute(MediaStatements.addPieces, hash, first, pieces)
    }
}

enum MediaStatements {
    static let add = Statement(
        "add_media",
        """
        insert into catalog.media as m (hash, size, created_at, seen_at)
        select distinct on (u.hash) u.hash, u.size, job.now(), job.now()
          from unnest($1::text[], $2::bigint[]) u (hash, size)
         order by u.hash
        on conflict (hash) do update set seen_at = excluded.seen_at
        returning m.hash, m.xmax = 0
        """)
    static let addPieces = Statement(
        "add_media_pieces",
        """
        insert into catalog.media_piece (hash, ordinal, bytes)
        select $1, $2 + p.place::int - 1, p.bytes from unnest($3::bytea[]) with ordinality p (bytes, place)
        """)
}
