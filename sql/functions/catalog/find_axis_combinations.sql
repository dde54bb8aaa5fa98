-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.find_axis_combinations: who has these values of the axes already.
-- Caller: the change pipeline, before it judges. Locks: none; the unique indexes decide in the end.
create or replace function catalog.find_axis_combinations(p_kind text, p_parent_id bigint[], p_axis_key text[])
    returns table (place bigint, id bigint, name text)
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    if p_kind = 'product' then
        return query
        select u.place, p.id, coalesce(p.identifier, p.uuid::text)
          from unnest(p_parent_id, p_axis_key) with ordinality u (parent_id, axis_key, place)
          join catalog.product p on p.parent_id = u.parent_id and p.axis_key = u.axis_key;
    else
        return query
        select u.place, m.id, m.code
          from unnest(p_parent_id, p_axis_key) with ordinality u (parent_id, axis_key, place)
          join catalog.product_model m on m.parent_id = u.parent_id and m.axis_key = u.axis_key;
    end if;
end
$$;
alter function catalog.find_axis_combinations(text, bigint[], text[]) owner to chantier_owner;
comment on function catalog.find_axis_combinations(text, bigint[], text[]) is
    'Which variants (p_kind product) or sub-models (product_model) have these values of their axes under these parents; place is the position in the arrays (from 1).';
revoke execute on function catalog.find_axis_combinations(text, bigint[], text[]) from public;
grant execute on function catalog.find_axis_combinations(text, bigint[], text[]) to chantier_worker;
