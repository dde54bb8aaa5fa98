-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.find_product_models_by_id: product models by id, with what they inherit.
-- Caller: the change pipeline. Locks: none; seen guards the later write.
create or replace function catalog.find_product_models_by_id(p_id bigint[])
    returns table (
        place bigint, id bigint, seen bigint, code text, family text, family_variant text, parent text, parent_id bigint,
        categories text, "values" jsonb, axis_key text, root_values jsonb)
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    return query
    select u.place, m.id, m.xmin::text::bigint, m.code, m.family, m.family_variant, m.parent, m.parent_id,
           array_to_string(m.categories, ','), m.values, m.axis_key, r.values
      from unnest(p_id) with ordinality u (id, place)
      join catalog.product_model m on m.id = u.id
      left join catalog.product_model r on r.id = m.parent_id;
end
$$;
alter function catalog.find_product_models_by_id(bigint[]) owner to chantier_owner;
comment on function catalog.find_product_models_by_id(bigint[]) is
    'The product models with these ids as they are now, with the values of the root above; place is the position in the array (from 1), seen the row version that catalog.update_product_models compares.';
revoke execute on function catalog.find_product_models_by_id(bigint[]) from public;
grant execute on function catalog.find_product_models_by_id(bigint[]) to chantier_worker;
