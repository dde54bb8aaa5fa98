-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.find_products_by_id: products by id: the before-images of a chunk of an edit.
-- Caller: the change pipeline. Locks: none; seen guards the later write, so what does not differ is never locked.
create or replace function catalog.find_products_by_id(p_id bigint[])
    returns table (
        place bigint, id bigint, seen bigint, uuid uuid, identifier text, family text, parent text, parent_id bigint,
        enabled boolean, categories text, groups text, "values" jsonb, axis_key text)
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    return query
    select u.place, p.id, p.xmin::text::bigint, p.uuid, p.identifier, p.family, p.parent, p.parent_id, p.enabled,
           array_to_string(p.categories, ','), array_to_string(p.groups, ','), p.values, p.axis_key
      from unnest(p_id) with ordinality u (id, place)
      join catalog.product p on p.id = u.id;
end
$$;
alter function catalog.find_products_by_id(bigint[]) owner to chantier_owner;
comment on function catalog.find_products_by_id(bigint[]) is
    'The products with these ids as they are now: place is the position in the array (from 1), seen the row version that catalog.update_products compares.';
revoke execute on function catalog.find_products_by_id(bigint[]) from public;
grant execute on function catalog.find_products_by_id(bigint[]) to chantier_worker;
