-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.replace_associations: removes and enters links, and keeps what the owners had before.
-- Caller: the associations steps, mass edits, undo. Locks: the owners, products and then models, by id: who changes an item's links
-- holds the item, so that the history says what was there. Then the links' rows and keys.
create or replace function catalog.replace_associations(
    p_removed_kind text[], p_removed_id bigint[], p_removed_type text[], p_removed_target_kind text[], p_removed_target_id bigint[],
    p_removed_group text[], p_kind text[], p_id bigint[], p_type text[], p_target_kind text[], p_target_id bigint[], p_group text[],
    p_quantity int[], p_execution bigint, p_owner text, p_month date, p_at timestamptz) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_kind text[];
    v_id bigint[];
    v_type text[];
    v_target text[];
    v_links jsonb[];
    v_items bigint[];
    v_befores jsonb[];
    v_owners text;
begin
    select array_agg(s.kind), array_agg(s.id), array_agg(s.type), array_agg(s.target)
      into v_kind, v_id, v_type, v_target
      from (select * from unnest(p_removed_kind, p_removed_id, p_removed_type, p_removed_target_kind) u (kind, id, type, target)
            union
            select * from unnest(p_kind, p_id, p_type, p_target_kind) u (kind, id, type, target)
             order by 1, 2, 3, 4) s;
    if v_kind is null then
        return;
    end if;
    perform from catalog.product p
      where p.id = any (array(select u.id from unnest(v_kind, v_id) u (kind, id) where u.kind = 'product'))
      order by p.id for no key update;
    perform from catalog.product_model m
      where m.id = any (array(select u.id from unnest(v_kind, v_id) u (kind, id) where u.kind = 'product_model'))
      order by m.id for no key update;
    v_links := catalog._link_sets(v_kind, v_id, v_type, v_target);

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

    for v_items, v_befores, v_owners in
        select array_agg(o.id order by o.id), array_agg(o.before order by o.id), o.kind
          from (select u.kind, u.id,
                       jsonb_build_object('associations', jsonb_object_agg(u.type || '-' || u.target, u.before)) as before
                  from unnest(v_kind, v_id, v_type, v_target, v_links, catalog._link_sets(v_kind, v_id, v_type, v_target))
                       u (kind, id, type, target, before, after)
                 where u.before is distinct from u.after
                 group by u.kind, u.id) o
         group by o.kind
         order by o.kind
    loop
        perform catalog.add_history(p_execution, p_owner, p_month, v_owners, null, v_items, v_befores, p_at);
    end loop;
end
$$;
alter function catalog.replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], int[], bigint, text, date, timestamptz) owner to chantier_owner;
comment on function catalog.replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], int[], bigint, text, date, timestamptz) is
    'Takes away the links of the first six arrays, then enters those of the others; a link that is there already gets the new quantity. What the owners had before is kept.';
revoke execute on function catalog.replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], int[], bigint, text, date, timestamptz) from public;
grant execute on function catalog.replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], int[], bigint, text, date, timestamptz) to chantier_worker;
