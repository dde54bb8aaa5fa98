-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.undo_links: puts back the links that items had before the execution that is undone, when all items are as they are to be.
-- A link to what is not there is left out. A link of a two-way type comes and goes with its other end, unless others have changed the
-- links there since. Answers the names of items that did not get all of their links: [{"name", "field"}].
-- Caller: undo, in a chunk's transaction. Locks: the items, by id; then as catalog.replace_associations.
-- "catalog" in quotation marks means the catalogue itself also in the copy that a preview works with.
create or replace function catalog.undo_links(
    p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamptz) returns jsonb
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_mergejoin = off
    set jit = off
as $$
declare
    v_plan catalog.undo_plan;
    v_there bigint[];
    v_removed catalog.association[];
    v_added catalog.association[];
    v_lost jsonb;
begin
    select u.* into v_plan from catalog.undo_plan u where u.execution_id = p_execution;
    v_there := catalog.lock_items(p_kind, p_ids, false);
    with image as materialized (
        select u.id, e.key, e.value, regexp_replace(e.key, '-[^-]*$', '') as type, regexp_replace(e.key, '^.*-', '') as target_kind
          from unnest(v_there) u (id)
         cross join lateral (
               select catalog._merged_image(array_agg(h.before order by h.place) filter (where h.execution_id = v_plan.target)) as image,
                      min(h.place) filter (where h.execution_id = v_plan.target) as place,
                      bool_or(h.execution_id <> v_plan.target) as others
                 from "catalog".history h
                where h.item_id = u.id and h.month = any (v_plan.months) and h.place >= v_plan.first_place
                  and h.execution_id <> p_execution) i
         cross join lateral jsonb_each(i.image -> 'associations') e
         where not (i.others and exists (
                 select from catalog._changes_since(
                        u.id, catalog._image_keys(i.image), v_plan.target, p_execution, v_plan.months, i.place)))
           and exists (select from catalog.association_type t where t.code = regexp_replace(e.key, '-[^-]*$', ''))
    ), wanted as materialized (
        select i.id, i.type, i.target_kind, case when i.target_kind <> 'group' then (l.value ->> 0)::bigint end as target_id,
               case when i.target_kind = 'group' then l.value ->> 0 end as target_group, (l.value ->> 1)::int as quantity
          from image i cross join lateral jsonb_array_elements(i.value) l
    ), there as materialized (
        select w.*,
               case w.target_kind
                   when 'product' then exists (select from catalog.product p where p.id = w.target_id)
                   when 'product_model' then exists (select from catalog.product_model m where m.id = w.target_id)
                   else exists (select from catalog."group" g where g.code = w.target_group) end as is_there
          from wanted w
    ), now as materialized (
        select a.* from image i
          join catalog.association a on a.owner_kind = p_kind and a.owner_id = i.id and a.type = i.type and a.target_kind = i.target_kind
    ), change as (
        select false as is_added, n.owner_id, n.type, n.target_kind, n.target_id, n.target_group, n.quantity
          from now n
         where not exists (
               select from there w
                where w.id = n.owner_id and w.type = n.type and w.target_kind = n.target_kind and w.target_id is not distinct from n.target_id
                  and w.target_group is not distinct from n.target_group)
        union all
        select true, w.id, w.type, w.target_kind, w.target_id, w.target_group, w.quantity
          from there w
         where w.is_there
           and not exists (
               select from now n
                where n.owner_id = w.id and n.type = w.type and n.target_kind = w.target_kind and n.target_id is not distinct from w.target_id
                  and n.target_group is not distinct from w.target_group and n.quantity is not distinct from w.quantity)
    ), right_change as (
        select c.*, t.is_two_way and c.target_id is not null as is_two_way
          from change c
          join catalog.association_type t on t.code = c.type
         where not (t.is_two_way and c.target_id is not null and exists (
               select from catalog._changes_since(
                      c.target_id, array[c.type || '-' || p_kind || 's'], v_plan.target, p_execution, v_plan.months,
                      coalesce((select min(h.place) from "catalog".history h
                                 where h.item_id = c.target_id and h.month = v_plan.target_month and h.execution_id = v_plan.target),
                               v_plan.first_place))))
    ), both_ends as (
        select r.is_added, p_kind as owner_kind, r.owner_id, r.type, r.target_kind, r.target_id, r.target_group, r.quantity from right_change r
        union
        select r.is_added, r.target_kind, r.target_id, r.type, p_kind, r.owner_id, null, r.quantity from right_change r where r.is_two_way
    )
    select coalesce(array_agg((b.owner_kind, b.owner_id, b.type, b.target_kind, b.target_id, b.target_group, b.quantity)::catalog.association)
                    filter (where not b.is_added), '{}'),
           coalesce(array_agg((b.owner_kind, b.owner_id, b.type, b.target_kind, b.target_id, b.target_group, b.quantity)::catalog.association)
                    filter (where b.is_added), '{}'),
           (select coalesce(jsonb_agg(distinct jsonb_build_object(
                       'name', case p_kind when 'product' then (select coalesce(p.identifier, p.uuid::text) from catalog.product p where p.id = t.id)
                                           else (select m.code from catalog.product_model m where m.id = t.id) end,
                       'field', t.type || '-' || t.target_kind || 's')), '[]') from there t where not t.is_there)
      into v_removed, v_added, v_lost
      from both_ends b;
    perform catalog.replace_associations(
        array(select (l).owner_kind from unnest(v_removed) l), array(select (l).owner_id from unnest(v_removed) l),
        array(select (l).type from unnest(v_removed) l), array(select (l).target_kind from unnest(v_removed) l),
        array(select (l).target_id from unnest(v_removed) l), array(select (l).target_group from unnest(v_removed) l),
        array(select (l).owner_kind from unnest(v_added) l), array(select (l).owner_id from unnest(v_added) l),
        array(select (l).type from unnest(v_added) l), array(select (l).target_kind from unnest(v_added) l),
        array(select (l).target_id from unnest(v_added) l), array(select (l).target_group from unnest(v_added) l),
        array(select (l).quantity from unnest(v_added) l), p_execution, p_owner, p_month, p_at);
    return v_lost;
end
$$;
alter function catalog.undo_links(bigint, text, date, text, bigint[], timestamptz) owner to chantier_owner;
comment on function catalog.undo_links(bigint, text, date, text, bigint[], timestamptz) is 'Puts back the links that items had';
revoke execute on function catalog.undo_links(bigint, text, date, text, bigint[], timestamptz) from public;
grant execute on function catalog.undo_links(bigint, text, date, text, bigint[], timestamptz) to chantier_worker;
