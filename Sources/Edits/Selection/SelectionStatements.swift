// SPDX-License-Identifier: Apache-2.0

import CatalogStore
import Postgres

/// What finds the items of an edit.
enum SelectionStatements {
    /// The launch, the start of the execution, and the filter.
    static let launch = Statement(
        "edit_launch",
        """
        select e.created_at, coalesce(e.started_at, job.now()), d.parameters -> 'filters'
          from job.execution e
          join job.execution_detail d on d.execution_id = e.id
         where e.id = $1
        """)

    /// All product models that were there at $1, in one array; the condition's parameters begin with $2.
    static func models(_ condition: FilterSQL, withSubModels: Bool) -> Statement {
        let below =
            withSubModels
            ? """
            union
            select s.id from catalog.product_model s
             where s.parent_id in (select c.id from chosen c) and s.created_at <= $1
            """ : ""
        return Statement(
            "select models",
            """
            with chosen as materialized (
              select i.id from \(FilterEntity.productModels.table) \(FilterEntity.productModels.joins)
               where i.created_at <= $1 and (\(condition.condition)))
            select coalesce(array_agg(a.id order by a.id), '{}')
              from (select c.id from chosen c \(below)) a
            """, prepare: false)
    }

    /// The products behind $1 that were there at $2, at most $3, in one array; with `below` also those below product models ($4).
    ///
    /// The condition's parameters begin behind these. Alone, it is no part of an "or": the planner can then join by it.
    static func products(_ condition: FilterSQL, below: Bool) -> Statement {
        Statement(
            "select products",
            """
            select coalesce(array_agg(f.id order by f.id), '{}')
              from (select i.id from \(FilterEntity.products.table) \(FilterEntity.products.joins)
                     where i.id > $1 and i.created_at <= $2
                       and ((\(condition.condition)) \(below ? "or i.parent_id = any ($4::bigint[])" : ""))
                     order by i.id limit $3) f
            """, prepare: false)
    }
}
