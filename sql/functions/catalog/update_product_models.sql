-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.update_product_models: writes the changed product models of one chunk.
-- Caller: the change pipeline. Locks: the rows, in the order of the arrays.
create or replace function catalog.update_product_models(
    p_id bigint[], p_seen bigint[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[],
    p_axis_key text[], p_at timestamptz) returns bigint
    language plpgsql
    set search_path = pg_catalog, pg_temp
    -- As for products: rows are locked in the order of the arrays, which only a nested loop keeps.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_count bigint;
begin
    update catalog.product_model m
       set parent = u.parent,
           parent_id = u.parent_id,
           categories = string_to_array(u.categories, ','),
           values = (m.values || u.set) - string_to_array(u.cleared, ','),
           axis_key = u.axis_key,
           updated_at = p_at
      from unnest(p_id, p_seen, p_parent, p_parent_id, p_categories, p_set, p_cleared, p_axis_key)
           u (id, seen, parent, parent_id, categories, set, cleared, axis_key)
     where m.id = u.id and m.xmin::text::bigint = u.seen;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
alter function catalog.update_product_models(bigint[], bigint[], text[], bigint[], text[], jsonb[], text[], text[], timestamptz) owner to chantier_owner;
comment on function catalog.update_product_models(bigint[], bigint[], text[], bigint[], text[], jsonb[], text[], text[], timestamptz) is
    'Writes the changes of one chunk of product models, sorted by id; see catalog.update_products.';
revoke execute on function catalog.update_product_models(bigint[], bigint[], text[], bigint[], text[], jsonb[], text[], text[], timestamptz) from public;
grant execute on function catalog.update_product_models(bigint[], bigint[], text[], bigint[], text[], jsonb[], text[], text[], timestamptz) to chantier_worker;
