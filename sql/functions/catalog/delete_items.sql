-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.delete_items: deletes products or product models, with their unique values and all links from and to them. The history keeps
-- each item whole, and of each item that linked to it the links that it had.
-- Nothing may stand below a model that is deleted: what does goes first, or the constraint refuses.
-- Caller: deletions and undo, which hold the items (catalog.lock_items). Answers how many were deleted.
-- Locks: the owners of links to them, by kind and id; the links, the unique values.
create or replace function catalog.delete_items(
    p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamptz) returns bigint
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_mergejoin = off
    set jit = off
as $$
declare
    v_links catalog.association[];
    v_ids bigint[];
    v_images jsonb[];
begin
    v_links := array(
        select a from catalog.association a
         where a.target_id = any (p_ids) and a.target_kind = p_kind and not (a.owner_kind = p_kind and a.owner_id = any (p_ids)));
    if cardinality(v_links) > 0 then
        perform catalog.replace_associations(
            array(select (l).owner_kind from unnest(v_links) l), array(select (l).owner_id from unnest(v_links) l),
            array(select (l).type from unnest(v_links) l), array(select (l).target_kind from unnest(v_links) l),
            array(select (l).target_id from unnest(v_links) l), array(select (l).target_group from unnest(v_links) l),
            '{}', '{}', '{}', '{}', '{}', '{}', '{}', p_execution, p_owner, p_month, p_at);
    end if;
    if p_kind = 'product' then
        select array_agg(i.id order by i.id), array_agg(i.image order by i.id)
          into v_ids, v_images
          from (select p.id,
                       jsonb_build_object('item', to_jsonb(p) - 'id' - 'record_mark')
                       || case when l.links is null then '{}' else jsonb_build_object('associations', l.links) end
                       || case when v.keys is null then '{}' else jsonb_build_object('unique', v.keys) end as image
                  from catalog.product p
                 cross join lateral (select catalog._links('product', p.id) as links) l
                 cross join lateral (
                       select jsonb_object_agg(v.attribute, v.value_key) as keys from catalog.unique_value v where v.product_id = p.id) v
                 where p.id = any (p_ids)) i;
    else
        select array_agg(i.id order by i.id), array_agg(i.image order by i.id)
          into v_ids, v_images
          from (select m.id,
                       jsonb_build_object('item', to_jsonb(m) - 'id')
                       || case when l.links is null then '{}' else jsonb_build_object('associations', l.links) end as image
                  from catalog.product_model m
                 cross join lateral (select catalog._links('product_model', m.id) as links) l
                 where m.id = any (p_ids)) i;
    end if;
    if v_ids is null then
        return 0;
    end if;
    perform catalog.add_history(p_execution, p_owner, p_month, p_kind, null, v_ids, v_images, p_at);
    delete from catalog.association a where a.owner_kind = p_kind and a.owner_id = any (v_ids);
    if p_kind = 'product' then
        delete from catalog.unique_value v where v.product_id = any (v_ids);
        delete from catalog.product p where p.id = any (v_ids);
    else
        delete from catalog.product_model m where m.id = any (v_ids);
    end if;
    return cardinality(v_ids);
end
$$;
alter function catalog.delete_items(bigint, text, date, text, bigint[], timestamptz) owner to chantier_owner;
comment on function catalog.delete_items(bigint, text, date, text, bigint[], timestamptz) is 'Deletes products or product models and keeps what they were';
revoke execute on function catalog.delete_items(bigint, text, date, text, bigint[], timestamptz) from public;
grant execute on function catalog.delete_items(bigint, text, date, text, bigint[], timestamptz) to chantier_worker;
