// SPDX-License-Identifier: Apache-2.0

import Postgres

/// The statements about projects.
enum ProjectStatements {
    private static let columns = """
        p.id, p.code, p.channel, p.locale, p.filters, p.groups, p.width, p.structure_version, p.fingerprints,
        p.calculated_at is not null
        """

    static let find = Statement(
        "find project",
        """
        select \(columns)
          from tracker.project p
         where p.code = lower($1) and p.created_at <= (select e.created_at from job.execution e where e.id = $2)
        """)
    static let lock = Statement(
        "lock project", "select \(columns) from tracker.project p where p.id = $1 for update")
    static let prepared = Statement(
        "prepared projects", "select p.id from tracker.project p where p.width > 0 order by p.id")
    static let shareReading = Statement(
        "share project", "select pg_advisory_xact_lock_shared(1128812121, $1)")
    static let ownReading = Statement("own project", "select pg_advisory_xact_lock(1128812121, $1)")
    static let save = Statement(
        "save project",
        """
        update tracker.project p
           set groups = $2, width = $3, structure_version = $4, fingerprints = $5
         where p.id = $1
        """)
    /// Gives states and rights room for more groups: those that they have keep their places.
    static let widen = Statement(
        "widen project",
        """
        with states as (
          update tracker.project_product x
             set present = x.present || $2::text::varbit, begun = x.begun || $2::text::varbit, complete = x.complete || $2::text::varbit
           where x.project_id = $1
        )
        update tracker.project_contributor c set edits = c.edits || $2::text::varbit where c.project_id = $1
        """)
    static let groups = Statement(
        "project attribute groups",
        "select g.code from catalog.attribute_group g order by g.sort_order, g.code")

    // MARK: Products

    /// The columns that a measure reads; with rights to categories also these, of all levels.
    static func columns(withCategories: Bool) -> String {
        "i.id, i.family, i.values, m.values, o.values"
            + (withCategories
                ? ", i.categories || coalesce(m.categories, '{}') || coalesce(o.categories, '{}')" : "")
    }

    static let put = Statement(
        "put project products",
        "select * from tracker.put_project_products($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)")

    // MARK: Numbers

    static let contributors = Statement(
        "project contributors",
        "select c.person, c.user_groups, c.edits from tracker.project_contributor c where c.project_id = $1 order by c.person collate \"C\""
    )
    static let states = Statement(
        "project states",
        """
        select x.present, x.begun, x.complete, x.editors, count(*)
          from tracker.project_product x
         where x.project_id = $1
         group by x.present, x.begun, x.complete, x.editors
        """)
    static let addTotals = Statement(
        "add to project",
        """
        update tracker.project p
           set products = p.products + $2, products_to_do = p.products_to_do + $3,
               products_in_progress = p.products_in_progress + $4, products_done = p.products_done + $5, updated_at = job.now()
         where p.id = $1
        """)
    /// Adds to the numbers of attribute groups, or takes away.
    static let addGroups = Statement(
        "add to project groups",
        """
        insert into tracker.project_group as g (project_id, owner, place, attribute_group, editors, products_to_do, products_in_progress,
                                                products_done)
        select p.id, p.owner, u.place, p.groups[u.place + 1],
               case when u.editors <> 'null' then array(select jsonb_array_elements_text(u.editors)) end, u.a, u.b, u.c
          from unnest($2::int[], $3::jsonb[], $4::bigint[], $5::bigint[], $6::bigint[]) as u(place, editors, a, b, c)
          join tracker.project p on p.id = $1
        on conflict (project_id, place, hash_array_extended(editors, 0)) do update
           set products_to_do = g.products_to_do + excluded.products_to_do,
               products_in_progress = g.products_in_progress + excluded.products_in_progress,
               products_done = g.products_done + excluded.products_done
        """)
    static let addContributors = Statement(
        "add to project contributors",
        """
        update tracker.project_contributor c
           set products_to_do = c.products_to_do + u.a, products_in_progress = c.products_in_progress + u.b,
               products_done = c.products_done + u.c
          from unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[]) as u(person, a, b, c)
         where c.project_id = $1 and c.person = u.person
        """)
    static let putTotals = Statement(
        "put project",
        """
        update tracker.project p
           set products = $2, products_to_do = $3, products_in_progress = $4, products_done = $5, updated_at = job.now(),
               calculated_at = case when $6 then coalesce(p.calculated_at, job.now()) else p.calculated_at end
         where p.id = $1
        """)
    static let dropGroups = Statement(
        "drop project groups", "delete from tracker.project_group g where g.project_id = $1")
    static let putContributors = Statement(
        "put project contributors",
        """
        insert into tracker.project_contributor (project_id, owner, person, user_groups, edits, products_to_do, products_in_progress,
                                                 products_done)
        select p.id, p.owner, u.person, array(select jsonb_array_elements_text(u.groups)), u.edits::varbit, u.a, u.b, u.c
          from unnest($2::text[], $3::jsonb[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
               as u(person, groups, edits, a, b, c)
          join tracker.project p on p.id = $1
        on conflict (project_id, person) do update
           set user_groups = excluded.user_groups, edits = excluded.edits, products_to_do = excluded.products_to_do,
               products_in_progress = excluded.products_in_progress, products_done = excluded.products_done
        """)
    static let dropContributors = Statement(
        "drop project contributors",
        "delete from tracker.project_contributor c where c.project_id = $1 and c.person <> all ($2::text[])")
    static let tell = Statement("tell project", "select tracker.tell_project($1)")
    static let finish = Statement("finish projects", "select tracker.finish_projects()")
    static let remind = Statement("remind projects", "select tracker.remind_projects()")
    static let end = Statement("end projects", "select tracker.end_projects()")

    // MARK: Rights

    /// Who is in which user groups: people of this server, and those that files describe.
    ///
    /// The group All is everybody's.
    static let people = Statement(
        "project people",
        """
        select g.person, array_agg(distinct g.user_group order by g.user_group)
          from (select p.person collate "C" as person, p.user_group collate "C" as user_group from tracker.person_group p
                union all
                select p.username, u.name collate "C" from catalog.person p cross join unnest(p.groups) as u(name) where p.enabled
                union all
                select w.name, a.name collate "C"
                  from (select p.person collate "C" as name from tracker.person_group p
                         union
                        select p.username from catalog.person p where p.enabled) as w
                  join catalog.user_group a on a.name_key = 'all') as g
         group by g.person
         order by g.person
        """)
    static let groupRights = Statement(
        "attribute group rights", "select a.attribute_group, a.edit_attributes from catalog.attribute_group_access a")
    static let localeRights = Statement(
        "locale rights", "select a.edit_products from catalog.locale_access a where a.locale = $1")
    static let categoryRights = Statement(
        "category rights",
        "select a.category, a.edit_items || a.own_items from catalog.category_access a order by a.category")

    // MARK: Changes

    /// Whether there is something to refresh: products that changed, a structure that did; and whether a project is finished and
    /// nobody knows.
    static let isDue = Statement(
        "projects due",
        """
        select exists (select from tracker.project_change),
               exists (select from tracker.project p
                        where p.width > 0
                          and p.structure_version is distinct from (select v.version from catalog.structure_version v)),
               exists (select from tracker.project p
                        where p.calculated_at is not null and p.products_done > 0 and p.products_to_do + p.products_in_progress = 0
                          and not exists (select from tracker.project_notice n
                                           where n.project_id = p.id and n.person = p.owner and n.event = 'finished'))
        """)
    static let takeChanges = Statement(
        "take project changes",
        """
        with taken as (
          select c.id from tracker.project_change c order by c.id limit $1 for update skip locked
        )
        delete from tracker.project_change c using taken t where c.id = t.id
        returning c.project_id, c.are_models, c.ids, c.created is not null,
                  array(select i.id from unnest(c.created) as r(range)
                         cross join generate_series(lower(r.range), upper(r.range) - 1) as i(id))
        """)
    static let variants = Statement(
        "project variants",
        """
        select coalesce(array_agg(p.id), '{}')
          from catalog.product p
         where p.parent_id = any (array(select s.id from catalog.product_model s where s.parent_id = any ($1)) || $1::bigint[])
        """)
    static let enterFamilies = Statement(
        "enter families of project",
        """
        insert into tracker.project_change (project_id, ids)
        select $1, array_agg(n.id order by n.id)
          from (select p.id, row_number() over (order by p.id) / 2000 as page from catalog.product p where p.family = any ($2)) as n
         group by n.page order by n.page
        """)
    /// What stood there for the project alone is among them.
    static let enterAll = Statement(
        "enter all of project",
        """
        with entered as (
          select c.id from tracker.project_change c where c.project_id = $1 for update skip locked
        ), taken_off as (
          delete from tracker.project_change c using entered e where c.id = e.id
        )
        insert into tracker.project_change (project_id, ids)
        select $1, array_agg(n.id order by n.id)
          from (select p.id, row_number() over (order by p.id) / 2000 as page from catalog.product p) as n
         group by n.page order by n.page
        """)

    /// What the tasks of a step have passed over, and why.
    static let passedOver = Statement(
        "project passed over",
        """
        select coalesce(sum((o.more ->> 'without_family')::bigint), 0)::bigint,
               coalesce(sum((o.more ->> 'nothing_required')::bigint), 0)::bigint
          from job.outcome o where o.step_id = $1
        """)
}
