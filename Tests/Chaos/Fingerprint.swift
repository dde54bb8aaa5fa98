// SPDX-License-Identifier: Apache-2.0

import Postgres

/// Everything an import leaves that people can see, but for times, random ids and who did the work.
struct Fingerprint: Sendable {
    /// What is compared, and its lines in an order that does not depend on the workers.
    private static let sections: [(name: String, sql: String)] = [
        (
            "products",
            """
            select (row_number() over (order by p.id))::text || ' '
                   || (to_jsonb(p) - '{id,uuid,created_at,updated_at}'::text[])::text
              from catalog.product p order by p.id
            """
        ),
        (
            "unique values",
            """
            select u.attribute || ' ' || u.value_key || ' ' || p.identifier
              from catalog.unique_value u left join catalog.product p on p.id = u.product_id order by 1
            """
        ),
        (
            "links",
            """
            select concat_ws(' ', coalesce(p.identifier, a.owner_kind || a.owner_id::text), a.type, a.target_kind,
                             coalesce(t.identifier, a.target_group, a.target_id::text), a.quantity)
              from catalog.association a
              left join catalog.product p on a.owner_kind = 'product' and p.id = a.owner_id
              left join catalog.product t on a.target_kind = 'product' and t.id = a.target_id
             order by 1
            """
        ),
        (
            "history",
            """
            select format('%s items were created, %s times', sum(upper(r) - lower(r)),
                          (select sum(upper(u) - lower(u))
                             from (select unnest(range_agg(c)) as u
                                     from catalog.history h, unnest(h.created) c where h.execution_id = $1) as once))
              from catalog.history h, unnest(h.created) r
             where h.execution_id = $1
            union all
            select p.identifier || ' ' || h.before::text
              from catalog.history h join catalog.product p on p.id = h.item_id
             where h.execution_id = $1 and h.item_id is not null
             order by 1
            """
        ),
        (
            "execution",
            """
            select (to_jsonb(e) - '{public_id,created_at,started_at,ended_at,hour,day}'::text[])::text
              from job.execution e where e.id = $1
            """
        ),
        (
            "steps",
            """
            select (to_jsonb(s) - '{phase,facts,started_at,counted_at,ended_at,resumed_at}'::text[])::text
              from job.step s where s.execution_id = $1 order by s.ordinal
            """
        ),
        (
            "warnings",
            """
            select (to_jsonb(w) - '{id,task_id,at}'::text[])::text
              from job.warning w where w.execution_id = $1
             order by w.step_id, w.row, w.reason, w.field, w.message, w.value
            """
        ),
        (
            "invalid items",
            """
            select i.row::text || ' ' || encode(i.bytes, 'escape') from job.invalid_item i
             where i.execution_id = $1 order by i.row
            """
        ),
        (
            "files",
            """
            select (to_jsonb(a) - '{id,created_at}'::text[])::text from job.artifact a
             where a.execution_id = $1 order by a.kind, a.name
            """
        ),
        (
            "notifications",
            """
            select (to_jsonb(n) - '{id,created_at}'::text[])::text from tracker.notification n
             where n.execution_id = $1 order by n.person
            """
        ),
        (
            "left behind",
            """
            select format('%s leases, %s ready, %s held, %s requests, %s records that wait',
                          (select count(*) from job.lease), (select count(*) from job.ready),
                          (select count(*) from job.held), (select count(*) from job.request),
                          (select count(*) from catalog.deferred_record where execution_id = $1))
            """
        ),
    ]

    private let lines: [[String]]

    /// Reads all of it for one execution, as a role that sees everything.
    init(of execution: Int64, on session: Session) async throws {
        var lines: [[String]] = []
        for section in Self.sections {
            lines.append(
                try await session.perform { db in
                    let sql = section.sql.contains("$1") ? section.sql : "\(section.sql)"
                    let statement = Statement(section.name, sql, prepare: false)
                    let rows =
                        section.sql.contains("$1")
                        ? try db.query(statement, execution) : try db.query(statement)
                    return try (0..<rows.count).map { try rows.optionalText($0, 0) ?? "null" }
                })
        }
        self.lines = lines
    }

    /// How many lines a section has.
    func count(_ name: String) -> Int {
        Self.sections.firstIndex { $0.name == name }.map { lines[$0].count } ?? 0
    }

    /// What differs from an undisturbed run: each section with its first differing line; empty when nothing does.
    func differences(from reference: Fingerprint) -> [String] {
        var found: [String] = []
        for (index, section) in Self.sections.enumerated() where lines[index] != reference.lines[index] {
            let (mine, other) = (lines[index], reference.lines[index])
            let place = zip(mine, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset
            let first = place ?? min(mine.count, other.count)
            found.append(
                """
                \(section.name): \(mine.count) lines, undisturbed \(other.count); at \(first):
                  here        \(mine.indices.contains(first) ? mine[first] : "nothing")
                  undisturbed \(other.indices.contains(first) ? other[first] : "nothing")
                """)
        }
        return found
    }
}
