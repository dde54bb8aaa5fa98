-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.insert_product_models: writes the new product models of one chunk.
-- Caller: the change pipeline. Locks: the unique keys of the new rows, in the order of the codes.
create or replace function catalog.insert_product_models(
    p_id bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[],
    p_categories text[], p_values jsonb[], p_axis_key text[], p_at timestamptz) returns void
    language sql
    set search_path = pg_catalog, pg_temp
as $$
    -- Sorted by the key that the constraint looks at: two imports of the same new codes then wait for each other and never deadlock.
    insert into catalog.product_model (
        id, code, code_key, family, family_variant, parent, parent_id, categories, values, axis_key, created_at, updated_at)
    select u.id, u.code, u.code_key, u.family, u.family_variant, u.parent, u.parent_id, string_to_array(u.categories, ','), u.values,
           u.axis_key, p_at, p_at
      from unnest(p_id, p_code, p_code_key, p_family, p_family_variant, p_parent, p_parent_id, p_categories, p_values, p_axis_key)
           u (id, code, code_key, family, family_variant, parent, parent_id, categories, values, axis_key)
     order by u.code_key
$$;
alter function catalog.insert_product_models(bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], timestamptz) owner to chantier_owner;
comment on function catalog.insert_product_models(bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], timestamptz) is
    'Writes the new product models of one chunk; lists of codes are joined by commas.';
revoke execute on function catalog.insert_product_models(bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], timestamptz) from public;
grant execute on function catalog.insert_product_models(bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], timestamptz) to chantier_worker;
