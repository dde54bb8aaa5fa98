-- SPDX-License-Identifier: Apache-2.0
-- What `bench project` calculates, by hand: to do, in progress and done of all products, by attribute group and by person. States are taken
-- together as bits before people are looked at, as somebody would who knows that a million products × a hundred people is much.
with need as materialized (
  select f.code as family, substr(a."group", 2)::int as place, a.code || case when a.localizable then '-en_US' else '' end as key
    from catalog.family f
   cross join lateral jsonb_array_elements_text(f.requirements -> 'bench') as r(code)
    join catalog.attribute a on a.code = r.code
   where a.type <> 'pim_catalog_identifier'
), cell as (
  select p.id, n.place, count(*) as required, count(*) filter (where p.values ? n.key) as filled
    from catalog.product p
    join need n on n.family = p.family
   group by p.id, n.place
), state as (
  select bit_or(1 << c.place) as present, coalesce(bit_or(1 << c.place) filter (where c.filled > 0), 0) as begun,
         coalesce(bit_or(1 << c.place) filter (where c.filled = c.required), 0) as complete
    from cell c
   group by c.id
), states as materialized (
  select s.present, s.begun, s.complete, count(*) as n from state s group by 1, 2, 3
), person as materialized (
  select g.person, bit_or(1 << substr(a.attribute_group, 2)::int) as mask
    from tracker.person_group g
    join catalog.attribute_group_access a on g.user_group = any (a.edit_attributes)
   group by g.person
), viewer as (
  select 'owner' as name, 32767 as mask
  union all select 'g' || n, 1 << n from generate_series(0, 14) as n
  union all select person, mask from person
)
select v.name, sum(s.n) filter (where s.begun & v.mask = 0) as to_do,
       sum(s.n) filter (where s.begun & v.mask <> 0 and s.complete & v.mask <> s.present & v.mask) as in_progress,
       sum(s.n) filter (where s.complete & v.mask = s.present & v.mask) as done
  from viewer v
  join states s on s.present & v.mask <> 0
 group by v.name
 order by v.name;
