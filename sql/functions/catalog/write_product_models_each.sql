-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.write_product_models_each: writes product models one by one and names those that the database refuses.
-- Caller: the change pipeline, after a set-based write failed on data. Locks: the rows, one after the other.
create or replace function catalog.write_product_models_each(
    p_id bigint[], p_seen bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[],
    p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamptz)
    returns table (item int, state text, constraint_violated text, message text)
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    for v_item in 1 .. cardinality(p_id) loop
        begin
            if p_seen[v_item] is null then
                insert into catalog.product_model (
                    id, code, code_key, family, family_variant, parent, parent_id, categories, values, axis_key, created_at, updated_at)
                values (
                    p_id[v_item], p_code[v_item], p_code_key[v_item], p_family[v_item], p_family_variant[v_item], p_parent[v_item],
                    p_parent_id[v_item], string_to_array(p_categories[v_item], ','), p_set[v_item], p_axis_key[v_item], p_at, p_at);
            else
                update catalog.product_model m
                   set parent = p_parent[v_item],
                       parent_id = p_parent_id[v_item],
                       categories = string_to_array(p_categories[v_item], ','),
                       values = (m.values || p_set[v_item]) - string_to_array(p_cleared[v_item], ','),
                       axis_key = p_axis_key[v_item],
                       updated_at = p_at
                 where m.id = p_id[v_item] and m.xmin::text::bigint = p_seen[v_item];
                get diagnostics v_count = row_count;
                if v_count = 0 then
                    raise exception 'product model % was changed meanwhile', p_id[v_item] using errcode = '40001';
                end if;
            end if;
            set constraints all immediate;
        exception when others then
            -- Only faults of the data are the item's: everything else ends the chunk, which is then tried again.
            if left(sqlstate, 2) not in ('22', '23', '54') and sqlstate <> 'P0001' then
                raise;
            end if;
            item := v_item;
            state := sqlstate;
            get stacked diagnostics constraint_violated = constraint_name, message = message_text;
            return next;
        end;
    end loop;
end
$$;
alter function catalog.write_product_models_each(bigint[], bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], text[], timestamptz) owner to chantier_owner;
comment on function catalog.write_product_models_each(bigint[], bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], text[], timestamptz) is
    'Writes product models one by one, each in its own block, and returns those that the database refuses; see catalog.write_products_each.';
revoke execute on function catalog.write_product_models_each(bigint[], bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], text[], timestamptz) from public;
grant execute on function catalog.write_product_models_each(bigint[], bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], text[], timestamptz) to chantier_worker;
