-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.find_unique_values: who has these values already.
-- Caller: the change pipeline, before it judges. Locks: none; the primary key decides in the end.
create or replace function catalog.find_unique_values(p_attribute text[], p_key text[])
    returns table (place bigint, product_id bigint, identifier text)
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    return query
    select u.place, v.product_id, coalesce(p.identifier, p.uuid::text)
      from unnest(p_attribute, p_key) with ordinality u (attribute, key, place)
      join catalog.unique_value v on v.attribute = u.attribute and v.value_key = u.key
      join catalog.product p on p.id = v.product_id;
end
$$;
alter function catalog.find_unique_values(text[], text[]) owner to chantier_owner;
comment on function catalog.find_unique_values(text[], text[]) is
    'Which products have these values of unique attributes; place is the position in the arrays (from 1).';
revoke execute on function catalog.find_unique_values(text[], text[]) from public;
grant execute on function catalog.find_unique_values(text[], text[]) to chantier_worker;
