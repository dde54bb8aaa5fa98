-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.plan_undo: finds what the execution that is undone created, changed and deleted, and puts it into pages of two thousand items,
-- stage by stage: first what stands above, and what it created last. Answers how many items that are.
-- "catalog" in quotation marks means the catalogue itself also in the copy that a preview works with.
-- Caller: the first task of an undo, in one chunk. Locks: none but its own rows.
create or replace function catalog.plan_undo(p_execution bigint, p_owner text, p_month date, p_target uuid) returns bigint
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set jit = off
as $$
declare
    v_target job.execution;
    v_count bigint;
begin
    select e.* into v_target from job.execution e where e.public_id = p_target and e.owner = p_owner;
    insert into catalog.undo_plan (execution_id, owner, month, target, target_month, first_place, months)
    select p_execution, p_owner, p_month, v_target.id, v_target.month,
           coalesce((select min(h.place) from "catalog".history h where h.execution_id = v_target.id and h.month = v_target.month), 0),
           array(select distinct e.month from job.execution e
                  where e.id = v_target.id or e.ended_at is null or e.ended_at >= v_target.created_at);
    with own as materialized (
        select h.item_kind, h.item_id, h.created,
               h.before -> 'item' = 'null' as is_made_again,
               h.before #>> '{item,parent_id}' is not null or h.before ? 'parent' as is_below
          from "catalog".history h
         where h.execution_id = v_target.id and h.month = v_target.month
    ), item as (
        select x.item_kind, x.id, bool_or(x.is_new) as is_new, bool_or(x.is_below) as is_below
          from (select o.item_kind, g.id, true as is_new, false as is_below
                  from own o
                 cross join lateral unnest(o.created) r (ids) cross join lateral generate_series(lower(r.ids), upper(r.ids) - 1) g (id)
                 where o.created is not null
                union all
                select o.item_kind, o.item_id, coalesce(o.is_made_again, false), coalesce(o.is_below, false) from own o
                 where o.item_id is not null) x
         group by x.item_kind, x.id
    ), staged as (
        select i.item_kind, i.id,
               case when i.item_kind = 'product' and i.is_new then 4
                    when i.item_kind = 'product' then 3
                    when i.is_new then case when c.parent_id is not null then 6 else 7 end
                    when i.is_below then 2
                    else 1 end as stage
          from item i
          left join "catalog".product_model c on i.item_kind = 'product_model' and c.id = i.id
    ), numbered as (
        select i.*, row_number() over (partition by i.stage order by i.id) as place from staged i
    )
    insert into catalog.undo_page (execution_id, owner, month, stage, first, item_kind, ids)
    select p_execution, p_owner, p_month, n.stage, min(n.place), n.item_kind, array_agg(n.id order by n.id)
      from numbered n
     group by n.stage, n.item_kind, (n.place - 1) / 2000;
    select coalesce(sum(cardinality(p.ids)), 0) into v_count from catalog.undo_page p where p.execution_id = p_execution;
    return v_count;
end
$$;
alter function catalog.plan_undo(bigint, text, date, uuid) owner to chantier_owner;
comment on function catalog.plan_undo(bigint, text, date, uuid) is 'Finds what an execution created, changed and deleted, in pages';
revoke execute on function catalog.plan_undo(bigint, text, date, uuid) from public;
grant execute on function catalog.plan_undo(bigint, text, date, uuid) to chantier_worker;
