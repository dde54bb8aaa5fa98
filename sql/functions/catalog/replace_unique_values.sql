-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.replace_unique_values: enters the chunk's values of unique attributes.
-- Caller: the change pipeline, after the products are written. Locks: the keys, sorted.
create or replace function catalog.replace_unique_values(p_product bigint[], p_attribute text[], p_key text[]) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
begin
    -- All that leave go first: one product may take what another of the same chunk gives up.
    delete from catalog.unique_value v
     using unnest(p_product, p_attribute) u (product_id, attribute)
     where v.product_id = u.product_id and v.attribute = u.attribute;
    -- Sorted: two imports that claim the same values wait for each other in one order.
    insert into catalog.unique_value (attribute, value_key, product_id)
    select u.attribute, u.key, u.product_id
      from unnest(p_product, p_attribute, p_key) u (product_id, attribute, key)
     where u.key is not null
     order by u.attribute, u.key;
end
$$;
alter function catalog.replace_unique_values(bigint[], text[], text[]) owner to chantier_owner;
comment on function catalog.replace_unique_values(bigint[], text[], text[]) is 'Takes away what the products have for the attributes and enters the new keys; a null key only takes away.';
revoke execute on function catalog.replace_unique_values(bigint[], text[], text[]) from public;
grant execute on function catalog.replace_unique_values(bigint[], text[], text[]) to chantier_worker;
