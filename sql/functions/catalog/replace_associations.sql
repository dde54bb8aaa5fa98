-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.replace_associations: removes and enters links.
-- Caller: the associations steps, owners in order of id. Locks: the links' rows and keys.
create or replace function catalog.replace_associations(
    p_removed_kind text[], p_removed_id bigint[], p_removed_type text[], p_removed_target_kind text[], p_removed_target_id bigint[],
    p_removed_group text[], p_kind text[], p_id bigint[], p_type text[], p_target_kind text[], p_target_id bigint[], p_group text[],
    p_quantity int[]) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    delete from catalog.association a
     using unnest(p_removed_kind, p_removed_id, p_removed_type, p_removed_target_kind, p_removed_target_id, p_removed_group)
           u (owner_kind, owner_id, type, target_kind, target_id, target_group)
     where a.owner_kind = u.owner_kind and a.owner_id = u.owner_id and a.type = u.type and a.target_kind = u.target_kind
       and a.target_id is not distinct from u.target_id and a.target_group is not distinct from u.target_group;
    insert into catalog.association (owner_kind, owner_id, type, target_kind, target_id, target_group, quantity)
    select u.*
      from unnest(p_kind, p_id, p_type, p_target_kind, p_target_id, p_group, p_quantity)
           u (owner_kind, owner_id, type, target_kind, target_id, target_group, quantity)
     order by u.owner_kind, u.owner_id, u.type, u.target_kind, u.target_id, u.target_group
    on conflict on constraint association_key do update set quantity = excluded.quantity;
end
$$;
alter function catalog.replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], int[]) owner to chantier_owner;
comment on function catalog.replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], int[]) is
    'Takes away the links of the first six arrays, then enters those of the others; a link that is there already gets the new quantity.';
revoke execute on function catalog.replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], int[]) from public;
grant execute on function catalog.replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], int[]) to chantier_worker;
