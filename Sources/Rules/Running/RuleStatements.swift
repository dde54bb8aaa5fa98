// SPDX-License-Identifier: Apache-2.0

import CatalogStore
import Postgres

/// What runs of rules ask and keep; "catalog" in quotation marks is the catalogue itself in a preview too.
enum RuleStatements {
    /// The launch, the start of the execution, and the filter.
    static let launch = Statement(
        "rule_launch",
        """
        select e.created_at, coalesce(e.started_at, job.now()), d.parameters -> 'filters'
          from job.execution e
          join job.execution_detail d on d.execution_id = e.id
         where e.id = $1
        """)

    static let kept = Statement(
        "kept_rules",
        """
        select r.place, r.code, r.priority, r.enabled, r.labels, r.definition
          from "catalog".execution_rule r
         where r.execution_id = $1
         order by r.place
        """)

    static let addCounters = Statement(
        "add_rule_counters",
        """
        select catalog.add_rule_counters($1, $2, $3, $4::text::date, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """)

    /// The items that actions left as they were, with the first ten in the order of the items; each row has an example or more, and
    /// counts with its first.
    static let notes = Statement(
        "rule_notes",
        """
        select n.place, n.action, n.reason, (sum(n.items) filter (where x.place = 1))::bigint, min(n.field),
               (array_agg(x.name order by n.first, x.place))[:10]
          from "catalog".rule_note n
         cross join lateral unnest(n.examples) with ordinality as x (name, place)
         where n.execution_id = $1
         group by n.place, n.action, n.reason
         order by n.place, n.action, n.reason
        """)

    /// How many rules refused no item; sums of what tasks have counted.
    static let executed = Statement(
        "executed_rules",
        """
        select count(*)
          from unnest($2::int[]) as p (place)
         where not exists (select from "catalog".rule_counter c where c.execution_id = $1 and c.place = p.place and c.invalid > 0)
        """)

    static let fold = Statement("fold_rules", "select catalog.fold_rules(array[$1::bigint], false)")

    /// When items were created, and when they, the models above them and the roots above those were last written.
    static func times(_ entity: FilterEntity) -> Statement {
        Statement(
            "rule times of \(entity)",
            """
            select u.place, i.created_at, i.updated_at, m.updated_at, \(entity == .products ? "o.updated_at" : "null::timestamptz")
              from unnest($1::bigint[]) with ordinality u (id, place)
              join \(entity.table) on i.id = u.id
              \(entity.joins)
            """)
    }

    /// The variants of product models at any level; those that a preview has not touched stand in the catalogue itself.
    static let variants = Statement(
        "rule variants",
        """
        with above as (
            select u.place, u.id as parent_id, null::jsonb as values
              from unnest($1::bigint[]) with ordinality u (id, place)
            union all
            select u.place, s.id, s.values
              from unnest($1::bigint[]) with ordinality u (id, place)
              join catalog.product_model s on s.parent_id = u.id
            union all
            select u.place, s.id, s.values
              from unnest($1::bigint[]) with ordinality u (id, place)
              join "catalog".product_model s on s.parent_id = u.id
             where not exists (select from catalog.product_model m where m.id = s.id)
        )
        select a.place, p.identifier_key, a.values, p.values
          from above a
          join catalog.product p on p.parent_id = a.parent_id
        union all
        select a.place, p.identifier_key, a.values, p.values
          from above a
          join "catalog".product p on p.parent_id = a.parent_id
         where not exists (select from catalog.product q where q.id = p.id)
        """)

    /// The next items behind $3, at most $4, that the execution has touched, in one array.
    static func touched(_ kind: String) -> Statement {
        Statement(
            "touched \(kind)",
            """
            select coalesce(array_agg(t.id), '{}')
              from catalog.touched_items($1, $2::text::date, '\(kind)', $3, $4) t (id)
            """)
    }

    /// Product models that were there at $1, in one array, roots or the others; the condition's parameters begin with $2.
    static func models(_ condition: String, areRoots: Bool) -> Statement {
        Statement(
            "rule models",
            """
            select coalesce(array_agg(i.id order by i.id), '{}')
              from \(FilterEntity.productModels.table) \(FilterEntity.productModels.joins)
             where i.created_at <= $1 and i.parent_id is \(areRoots ? "null" : "not null") and (\(condition))
            """, prepare: false)
    }

    /// The products behind $1 that were there at $2, at most $3, in one array; the condition's parameters begin with $4.
    static func products(_ condition: String) -> Statement {
        Statement(
            "rule products",
            """
            select coalesce(array_agg(f.id order by f.id), '{}')
              from (select i.id from \(FilterEntity.products.table) \(FilterEntity.products.joins)
                     where i.id > $1 and i.created_at <= $2 and (\(condition))
                     order by i.id limit $3) f
            """, prepare: false)
    }

    static let putImpact = Statement(
        "put_rule_impact",
        """
        insert into catalog.rule_impact as i (code, product_count, product_model_count, counted_at)
        select n.code, n.products, n.models, job.now() from unnest($1::text[], $2::bigint[], $3::bigint[]) as n (code, products, models)
        on conflict on constraint rule_impact_pkey do update
           set product_count = excluded.product_count, product_model_count = excluded.product_model_count,
               counted_at = excluded.counted_at
        """)
}
