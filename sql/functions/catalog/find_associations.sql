-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.find_associations: the links that start at some items.
-- Caller: the associations steps. Locks: none. Served by association_key.
create or replace function catalog.find_associations(p_kind text, p_id bigint[])
    returns table (owner_id bigint, type text, target_kind text, target_id bigint, target_group text, quantity int)
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    return query
    select a.owner_id, a.type, a.target_kind, a.target_id, a.target_group, a.quantity
      from unnest(p_id) u (id)
      join catalog.association a on a.owner_kind = p_kind and a.owner_id = u.id
     order by a.owner_id, a.type, a.target_kind, a.target_id, a.target_group;
end
$$;
alter function catalog.find_associations(text, bigint[]) owner to chantier_owner;
comment on function catalog.find_associations(text, bigint[]) is 'The links that start at these products (p_kind product) or product models (product_model).';
revoke execute on function catalog.find_associations(text, bigint[]) from public;
grant execute on function catalog.find_associations(text, bigint[]) to chantier_worker;
