-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.catalog_history(item): what became of a product or product model, newest first: created, changed (a row for each field, with
-- what it was and what it became), deleted, made again. The item is named by identifier, uuid or code; also one that is deleted.
-- Caller: anybody who may read the catalogue. By which kind of job is everybody's to know; person, job, label and execution stand only
-- where the execution is the caller's own.
-- Errors: P0002 for an item of which neither the catalogue nor the history knows. Locks: none.
create or replace function tracker.catalog_history(p_item text)
returns table (
  item_kind text, item text, at timestamptz, action text, field text, before text, after text, kind text, is_own boolean, person text,
  job text, label text, execution_id uuid, url text)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_me   text := tracker.caller();
  v_kind text;
  v_id   bigint;
  v_name text;
  v_now  jsonb;
begin
  select 'product', p.id, coalesce(p.identifier, p.uuid::text), to_jsonb(p)
    into v_kind, v_id, v_name, v_now
    from catalog.product p
   where p.identifier_key = p_item or p.identifier_key = lower(p_item)
   order by p.identifier_key = p_item desc
   limit 1;
  if v_id is null and p_item ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    select 'product', p.id, coalesce(p.identifier, p.uuid::text), to_jsonb(p)
      into v_kind, v_id, v_name, v_now
      from catalog.product p where p.uuid = p_item::uuid;
  end if;
  if v_id is null then
    select 'product_model', m.id, m.code, to_jsonb(m)
      into v_kind, v_id, v_name, v_now
      from catalog.product_model m
     where m.code_key = p_item or m.code_key = lower(p_item)
     order by m.code_key = p_item desc
     limit 1;
  end if;
  if v_id is null then
    select h.item_kind, h.item_id, coalesce(h.before #>> '{item,identifier}', h.before #>> '{item,code}', h.before #>> '{item,uuid}'),
           h.before -> 'item'
      into v_kind, v_id, v_name, v_now
      from catalog.history h
     where h.before ? 'item'
       and lower(coalesce(h.before #>> '{item,identifier}', h.before #>> '{item,code}', h.before #>> '{item,uuid}')) = lower(p_item)
     order by h.place desc
     limit 1;
  end if;
  if v_id is null then
    raise exception 'no such product or product model' using errcode = 'P0002';
  end if;
  v_now := jsonb_build_object(
             'identifier', v_now -> 'identifier', 'family', v_now -> 'family', 'parent', v_now -> 'parent',
             'enabled', (v_now ->> 'enabled')::boolean::int::text,
             'categories', (select string_agg(c.value, ',' order by c.place) from jsonb_array_elements_text(v_now -> 'categories') with ordinality c (value, place)),
             'groups', (select string_agg(c.value, ',' order by c.place) from jsonb_array_elements_text(v_now -> 'groups') with ordinality c (value, place)))
           || (v_now -> 'values')
           || coalesce((select jsonb_object_agg(l.key || 's', l.value) from jsonb_each(catalog._links(v_kind, v_id)) l), '{}');
  return query
  with own as materialized (
    select h.place, h.at, h.execution_id, h.owner, h.before, h.created from catalog.history h where h.item_id = v_id
    union all
    select h.place, h.at, h.execution_id, h.owner, h.before, h.created from catalog.history h where h.created @> v_id
  ), event as (
    select o.*, 'changed' as action, f.field, f.value
      from own o
     cross join lateral (
           select e.key, e.value from jsonb_each(o.before - '{values,unique,associations,identifier_key,parent_id,axis_key}'::text[]) e
           union all
           select e.key, e.value from jsonb_each(o.before -> 'values') e
           union all
           select e.key || 's', e.value from jsonb_each(o.before -> 'associations') e) f (field, value)
     where not o.before ? 'item'
    union all
    select o.*, case when o.created is not null then 'created' when o.before -> 'item' = 'null' then 'restored' else 'deleted' end, null, null
      from own o
     where o.created is not null or o.before ? 'item'
  ), change as (
    -- What a field became is what the next change found, or what it is now.
    select e.*, case when e.field is not null then
                       coalesce(lead(e.value) over (partition by e.field order by e.place), v_now -> e.field, 'null') end as next
      from event e
  )
  select v_kind, v_name, c.at, c.action, c.field, tracker._field_text(c.field, c.value), tracker._field_text(c.field, c.next),
         coalesce(x.kind, y.kind), c.owner = v_me,
         case when c.owner = v_me then c.owner end, case when c.owner = v_me then coalesce(x.job, y.job) end,
         case when c.owner = v_me then x.label end, case when c.owner = v_me then coalesce(x.public_id, y.public_id) end,
         case when c.owner = v_me then tracker._url(x.public_id) end
    from change c
    left join job.execution x on x.id = c.execution_id
    left join catalog.past_execution y on y.execution_id = c.execution_id
   order by c.place desc, c.field;
end $$;

alter function tracker.catalog_history(text) owner to chantier_definer;
revoke execute on function tracker.catalog_history(text) from public;
grant execute on function tracker.catalog_history(text) to chantier_user;
comment on function tracker.catalog_history(text) is 'What became of a product or product model, newest first';
