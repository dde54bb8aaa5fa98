-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.write_products_each: writes products one by one and names those that the database refuses.
-- Caller: the change pipeline, after a set-based write failed on data. Locks: the rows, one after the other.
create or replace function catalog.write_products_each(
    p_id bigint[], p_seen bigint[], p_uuid uuid[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[],
    p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[],
    p_axis_key text[], p_unique_item int[], p_unique_attribute text[], p_unique_key text[], p_at timestamptz)
    returns table (item int, state text, constraint_violated text, message text)
    language plpgsql
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_count bigint;
begin
    -- Fifty items a transaction is the caller's rule: each block here is a subtransaction, and above 64 of them the snapshots of
    -- all other sessions get dearer.
    for v_item in 1 .. cardinality(p_id) loop
        begin
            if p_seen[v_item] is null then
                insert into catalog.product (
                    id, uuid, identifier, identifier_key, family, parent, parent_id, enabled, categories, groups, values,
                    axis_key, created_at, updated_at)
                values (
                    p_id[v_item], coalesce(p_uuid[v_item], gen_random_uuid()), p_identifier[v_item], p_identifier_key[v_item],
                    p_family[v_item], p_parent[v_item], p_parent_id[v_item], p_enabled[v_item],
                    string_to_array(p_categories[v_item], ','), string_to_array(p_groups[v_item], ','), p_set[v_item],
                    p_axis_key[v_item], p_at, p_at);
            else
                update catalog.product p
                   set identifier = p_identifier[v_item],
                       identifier_key = p_identifier_key[v_item],
                       family = p_family[v_item],
                       parent = p_parent[v_item],
                       parent_id = p_parent_id[v_item],
                       enabled = p_enabled[v_item],
                       categories = string_to_array(p_categories[v_item], ','),
                       groups = string_to_array(p_groups[v_item], ','),
                       values = (p.values || p_set[v_item]) - string_to_array(p_cleared[v_item], ','),
                       axis_key = p_axis_key[v_item],
                       record_mark = null,
                       updated_at = p_at
                 where p.id = p_id[v_item] and p.xmin::text::bigint = p_seen[v_item];
                get diagnostics v_count = row_count;
                if v_count = 0 then
                    raise exception 'product % was changed meanwhile', p_id[v_item] using errcode = '40001';
                end if;
            end if;
            delete from catalog.unique_value v
             using unnest(p_unique_item, p_unique_attribute) u (item, attribute)
             where u.item = v_item and v.product_id = p_id[v_item] and v.attribute = u.attribute;
            insert into catalog.unique_value (attribute, value_key, product_id)
            select u.attribute, u.key, p_id[v_item]
              from unnest(p_unique_item, p_unique_attribute, p_unique_key) u (item, attribute, key)
             where u.item = v_item and u.key is not null
             order by u.attribute, u.key;
            set constraints all immediate;
        exception when others then
            -- Only faults of the data are the item's: everything else ends the chunk, which is then tried again.
            if left(sqlstate, 2) not in ('22', '23', '54') and sqlstate <> 'P0001' then
                raise;
            end if;
            item := v_item;
            state := sqlstate;
            get stacked diagnostics constraint_violated = constraint_name, message = message_text;
            return next;
        end;
    end loop;
end
$$;
alter function catalog.write_products_each(bigint[], bigint[], uuid[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], int[], text[], text[], timestamptz) owner to chantier_owner;
comment on function catalog.write_products_each(bigint[], bigint[], uuid[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], int[], text[], text[], timestamptz) is
    'Writes products one by one, each in its own block, and returns those that the database refuses (position, from 1). p_seen null: a new product; else the row version (xmin) that was compared. For chunks whose set-based statement failed on data: at most fifty a transaction.';
revoke execute on function catalog.write_products_each(bigint[], bigint[], uuid[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], int[], text[], text[], timestamptz) from public;
grant execute on function catalog.write_products_each(bigint[], bigint[], uuid[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], int[], text[], text[], timestamptz) to chantier_worker;
