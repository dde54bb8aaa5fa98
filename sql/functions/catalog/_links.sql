-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._links(kind, item): the links that start at an item, as before-images hold them: type and kind of target, joined by a hyphen,
-- to [target, quantity]. Null when there are none.
-- Caller: what keeps or puts back before-images. Locks: none. Served by association_key.
create or replace function catalog._links(p_kind text, p_id bigint) returns jsonb
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    return (
        select jsonb_object_agg(s.name, s.links)
          from (select a.type || '-' || a.target_kind as name,
                       jsonb_agg(jsonb_build_array(coalesce(to_jsonb(a.target_id), to_jsonb(a.target_group)), a.quantity)
                                 order by a.target_id, a.target_group) as links
                  from catalog.association a
                 where a.owner_kind = p_kind and a.owner_id = p_id
                 group by a.type, a.target_kind) s);
end
$$;
alter function catalog._links(text, bigint) owner to chantier_owner;
comment on function catalog._links(text, bigint) is 'The links that start at an item, as before-images hold them';
revoke execute on function catalog._links(text, bigint) from public;
grant execute on function catalog._links(text, bigint) to chantier_worker, chantier_definer;
