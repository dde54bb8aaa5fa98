-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._move_values_below(execution, variant, roots, attributes, to products): one level of catalog.move_values_down:
-- from the root models of a family variant, or from its sub-models, to what stands directly below.
-- Caller: catalog.move_values_down. Locks: the models, then what is below them, each in the order of their ids.
-- A code holds no hyphen, so what stands before the first one in a key is the attribute. A value that an item below has
-- already is its own and stays.
create or replace function catalog._move_values_below(
    p_execution bigint, p_variant text, p_roots boolean, p_attributes text[], p_to_products boolean) returns bigint
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_at timestamptz := job.now();
    v_below text := case when p_to_products then 'product' else 'product_model' end;
    v_count bigint;
begin
    perform from catalog.product_model m
      where m.family_variant = p_variant and (m.parent_id is null) = p_roots
      order by m.id
        for no key update;
    execute format(
        'select from catalog.%I c
          where c.parent_id in (
                select m.id from catalog.product_model m
                 where m.family_variant = $1 and (m.parent_id is null) = $2)
          order by c.id
            for no key update', v_below)
      using p_variant, p_roots;
    execute format(
        'with source as materialized (
             select m.id, jsonb_object_agg(e.key, e.value) as moved, array_agg(e.key) as keys
               from catalog.product_model m cross join lateral jsonb_each(m.values) e
              where m.family_variant = $2 and (m.parent_id is null) = $3 and split_part(e.key, ''-'', 1) = any ($4)
              group by m.id
         ), below as materialized (
             select c.id, s.moved, jsonb_object_agg(k.key, null) as before
               from source s
               join catalog.%1$I c on c.parent_id = s.id
              cross join lateral unnest(s.keys) as k (key)
              where not c.values ? k.key
              group by c.id, s.moved
         ), given as (
             update catalog.%1$I c set values = b.moved || c.values, updated_at = $5   -- variants have no record_mark
               from below b where c.id = b.id
         ), taken as (
             update catalog.product_model m set values = m.values - s.keys, updated_at = $5
               from source s where m.id = s.id
         ), kept as (
             insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at)
             select x.id, x.owner, x.month, o.item_kind, o.item_id, jsonb_build_object(''values'', o.before), $5
               from job.execution x
              cross join (select ''product_model'' as item_kind, s.id as item_id, s.moved as before from source s
                          union all select %1$L, b.id, b.before from below b) o
              where x.id = $1
         )
         select (select count(*) from source) + (select count(*) from below)', v_below)
       into v_count
      using p_execution, p_variant, p_roots, p_attributes, v_at;
    return v_count;
end
$$;
alter function catalog._move_values_below(bigint, text, boolean, text[], boolean) owner to chantier_owner;
comment on function catalog._move_values_below(bigint, text, boolean, text[], boolean) is
    'Moves values from the models of one level to what is directly below them.';
revoke execute on function catalog._move_values_below(bigint, text, boolean, text[], boolean) from public;
grant execute on function catalog._move_values_below(bigint, text, boolean, text[], boolean) to chantier_worker;
