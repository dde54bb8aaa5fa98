// SPDX-License-Identifier: Apache-2.0

import Postgres

/// Reads the structure as files show it.
extension StructureStatements {
    static let channelCodes = Statement("channel_codes", "select c.code from catalog.channel c order by c.code")

    /// The key of a category: its tree, its depth, its code, so that parents stand before their children.
    static let categoryOrder = """
        (with recursive above (code, parent, depth) as (
           select t.code, t.parent, 0
           union all
           select c.code, c.parent, a.depth + 1 from above a join catalog.category c on c.code = a.parent)
         select array[a.code, lpad(a.depth::text, 6, '0'), t.code] from above a where a.parent is null)
        """

    static func locales(table: String, object: String) -> String {
        """
        select l.locale
          from (select k as locale
                  from catalog."\(table)" t, unnest($1::text[]) as m (member), jsonb_object_keys(\(object) -> m.member) as k
                union
                select unnest(c.locales) from catalog.channel c) as l
         order by l.locale collate "C"
        """
    }

    /// One statement for all kinds: a cell is what its member holds, lists joined by commas, yes and no as 1 and 0.
    static func page(table: String, object: String, order: String) -> String {
        """
        select s.k, array(
                 select coalesce(
                          case jsonb_typeof(v.value)
                            when 'boolean' then case when v.value = 'true' then '1' else '0' end
                            when 'array' then (
                              select string_agg(e.code, ',' order by e.place)
                                from jsonb_array_elements_text(v.value) with ordinality as e (code, place))
                            when 'object' then (
                              select string_agg(e.key || ':' || e.value, ',' order by e.key collate "C")
                                from jsonb_each_text(v.value) as e)
                            else v.value #>> '{}'
                          end, '')
                   from unnest($3::text[], $4::text[]) with ordinality as c (member, part, place)
                  cross join lateral (
                    select case c.part when '' then s.o -> c.member else s.o -> c.member -> c.part end as value) as v
                  order by c.place)
          from (select \(object) as o, \(order) as k from catalog."\(table)" t) as s
         where s.k > $1::text[] collate "C"
         order by s.k collate "C"
         limit $2
        """
    }
}
