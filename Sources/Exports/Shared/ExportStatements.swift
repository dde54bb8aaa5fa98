// SPDX-License-Identifier: Apache-2.0

import Catalog
import Postgres

/// What exports ask and keep.
enum ExportStatements {
    /// Label, launch, and the start of the step as it stands in names.
    static let launch = Statement(
        "export_launch",
        """
        select e.label, e.created_at, to_char(coalesce(s.started_at, job.now()) at time zone 'UTC', 'YYYY-MM-DD_HH24-MI-SS'),
               coalesce(s.started_at, job.now()),
               case jsonb_typeof(d.parameters -> 'filters') when 'array' then d.parameters -> 'filters'
                    else d.parameters #> '{filters,data}' end
          from job.execution e
          join job.execution_detail d on d.execution_id = e.id
          join job.step s on s.execution_id = e.id and s.ordinal = 1
         where e.id = $1
        """)

    static let isAdministrator = Statement(
        "export_is_administrator",
        "select pg_has_role(r.oid, 'chantier_admin', 'member') from pg_roles r where r.rolname = $1")

    // MARK: The plan

    static let plan = Statement(
        "export_plan", "select p.met, p.plan from catalog.export_plan p where p.execution_id = $1 and p.item_kind = $2")
    static let putPlan = Statement(
        "put_export_plan",
        """
        insert into catalog.export_plan (execution_id, owner, month, item_kind, met, plan)
        select e.id, e.owner, e.month, $2, $3, $4 from job.execution e where e.id = $1
        on conflict (execution_id, item_kind) do update set met = excluded.met, plan = excluded.plan
        """)
    static let putPage = Statement(
        "put_export_page",
        """
        insert into catalog.export_page (execution_id, owner, month, item_kind, first, ids)
        select e.id, e.owner, e.month, $2, $3, $4 from job.execution e where e.id = $1
        """)
    static let putFile = Statement(
        "put_export_file",
        """
        insert into catalog.export_file (execution_id, owner, month, ordinal, artifact_id, records)
        select e.id, e.owner, e.month, $2, $3, $4 from job.execution e where e.id = $1
        on conflict (execution_id, ordinal) do update set artifact_id = excluded.artifact_id, records = excluded.records
        """)
    static let lockPlan = Statement(
        "lock_export_plan",
        "select p.met, p.plan from catalog.export_plan p where p.execution_id = $1 and p.item_kind = $2 for update")
    /// Pages, found side by side, get the numbers of their first records; until then they carry minus their lowest id.
    static let numberPages = Statement(
        "number_export_pages",
        """
        with numbered as materialized (
          select q.first as was,
                 1 + coalesce(sum(cardinality(q.ids)) over (
                       order by q.first desc rows between unbounded preceding and 1 preceding), 0) as first
            from catalog.export_page q
           where q.execution_id = $1 and q.item_kind = $2)
        update catalog.export_page p
           set first = n.first
          from numbered n
         where p.execution_id = $1 and p.item_kind = $2 and p.first = n.was
        """)
    static let nextSince = Statement("export_next_since", "select catalog.next_since($1)")
    static let names = Statement(
        "export_names",
        """
        select p.plan ->> 'label', p.plan ->> 'datetime' from catalog.export_plan p
         where p.execution_id = $1 and p.plan is not null limit 1
        """)
    static let forget = Statement("forget_export", "select catalog.forget_export(array[$1::bigint])")

    // MARK: Reading it

    static let page = Statement(
        "export_page",
        """
        select p.first, p.ids from catalog.export_page p
         where p.execution_id = $1 and p.item_kind = $2 and p.first <= $3
         order by p.first desc limit 1
        """)
    static let file = Statement(
        "export_file",
        """
        select f.artifact_id, left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)
          from catalog.export_file f where f.execution_id = $1 and f.ordinal = $2
        """)
    /// Which history of the server this is: another one after a failover.
    static let timeline = Statement("timeline", "select left(pg_walfile_name(pg_current_wal_insert_lsn()), 8)")
    static let files = Statement(
        "export_files",
        """
        select f.ordinal, f.artifact_id, f.records, f.size, f.sha256
          from catalog.export_file f where f.execution_id = $1 order by f.ordinal
        """)
    static let setFile = Statement(
        "set_export_file",
        """
        update catalog.export_file f set size = $3, sha256 = $4
         where f.execution_id = $1 and f.ordinal = $2
        """)

    // MARK: What is met

    static let hasLinks = Statement(
        "has_links",
        "select exists (select from catalog.association a where a.owner_kind = $1 and a.owner_id between $2 and $3)")
    static let metLinks = Statement(
        "met_links",
        """
        select distinct a.type, a.target_kind, a.target_kind = 'product' and t.identifier is null
          from catalog.association a
          join unnest($4::bigint[]) u (id) on u.id = a.owner_id
          left join catalog.product t on a.target_kind = 'product' and t.id = a.target_id
         where a.owner_kind = $1 and a.owner_id between $2 and $3
        """)
    static let copiedMetLinks = Statement(
        "copied_met_links",
        """
        select distinct l.type, l.target_kind, l.target_kind = 'product' and l.target is null
          from catalog.export_copy_link l where l.execution_id = $1 and l.item_kind = $2
        """)

    // MARK: Items

    /// How the ids of a page lie, which decides what is cheapest.
    enum Spread: String, Sendable {
        /// All numbers between the first and the last.
        case whole
        /// Most of them.
        case dense
        /// Few of them.
        case scattered

        /// The condition on the id; it names all three parameters.
        var condition: String {
            switch self {
            case .whole: "i.id between $2 and $3 and cardinality($1::bigint[]) > 0"
            case .dense: "i.id between $2 and $3 and i.id = any ($1::bigint[])"
            case .scattered: "i.id = any ($1::bigint[]) and $2 <= $3"
            }
        }
    }

    /// The items of a page; columns as `ItemPages` reads them.
    ///
    /// Without variants nothing is inherited, and nothing is looked up above the items. Values are asked for as text: sent as jsonb the
    /// server would copy that text once more, and it is most of what the server does.
    static func items(_ kind: ItemKind, isCopied: Bool, _ spread: Spread, hasVariants: Bool) -> Statement {
        let name = "export_\(kind.rawValue)_\(isCopied)_\(spread.rawValue)_\(hasVariants)"
        let range = spread.condition
        if isCopied {
            return Statement(
                name,
                """
                select i.item_id, case when $4 then i.uuid::text end, i.identifier, i.family, i.family_variant, i.parent,
                       i.enabled, \(list("categories")), \(list("groups")), i.top::text, i.above::text, i.values::text
                  from catalog.export_copy i
                 where i.execution_id = $5 and i.item_kind = '\(kind.rawValue)' and i.item_id between $2 and $3
                   and i.item_id = any ($1::bigint[])
                 order by i.item_id
                """)
        }
        let above =
            hasVariants
            ? (
                values: "o.values::text, m.values::text",
                joins: """
                left join catalog.product_model m on m.id = i.parent_id
                left join catalog.product_model o on o.id = m.parent_id
                """
            ) : (values: "null::text, null::text", joins: "")
        switch kind {
        case .product:
            return Statement(
                name,
                """
                select i.id, case when $4 then i.uuid::text end, i.identifier, i.family, null::text, i.parent, i.enabled,
                       \(list("categories")), \(list("groups")), \(above.values), i.values::text
                  from catalog.product i
                  \(above.joins)
                 where \(range) and $5 > 0
                 order by i.id
                """)
        case .productModel:
            return Statement(
                name,
                """
                select i.id, case when $4 then null::text end, i.code, i.family, i.family_variant, i.parent, null::boolean,
                       \(list("categories")), null::text, null::text, null::text, i.values::text
                  from catalog.product_model i
                 where \(range) and $5 > 0
                 order by i.id
                """)
        }
    }

    /// Codes joined by commas; most items are in no group and in one category, and joining costs more than all else of a list.
    private static func list(_ column: String) -> String {
        """
        case cardinality(i.\(column)) when 0 then null when 1 then i.\(column)[1] else array_to_string(i.\(column), ',') end
        """
    }

    static let links = Statement(
        "export_links",
        """
        select a.owner_id, a.type, a.target_kind, coalesce(p.identifier, m.code, a.target_group), p.uuid::text, a.quantity
          from catalog.association a
          left join catalog.product p on a.target_kind = 'product' and p.id = a.target_id
          left join catalog.product_model m on a.target_kind = 'product_model' and m.id = a.target_id
         where a.owner_kind = $1 and a.owner_id = any ($2::bigint[]) and $3 > 0
         order by a.owner_id, a.type, a.target_kind, 4, 5
        """)
    static let copiedLinks = Statement(
        "export_copied_links",
        """
        select l.item_id, l.type, l.target_kind, l.target, l.target_uuid::text, l.quantity
          from catalog.export_copy_link l
         where l.item_kind = $1 and l.item_id = any ($2::bigint[]) and l.execution_id = $3
         order by l.item_id, l.type, l.target_kind, 4, 5
        """)

    // MARK: Labels

    static let labels = Statement(
        "export_labels",
        """
        select 'category', null, c.code, c.labels ->> $1 from catalog.category c
        union all select 'family', null, f.code, f.labels ->> $1 from catalog.family f
        union all select 'family_variant', null, f.code, f.labels ->> $1 from catalog.family_variant f
        union all select 'group', null, g.code, g.labels ->> $1 from catalog."group" g
        union all select 'option', o.attribute, o.code, o.labels ->> $1 from catalog.attribute_option o
        union all select 'reference', r.list, r.code, r.labels ->> $1 from catalog.reference_data r
        """)
}
