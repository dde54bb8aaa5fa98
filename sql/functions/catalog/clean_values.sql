-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.clean_values: takes the values of removed attributes out of the next items, by id.
-- One row: the last id looked at (null: there are no more), how many items that were, how many of them had such values. What
-- they had is kept as before-images. p_kind: product or product_model.
-- Caller: a slot, in a chunk's transaction. Locks: the items that have such values, in the order of their ids.
create or replace function catalog.clean_values(
    p_kind text, p_codes text[], p_from bigint, p_limit int, p_execution bigint, p_owner text, p_month date,
    p_at timestamptz)
    returns table (last_id bigint, seen bigint, cleaned bigint)
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_table text := case p_kind when 'product' then 'product' when 'product_model' then 'product_model' end;
    v_ids bigint[];
    v_gone jsonb[];
begin
    execute format(
        'select max(x.id), count(*) from (select t.id from catalog.%I t where t.id >= $1 order by t.id limit $2) x', v_table)
       into last_id, seen
      using p_from, p_limit;
    cleaned := 0;
    if seen > 0 then
        -- A key begins with its attribute's code, and codes hold no hyphen.
        execute format($q$
            select array_agg(x.id order by x.id), array_agg(x.gone order by x.id)
              from (select t.id,
                           (select jsonb_object_agg(e.key, e.value) from jsonb_each(t.values) e
                             where split_part(e.key, '-', 1) = any ($1)) as gone
                      from catalog.%I t
                     where t.id between $2 and $3
                       and exists (select from jsonb_object_keys(t.values) k where split_part(k, '-', 1) = any ($1))
                     order by t.id
                       for no key update) x
             where x.gone is not null
            $q$, v_table)
           into v_ids, v_gone
          using p_codes, p_from, last_id;
        cleaned := coalesce(cardinality(v_ids), 0);
    end if;
    if cleaned > 0 then
        execute format($q$
            update catalog.%I t
               set values = t.values - array(select jsonb_object_keys(u.gone)), updated_at = $3%s
              from unnest($1, $2) as u (id, gone)
             where t.id = u.id
            $q$, v_table, case v_table when 'product' then ', record_mark = null' else '' end)
          using v_ids, v_gone, p_at;
        perform catalog.add_history(
            p_execution, p_owner, p_month, p_kind, null, v_ids,
            array(
                select jsonb_strip_nulls(jsonb_build_object('values', g.gone, 'unique', (
                           select jsonb_object_agg(v.attribute, v.value_key) from catalog.unique_value v
                            where v_table = 'product' and v.product_id = g.id and v.attribute = any (p_codes))))
                  from unnest(v_ids, v_gone) with ordinality as g (id, gone, place) order by g.place),
            p_at);
        if v_table = 'product' then
            delete from catalog.unique_value v where v.attribute = any (p_codes) and v.product_id = any (v_ids);
        end if;
    end if;
    return next;
end
$$;
alter function catalog.clean_values(text, text[], bigint, int, bigint, text, date, timestamptz) owner to chantier_owner;
comment on function catalog.clean_values(text, text[], bigint, int, bigint, text, date, timestamptz) is
    'Takes the values of removed attributes out of the next items and keeps them as before-images.';
revoke execute on function catalog.clean_values(text, text[], bigint, int, bigint, text, date, timestamptz) from public;
grant execute on function catalog.clean_values(text, text[], bigint, int, bigint, text, date, timestamptz) to chantier_worker;
