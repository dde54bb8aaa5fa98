-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.plan_undo: finds what the execution that is undone created, changed and deleted, and puts it into pages of at most two
-- thousand items, stage by stage: first what stands above, and what it created last. Answers how many items that are.
-- "catalog" in quotation marks means the catalogue itself also in the copy that a preview works with.
-- Caller: the first task of an undo, in one chunk. Locks: none but its own rows.
create or replace function catalog.plan_undo(p_execution bigint, p_owner text, p_month date, p_target uuid) returns bigint
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set jit = off
    -- Ids are gathered in memory, 8 bytes each; what is more than this is spilled.
    set work_mem = '64MB'
as $$
declare
    v_target job.execution;
    v_count bigint;
begin
    select e.* into v_target from job.execution e where e.public_id = p_target and e.owner = p_owner;
    -- Ids are gathered by their thousands at once; what is sorted or compared is small.
    with own as materialized (
        select h.item_kind as kind, h.item_id / 2000 as bucket,
               array_agg(h.item_id) filter (where h.item_id is not null and h.before -> 'item' is distinct from 'null') as changed,
               array_agg(h.item_id) filter (where h.before -> 'item' = 'null') as made_again,
               array_agg(h.item_id) filter (
                   where h.item_kind = 'product_model' and (h.before #>> '{item,parent_id}' is not null or h.before ? 'parent')) as below,
               range_agg(h.created) filter (where h.created is not null) as created,
               min(h.place) as first_place
          from "catalog".history h
         where h.execution_id = v_target.id and h.month = v_target.month
         group by h.item_kind, h.item_id / 2000
    ), plan as (
        insert into catalog.undo_plan (execution_id, owner, month, target, target_month, first_place, months)
        select p_execution, p_owner, p_month, v_target.id, v_target.month, coalesce((select min(o.first_place) from own o), 0),
               array(select distinct e.month from job.execution e
                      where e.id = v_target.id or e.ended_at is null or e.ended_at >= v_target.created_at)
    ), new_item as (
        select o.kind, i.id
          from own o
         cross join lateral unnest(o.made_again) i (id)
        union
        select o.kind, g.id
          from own o
         cross join lateral unnest(o.created) r (ids)
         cross join lateral generate_series(lower(r.ids), upper(r.ids) - 1) g (id)
    ), new_bucket as (
        select n.kind, n.id / 2000 as bucket, array_agg(n.id) as ids from new_item n group by n.kind, n.id / 2000
    ), changed_bucket as (
        select o.kind, o.bucket, o.below,
               case when n.ids is null then array(select distinct c.id from unnest(o.changed) c (id) order by c.id)
                    else array(select c.id from unnest(o.changed) c (id) except select c.id from unnest(n.ids) c (id) order by id) end as ids
          from own o
          left join new_bucket n on n.kind = o.kind and n.bucket = o.bucket
         where o.changed is not null
    ), staged as (
        select 4 as stage, n.bucket, array(select i.id from unnest(n.ids) i (id) order by i.id) as ids
          from new_bucket n
         where n.kind = 'product'
        union all
        select 3, c.bucket, c.ids from changed_bucket c where c.kind = 'product'
        union all
        -- Models go by where they stand, and there are few of them.
        select case when c.parent_id is not null then 6 else 7 end, n.id / 2000, array_agg(n.id order by n.id)
          from new_item n
          left join "catalog".product_model c on c.id = n.id
         where n.kind = 'product_model'
         group by c.parent_id is not null, n.id / 2000
        union all
        select case when i.id = any (c.below) then 2 else 1 end, c.bucket, array_agg(i.id order by i.id)
          from changed_bucket c
         cross join lateral unnest(c.ids) i (id)
         where c.kind = 'product_model'
         group by 1, 2
    ), counted as (
        select s.stage, s.bucket, s.ids, (sum(cardinality(s.ids)) over (partition by s.stage order by s.bucket) - 1) / 2000 as page
          from staged s
         where s.ids <> '{}'
    ), shared as (
        select c.stage, c.page, c.ids, count(*) over (partition by c.stage, c.page) > 1 as is_shared from counted c
    ), page as (
        select s.stage, s.page, 0::bigint as part, s.ids from shared s where not s.is_shared
        union all
        -- Two that end within the same two thousand may be more than that together.
        select n.stage, n.page, (n.place - 1) / 2000, array_agg(n.id order by n.id)
          from (select s.stage, s.page, i.id, row_number() over (partition by s.stage, s.page order by i.id) as place
                  from shared s
                 cross join lateral unnest(s.ids) i (id)
                 where s.is_shared) n
         group by n.stage, n.page, (n.place - 1) / 2000
    )
    insert into catalog.undo_page (execution_id, owner, month, stage, first, item_kind, ids)
    select p_execution, p_owner, p_month, p.stage,
           1 + sum(cardinality(p.ids)) over (partition by p.stage order by p.page, p.part) - cardinality(p.ids),
           case when p.stage in (3, 4) then 'product' else 'product_model' end, p.ids
      from page p;
    select coalesce(sum(cardinality(p.ids)), 0) into v_count from catalog.undo_page p where p.execution_id = p_execution;
    return v_count;
end
$$;
alter function catalog.plan_undo(bigint, text, date, uuid) owner to chantier_owner;
comment on function catalog.plan_undo(bigint, text, date, uuid) is 'Finds what an execution created, changed and deleted, in pages';
revoke execute on function catalog.plan_undo(bigint, text, date, uuid) from public;
grant execute on function catalog.plan_undo(bigint, text, date, uuid) to chantier_worker;
