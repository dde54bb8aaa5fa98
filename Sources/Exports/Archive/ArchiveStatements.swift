// SPDX-License-Identifier: Apache-2.0

import Postgres

/// What the archive of an export asks and keeps.
enum ArchiveStatements {
    static let hasMedia = Statement("export_has_media", "select exists (select from catalog.media)")
    static let media = Statement(
        "export_media", "select m.hash, m.size from catalog.media m where m.hash = any ($1::text[])")
    static let mediaPieces = Statement(
        "export_media_pieces",
        """
        select p.bytes from catalog.media_piece p where p.hash = $1 and p.ordinal >= $2 order by p.ordinal limit 8
        """)
    static let putEntries = Statement(
        "put_export_entries",
        """
        insert into catalog.export_entry (execution_id, owner, month, step, part, ordinal, path, hash, size)
        select e.id, e.owner, e.month, $2, $3, $4 + u.place::int - 1, u.path, u.hash, u.size
          from job.execution e
         cross join unnest($5::text[], $6::text[], $7::bigint[]) with ordinality u (path, hash, size, place)
         where e.id = $1
        """)
    static let listsMedia = Statement(
        "export_lists_media",
        "select exists (select from catalog.export_entry n where n.execution_id = $1 and n.hash is not null)")
    /// The files of the export itself, which come first.
    static let putFiles = Statement(
        "put_export_files",
        """
        insert into catalog.export_entry (execution_id, owner, month, step, part, ordinal, path, artifact_id, size)
        select f.execution_id, f.owner, f.month, 0, 0, f.ordinal, a.name, f.artifact_id, f.size
          from catalog.export_file f
          join job.artifact a on a.id = f.artifact_id
         where f.execution_id = $1
        """)
    /// Their order in the archive; of two with the same path the first one counts.
    static let placeEntries = Statement(
        "place_export_entries",
        """
        with first as materialized (
          select distinct on (n.path) n.step, n.part, n.ordinal
            from catalog.export_entry n
           where n.execution_id = $1
           order by n.path, n.step, n.part, n.ordinal),
        placed as materialized (
          select f.*, row_number() over (order by f.step, f.part, f.ordinal) as place from first f)
        update catalog.export_entry n
           set place = p.place
          from placed p
         where n.execution_id = $1 and n.step = p.step and n.part = p.part and n.ordinal = p.ordinal
        """)
    static let entries = Statement(
        "export_entries",
        """
        select n.place, n.path, n.artifact_id, n.hash, n.size from catalog.export_entry n
         where n.execution_id = $1 and n.place >= $2 order by n.place limit 200
        """)
    static let endEntries = Statement(
        "end_export_entries",
        """
        update catalog.export_entry n
           set crc = u.crc, packed = u.packed, start = u.start, is_packed = u.is_packed
          from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::boolean[]) u (place, crc, packed, start, is_packed)
         where n.execution_id = $1 and n.place = u.place
        """)
    static let directory = Statement(
        "export_directory",
        """
        select n.path, n.crc, n.packed, n.size, n.start, n.is_packed from catalog.export_entry n
         where n.execution_id = $1 and n.place > $2 order by n.place limit 2000
        """)
}
