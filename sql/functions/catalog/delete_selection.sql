-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.delete_selection: deletes the selected items of one chunk: products; product models with a parent (p_level 1) or without (0).
-- A model below which something stands that was not selected is left and named. Answers {"deleted", "skipped", "invalid", "others",
-- "warnings"}; others: models of the other level, which have their own turn.
-- Caller: the deletion of products and product models, in a chunk's transaction. Locks: the items, by id; then as catalog.delete_items.
create or replace function catalog.delete_selection(
    p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_level int, p_at timestamptz) returns jsonb
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_mergejoin = off
    set jit = off
as $$
declare
    v_there bigint[] := catalog.lock_items(p_kind, p_ids, true);
    v_others bigint := 0;
    v_gone bigint := cardinality(p_ids) - cardinality(v_there);
    v_used bigint[] := '{}';
    v_notes jsonb := '[]';
    v_deleted bigint;
begin
    if p_kind = 'product_model' then
        -- What has gone already is told once, with the sub-models.
        if p_level = 0 then
            v_gone := 0;
        end if;
        select coalesce(array_agg(m.id order by m.id) filter (where (m.parent_id is not null) = (p_level = 1)), '{}'),
               count(*) filter (where (m.parent_id is not null) <> (p_level = 1))
          into v_there, v_others
          from catalog.product_model m
         where m.id = any (v_there);
        select coalesce(array_agg(u.id), '{}'),
               coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', m.code, 'reason', 'in_use', 'holder', b.name) order by u.id), '[]')
          into v_used, v_notes
          from unnest(v_there) u (id)
          join catalog.product_model m on m.id = u.id
         cross join lateral (
               select b.name
                 from (select coalesce(p.identifier, p.uuid::text) as name from catalog.product p where p.parent_id = u.id
                       union all
                       select c.code from catalog.product_model c where c.parent_id = u.id) b
                limit 1) b;
        if v_used <> '{}' then
            v_there := array(select u.id from unnest(v_there) u (id) where u.id <> all (v_used));
        end if;
    end if;
    if v_gone > 0 then
        select v_notes || coalesce(jsonb_agg(jsonb_build_object('name', u.id::text, 'reason', 'vanished', 'note', true) order by u.id), '[]')
          into v_notes
          from unnest(p_ids) u (id)
         where u.id <> all (v_there || v_used)
           and not exists (select from catalog.product p where p_kind = 'product' and p.id = u.id)
           and not exists (select from catalog.product_model m where p_kind = 'product_model' and m.id = u.id);
    end if;
    v_deleted := catalog.delete_items(p_execution, p_owner, p_month, p_kind, v_there, p_at);
    return jsonb_build_object(
        'deleted', v_deleted, 'skipped', v_gone, 'invalid', cardinality(v_used), 'others', v_others, 'warnings', v_notes);
end
$$;
alter function catalog.delete_selection(bigint, text, date, text, bigint[], int, timestamptz) owner to chantier_owner;
comment on function catalog.delete_selection(bigint, text, date, text, bigint[], int, timestamptz) is 'Deletes the selected items of one chunk';
revoke execute on function catalog.delete_selection(bigint, text, date, text, bigint[], int, timestamptz) from public;
grant execute on function catalog.delete_selection(bigint, text, date, text, bigint[], int, timestamptz) to chantier_worker;
