-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._link_sets: the links of items, for each type and kind of target asked for: [[target, quantity], …], by target.
-- Caller: catalog.replace_associations, before and after it writes. Locks: none. Served by association_key.
create or replace function catalog._link_sets(p_kind text[], p_id bigint[], p_type text[], p_target_kind text[]) returns jsonb[]
    language plpgsql volatile
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    return array(
        select l.links
          from unnest(p_kind, p_id, p_type, p_target_kind) with ordinality u (kind, id, type, target_kind, place)
         cross join lateral (
               select coalesce(jsonb_agg(jsonb_build_array(coalesce(to_jsonb(a.target_id), to_jsonb(a.target_group)), a.quantity)
                                         order by a.target_id, a.target_group), '[]') as links
                 from catalog.association a
                where a.owner_kind = u.kind and a.owner_id = u.id and a.type = u.type and a.target_kind = u.target_kind) l
         order by u.place);
end
$$;
alter function catalog._link_sets(text[], bigint[], text[], text[]) owner to chantier_owner;
comment on function catalog._link_sets(text[], bigint[], text[], text[]) is 'The links of items, for each type and kind of target asked for';
revoke execute on function catalog._link_sets(text[], bigint[], text[], text[]) from public;
grant execute on function catalog._link_sets(text[], bigint[], text[], text[]) to chantier_worker;
