-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.undo_creations: deletes items that the execution which is undone created, unless others have changed them since, or something
-- stands below a model. Answers as catalog.undo_changes, with "deleted".
-- Caller: undo, in a chunk's transaction. Locks: the items, by id; then as catalog.delete_items.
-- "catalog" in quotation marks means the catalogue itself also in the copy that a preview works with.
create or replace function catalog.undo_creations(
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
    v_since bigint[];
    v_used bigint[] := '{}';
    v_notes jsonb;
    v_more jsonb := '[]';
    v_deleted bigint;
begin
    select u.* into v_plan from catalog.undo_plan u where u.execution_id = p_execution;
    v_there := catalog.lock_items(p_kind, p_ids, true);
    select coalesce(array_agg(distinct u.id), '{}'),
           coalesce(jsonb_agg(jsonb_build_object(
               'id', u.id, 'reason', 'changed_since', 'field', c.field, 'kind', c.kind,
               'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')) order by u.id, c.field), '[]')
      into v_since, v_notes
      from unnest(v_there) u (id)
     cross join lateral (
           select max(h.place) as last
             from "catalog".history h
            where h.item_id = u.id and h.month = any (v_plan.months) and h.place > v_plan.first_place
              and h.execution_id <> all (array[v_plan.target, p_execution])) o
     cross join lateral catalog._changes_since(u.id, null, v_plan.target, p_execution, v_plan.months, v_plan.first_place) c
     where o.last is not null;
    if p_kind = 'product_model' then
        select coalesce(array_agg(u.id), '{}'),
               coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'reason', 'in_use', 'holder', b.name) order by u.id), '[]')
          into v_used, v_more
          from unnest(v_there) u (id)
         cross join lateral (
               select b.name
                 from (select coalesce(p.identifier, p.uuid::text) as name from catalog.product p where p.parent_id = u.id
                       union all
                       select m.code from catalog.product_model m where m.parent_id = u.id) b
                limit 1) b
         where u.id <> all (v_since);
    end if;
    v_notes := v_notes || v_more;
    select v_notes || coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'reason', 'vanished', 'field', 'item', 'note', true) order by u.id), '[]')
      into v_notes
      from unnest(p_ids) u (id)
     where cardinality(v_there) < cardinality(p_ids) and u.id <> all (v_there);
    -- Names before the items go.
    select coalesce(jsonb_agg(w.value || jsonb_build_object('name', coalesce(
               case p_kind when 'product' then (select coalesce(p.identifier, p.uuid::text) from catalog.product p where p.id = (w.value ->> 'id')::bigint)
                           else (select m.code from catalog.product_model m where m.id = (w.value ->> 'id')::bigint) end,
               (select coalesce(h.before #>> '{item,identifier}', h.before #>> '{item,code}', h.before #>> '{item,uuid}')
                  from "catalog".history h
                 where h.item_id = (w.value ->> 'id')::bigint and h.month = any (v_plan.months) and h.before ? 'item'
                 order by h.place desc limit 1),
               w.value ->> 'id')) order by w.place), '[]')
      into v_notes
      from jsonb_array_elements(v_notes) with ordinality w (value, place);
    v_deleted := catalog.delete_items(
        p_execution, p_owner, p_month, p_kind,
        case when v_since || v_used = '{}' then v_there
             else array(select u.id from unnest(v_there) u (id) where u.id <> all (v_since || v_used)) end, p_at);
    return jsonb_build_object(
        'created', 0, 'updated', 0, 'unchanged', 0, 'invalid', 0, 'deleted', v_deleted,
        'skipped', cardinality(p_ids) - v_deleted, 'waiting', '[]'::jsonb, 'links', '[]'::jsonb, 'warnings', v_notes);
end
$$;
alter function catalog.undo_creations(bigint, text, date, text, bigint[], timestamptz) owner to chantier_owner;
comment on function catalog.undo_creations(bigint, text, date, text, bigint[], timestamptz) is 'Deletes what an execution created';
revoke execute on function catalog.undo_creations(bigint, text, date, text, bigint[], timestamptz) from public;
grant execute on function catalog.undo_creations(bigint, text, date, text, bigint[], timestamptz) to chantier_worker;
