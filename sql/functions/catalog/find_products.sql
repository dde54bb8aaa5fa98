-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.find_products: products by uuid and by identifier: the before-images of a chunk.
-- Caller: the change pipeline. Locks: none; seen guards the later write, so what does not differ is never locked.
create or replace function catalog.find_products(p_uuid uuid[], p_identifier_key text[])
    returns table (
        by_uuid boolean, place bigint, id bigint, seen bigint, uuid uuid, identifier text, family text, parent text, parent_id bigint,
        enabled boolean, categories text, groups text, "values" jsonb, axis_key text)
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    if cardinality(p_uuid) > 0 then
        return query
        select true, u.place, p.id, p.xmin::text::bigint, p.uuid, p.identifier, p.family, p.parent, p.parent_id, p.enabled,
               array_to_string(p.categories, ','), array_to_string(p.groups, ','), p.values, p.axis_key
          from unnest(p_uuid) with ordinality u (uuid, place)
          join catalog.product p on p.uuid = u.uuid;
    end if;
    if cardinality(p_identifier_key) > 0 then
        return query
        select false, u.place, p.id, p.xmin::text::bigint, p.uuid, p.identifier, p.family, p.parent, p.parent_id, p.enabled,
               array_to_string(p.categories, ','), array_to_string(p.groups, ','), p.values, p.axis_key
          from unnest(p_identifier_key) with ordinality u (identifier_key, place)
          join catalog.product p on p.identifier_key = u.identifier_key;
    end if;
end
$$;
alter function catalog.find_products(uuid[], text[]) owner to chantier_owner;
comment on function catalog.find_products(uuid[], text[]) is
    'The products with these uuids and these folded identifiers as they are now: place is the position in its array (from 1), seen the row version that catalog.update_products compares.';
revoke execute on function catalog.find_products(uuid[], text[]) from public;
grant execute on function catalog.find_products(uuid[], text[]) to chantier_worker;
