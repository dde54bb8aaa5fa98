-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._put_back_product_models: writes product models as their images say, where that differs from what they are: a field that
-- is as it was already is no change, and an image that is not p_ok, or of an item that is to be made again, is left alone. Answers the ids
-- of those it changed, in order, and what that changed of each.
-- Caller: catalog.undo_changes, which holds the product models and keeps the answer. Locks: none that are not held.
create or replace function catalog._put_back_product_models(
    p_id bigint[], p_image jsonb[], p_ok boolean[], p_at timestamptz, out changed bigint[], out before jsonb[]) returns record
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set enable_mergejoin = off
    set jit = off
as $$
begin
    with was as materialized (
      select m.id, u.image, u.image - '{values,unique,associations}'::text[] as fields, e.set, e.cleared, e.before,
             case when u.image - '{values,unique,associations}'::text[] = '{}' then '{}' else (
               select jsonb_object_agg(k.key, case k.key
                     when 'parent' then to_jsonb(m.parent)
                     when 'parent_id' then to_jsonb(m.parent_id::text)
                     when 'axis_key' then to_jsonb(m.axis_key)
                     when 'categories' then to_jsonb(nullif(array_to_string(m.categories, ','), '')) end)
                 from jsonb_object_keys(u.image - '{values,unique,associations}'::text[]) k (key)) end as fields_before
        from unnest(p_id, p_image, p_ok) u (id, image, ok)
        join catalog.product_model m on m.id = u.id
       cross join lateral (
             select coalesce(jsonb_object_agg(e.key, e.value) filter (where e.value <> 'null'), '{}') as set,
                    coalesce(array_agg(e.key) filter (where e.value = 'null'), '{}') as cleared,
                    jsonb_object_agg(e.key, m.values -> e.key)
                      filter (where coalesce(m.values -> e.key, 'null') <> e.value) as before
               from jsonb_each(u.image -> 'values') e) e
       where u.ok and not u.image ? 'item'),
    change as materialized (
      select u.id, u.image, u.set, u.cleared,
             u.fields_before
                 || case when u.before is null then '{}' else jsonb_build_object('values', u.before) end as before
        from was u
       where u.before is not null or u.fields_before <> u.fields
       order by u.id),
    written as (
      update catalog.product_model m
         set parent = case when i.image ? 'parent' then i.image ->> 'parent' else m.parent end,
             parent_id = case when i.image ? 'parent_id' then (i.image ->> 'parent_id')::bigint else m.parent_id end,
             axis_key = case when i.image ? 'axis_key' then i.image ->> 'axis_key' else m.axis_key end,
             categories = case when i.image ? 'categories' then string_to_array(coalesce(i.image ->> 'categories', ''), ',') else m.categories end,
             values = case when i.cleared = '{}' then m.values || i.set else (m.values || i.set) - i.cleared end,
             updated_at = p_at
        from change i
       where m.id = i.id)
    select array_agg(i.id), array_agg(i.before) into changed, before from change i;
end
$$;
alter function catalog._put_back_product_models(bigint[], jsonb[], boolean[], timestamptz) owner to chantier_owner;
comment on function catalog._put_back_product_models(bigint[], jsonb[], boolean[], timestamptz) is 'Writes product models as they were before, and says what that changes';
revoke execute on function catalog._put_back_product_models(bigint[], jsonb[], boolean[], timestamptz) from public;
grant execute on function catalog._put_back_product_models(bigint[], jsonb[], boolean[], timestamptz) to chantier_worker;
