-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.find_products: products by uuid and by identifier: the before-images of a chunk.
-- p_mark: of each identifier's record; a product that has this very mark has nothing new in it, so what is dear to read is left out.
-- Caller: the change pipeline. Locks: none; seen guards the later write, so what does not differ is never locked.
create or replace function catalog.find_products(p_uuid uuid[], p_identifier_key text[], p_mark uuid[] default null)
    returns table (
        by_uuid boolean, place bigint, id bigint, seen bigint, uuid uuid, identifier text, family text, parent text, parent_id bigint,
        enabled boolean, categories text, groups text, "values" jsonb, axis_key text, is_marked boolean)
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
               array_to_string(p.categories, ','), array_to_string(p.groups, ','), p.values, p.axis_key, false
          from unnest(p_uuid) with ordinality u (uuid, place)
          join catalog.product p on p.uuid = u.uuid;
    end if;
    if cardinality(p_identifier_key) > 0 then
        return query
        select false, u.place, p.id, case when m.is_marked then 0 else p.xmin::text::bigint end, p.uuid,
               case when not m.is_marked then p.identifier end, case when not m.is_marked then p.family end,
               case when not m.is_marked then p.parent end, case when not m.is_marked then p.parent_id end, p.enabled,
               case when not m.is_marked then array_to_string(p.categories, ',') end,
               case when not m.is_marked then array_to_string(p.groups, ',') end, case when not m.is_marked then p.values end,
               case when not m.is_marked then p.axis_key end, m.is_marked
          from unnest(p_identifier_key, p_mark) with ordinality u (identifier_key, mark, place)
          join catalog.product p on p.identifier_key = u.identifier_key
         cross join lateral (select coalesce(p.record_mark = u.mark, false)) m (is_marked);
    end if;
end
$$;
alter function catalog.find_products(uuid[], text[], uuid[]) owner to chantier_owner;
comment on function catalog.find_products(uuid[], text[], uuid[]) is
    'The products with these uuids and these folded identifiers as they are now: place is the position in its array (from 1), seen the row version that catalog.update_products compares. Of a product that has the mark of its identifier''s record (is_marked) only id, uuid and enabled are given.';
revoke execute on function catalog.find_products(uuid[], text[], uuid[]) from public;
grant execute on function catalog.find_products(uuid[], text[], uuid[]) to chantier_worker;
