// SPDX-License-Identifier: Apache-2.0

package import Postgres

/// The files in the archive of an import, which its records name by their paths.
package enum ArchiveFiles {
    /// A file of the archive, or of the media store.
    package struct File: Sendable {
        /// The path in the archive.
        package var path: String
        /// The SHA-256 of its content, in hexadecimal.
        package var hash: String
        /// Its size in bytes.
        package var size: Int64

        /// Describes a file.
        package init(path: String, hash: String, size: Int64) {
            self.path = path
            self.hash = hash
            self.size = size
        }
    }

    /// Remembers files of an archive; one that is known stays.
    package static func add(_ files: [File], execution: Int64, on db: isolated Session) throws(PostgresError) {
        guard !files.isEmpty else { return }
        try db.execute(ArchiveStatements.add, execution, files.map(\.path), files.map(\.hash), files.map(\.size))
    }

    /// The files that cells name, by the place of their path; they stay where they are until the transaction ends.
    package static func find(
        _ paths: [String], execution: Int64, on db: isolated Session
    ) throws(PostgresError) -> [Int: File] {
        guard !paths.isEmpty else { return [:] }
        let rows = try db.query(ArchiveStatements.find, execution, paths)
        var found: [Int: File] = [:]
        for row in 0..<rows.count {
            let place = Int(try rows.int64(row, 0)) - 1
            found[place] = File(path: paths[place], hash: try rows.text(row, 1), size: try rows.int64(row, 2))
        }
        return found
    }
}

enum ArchiveStatements {
    static let add = Statement(
        "add_archive_files",
        """
        insert into catalog.archive_file (execution_id, owner, month, path, hash, size)
        select e.id, e.owner, e.month, normalize(f.path, nfc), f.hash, f.size
          from unnest($2::text[], $3::text[], $4::int8[]) as f (path, hash, size)
          join job.execution e on e.id = $1
        on conflict (execution_id, path) do nothing
        """)
    static let find = Statement("find_media", "select place, hash, size from catalog.find_media($1, $2)")
}
