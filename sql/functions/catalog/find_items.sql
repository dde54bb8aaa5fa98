-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.find_items: ids of products and product models by the ways in which files name them.
-- Caller: the associations steps, for owners and targets. Locks: none.
create or replace function catalog.find_items(p_uuid uuid[], p_identifier_key text[], p_code_key text[])
    returns table (way text, place bigint, id bigint)
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    return query
    select 'uuid', u.place, p.id
      from unnest(p_uuid) with ordinality u (uuid, place)
      join catalog.product p on p.uuid = u.uuid;
    return query
    select 'identifier', u.place, p.id
      from unnest(p_identifier_key) with ordinality u (identifier_key, place)
      join catalog.product p on p.identifier_key = u.identifier_key;
    return query
    select 'code', u.place, m.id
      from unnest(p_code_key) with ordinality u (code_key, place)
      join catalog.product_model m on m.code_key = u.code_key;
end
$$;
alter function catalog.find_items(uuid[], text[], text[]) owner to chantier_owner;
comment on function catalog.find_items(uuid[], text[], text[]) is
    'Ids of products by uuid (way uuid) and folded identifier (identifier) and of product models by folded code (code); place is the position in its array (from 1).';
revoke execute on function catalog.find_items(uuid[], text[], text[]) from public;
grant execute on function catalog.find_items(uuid[], text[], text[]) to chantier_worker;
