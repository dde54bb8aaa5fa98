-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._put_back_products: writes products as their images say, where that differs from what they are: a field that is as it was already
-- is no change, and an image that is not p_ok, or of an item that is to be made again, is left alone. Answers the ids of those it changed, in
-- order, and what that changed of each.
-- Caller: catalog.undo_changes, which holds the products and keeps the answer. Locks: none that are not held.
create or replace function catalog._put_back_products(
    p_id bigint[], p_image jsonb[], p_ok boolean[], p_at timestamptz, out changed bigint[], out before jsonb[]) returns record
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_mergejoin = off
    set jit = off
    set work_mem = '16MB'
as $$
begin
    with item as materialized (
      select p.id, p.ctid as place, p.values, u.image, u.image - '{values,unique,associations}'::text[] as fields,
             case when u.image - '{values,unique,associations}'::text[] = '{}' then '{}' else (
               select jsonb_object_agg(k.key, case k.key
                     when 'identifier' then to_jsonb(p.identifier)
                     when 'identifier_key' then to_jsonb(p.identifier_key)
                     when 'family' then to_jsonb(p.family)
                     when 'parent' then to_jsonb(p.parent)
                     when 'parent_id' then to_jsonb(p.parent_id::text)
                     when 'axis_key' then to_jsonb(p.axis_key)
                     when 'enabled' then to_jsonb(p.enabled::int::text)
                     when 'categories' then to_jsonb(nullif(array_to_string(p.categories, ','), ''))
                     when 'groups' then to_jsonb(nullif(array_to_string(p.groups, ','), '')) end)
                 from jsonb_object_keys(u.image - '{values,unique,associations}'::text[]) k (key)) end as fields_before
        from unnest(p_id, p_image, p_ok) u (id, image, ok)
        join catalog.product p on p.id = u.id
       where u.ok and not u.image ? 'item'),
    -- All values of all items together: a look at each item's own would take longer than the rest.
    value as (
      select i.id, i.values, (jsonb_each(i.image -> 'values')).* from item i),
    compared as (
      select v.id,
             coalesce(jsonb_object_agg(v.key, v.value) filter (where v.value <> 'null'), '{}') as set,
             coalesce(array_agg(v.key) filter (where v.value = 'null'), '{}') as cleared,
             jsonb_object_agg(v.key, v.values -> v.key)
               filter (where coalesce(v.values -> v.key, 'null') <> v.value) as before
        from value v
       group by v.id),
    change as materialized (
      select i.id, i.place, i.image, coalesce(c.set, '{}') as set, coalesce(c.cleared, '{}') as cleared,
             i.fields_before
                 || case when c.before is null then '{}' else jsonb_build_object('values', c.before) end
                 || case when i.image ? 'unique' then jsonb_build_object('unique', (
                      select coalesce(jsonb_object_agg(e.key, v.value_key), '{}')
                        from jsonb_each(i.image -> 'unique') e
                        left join catalog.unique_value v on v.product_id = i.id and v.attribute = e.key))
                    else '{}' end as before
        from item i
        left join compared c on c.id = i.id
       where c.before is not null or i.fields_before <> i.fields
       order by i.id),
    written as (
      update catalog.product p
         set identifier = case when i.image ? 'identifier' then i.image ->> 'identifier' else p.identifier end,
             identifier_key = case when i.image ? 'identifier_key' then i.image ->> 'identifier_key' else p.identifier_key end,
             family = case when i.image ? 'family' then i.image ->> 'family' else p.family end,
             parent = case when i.image ? 'parent' then i.image ->> 'parent' else p.parent end,
             parent_id = case when i.image ? 'parent_id' then (i.image ->> 'parent_id')::bigint else p.parent_id end,
             axis_key = case when i.image ? 'axis_key' then i.image ->> 'axis_key' else p.axis_key end,
             enabled = case when i.image ? 'enabled' then i.image ->> 'enabled' = '1' else p.enabled end,
             categories = case when i.image ? 'categories' then string_to_array(coalesce(i.image ->> 'categories', ''), ',') else p.categories end,
             groups = case when i.image ? 'groups' then string_to_array(coalesce(i.image ->> 'groups', ''), ',') else p.groups end,
             values = case when i.cleared = '{}' then p.values || i.set else (p.values || i.set) - i.cleared end,
             record_mark = null,
             updated_at = p_at
        from change i
       -- They are held since before they were read, so each is where it was.
       where p.ctid = i.place)
    select array_agg(i.id), array_agg(i.before) into changed, before from change i;
end
$$;
alter function catalog._put_back_products(bigint[], jsonb[], boolean[], timestamptz) owner to chantier_owner;
comment on function catalog._put_back_products(bigint[], jsonb[], boolean[], timestamptz) is 'Writes products as they were before, and says what that changes';
revoke execute on function catalog._put_back_products(bigint[], jsonb[], boolean[], timestamptz) from public;
grant execute on function catalog._put_back_products(bigint[], jsonb[], boolean[], timestamptz) to chantier_worker;
