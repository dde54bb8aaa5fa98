// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// The bytes of files; row-level security decides whose.
extension Statements {
    static let artifactHead = Statement(
        "artifact_head", "select a.execution_id, a.month::text, a.header from job.artifact a where a.id = $1")

    /// Up to 4 MiB: pieces have at most 256 KiB.
    static let piecesAfter = Statement(
        "pieces_after",
        """
        select p.part, p.ordinal, p.bytes
          from job.piece p
         where p.artifact_id = $1 and p.month = $2::text::date and (p.part, p.ordinal) > ($3, $4)
         order by p.part, p.ordinal
         limit 16
        """)

    /// The piece that holds a byte, and how many of its bytes stand before that one.
    static let pieceAt = Statement(
        "piece_at",
        """
        select x.part, x.ordinal, $3 - x.before
          from (select p.part, p.ordinal, octet_length(p.bytes) as size,
                       sum(octet_length(p.bytes)) over (order by p.part, p.ordinal) - octet_length(p.bytes) as before
                  from job.piece p
                 where p.artifact_id = $1 and p.month = $2::text::date) as x
         where $3 between x.before and x.before + x.size
         order by x.part, x.ordinal
         limit 1
        """)

    /// Refused records, up to 1,000 and about 4 MiB of them as one.
    static let rowsAfter = Statement(
        "rows_after",
        """
        select string_agg(x.bytes, '' order by x.row), max(x.row)
          from (select i.row, i.bytes,
                       sum(octet_length(i.bytes)) over (order by i.row rows unbounded preceding) - octet_length(i.bytes) as before
                  from (select n.row, n.bytes
                          from job.invalid_item n
                         where n.execution_id = $1 and n.month = $2::text::date and n.row > $3
                         order by n.row
                         limit 1000) as i) as x
         where x.before < 4194304
        having count(*) > 0
        """)

    static let rowAt = Statement(
        "row_at",
        """
        select x.row, $3 - x.before
          from (select i.row, octet_length(i.bytes) as size,
                       sum(octet_length(i.bytes)) over (order by i.row) - octet_length(i.bytes) as before
                  from job.invalid_item i
                 where i.execution_id = $1 and i.month = $2::text::date) as x
         where $3 between x.before and x.before + x.size
         order by x.row
         limit 1
        """)
}
