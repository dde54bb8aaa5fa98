-- SPDX-License-Identifier: Apache-2.0
--
-- job._changed_fields(before, after): the fields in which two images of a row differ, as files write them: labels and
-- requirements a field for each key, lists joined by commas, measurements as amount and unit, truth as 1 and 0; nothing is ''.
-- before null: the row is new; after null: it goes. Keys, times and what follows from other fields are left out.
-- One statement without a function of its own: it is called once an item, and a function within would be planned each time.
-- Caller: a preview's changes. Locks: none.
create or replace function job._changed_fields(p_before jsonb, p_after jsonb) returns table (field text, before text, after text)
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select f.field, coalesce(min(f.text) filter (where f.is_before), ''), coalesce(min(f.text) filter (where not f.is_before), '')
    from (
      select r.is_before,
             case when e.key = 'values' then i.key
                  when e.key = 'labels' then 'label-' || i.key
                  when i.key is not null then e.key || '-' || i.key
                  else e.key end as field,
             case jsonb_typeof(v.value)
               when 'null' then ''
               when 'boolean' then case when v.value = 'true' then '1' else '0' end
               when 'array' then array_to_string(array(select jsonb_array_elements_text(v.value)), ',')
               when 'object' then case when v.value ? 'amount' then concat_ws(' ', v.value ->> 'amount', v.value ->> 'unit') else v.value::text end
               else v.value #>> '{}'
             end as text
        from (values (true, p_before), (false, p_after)) r (is_before, image)
       cross join lateral jsonb_each(r.image) e
        left join lateral jsonb_each(case when jsonb_typeof(e.value) = 'object' then e.value end) i on true
       cross join lateral (select coalesce(i.value, e.value) as value) v
       where e.key not in ('id', 'uuid', 'parent_id', 'created_at', 'updated_at', 'given_order', 'record_mark') and e.key !~ '_key$'
         and not (jsonb_typeof(e.value) = 'object' and i.key is null)
    ) f
   group by f.field
  having coalesce(min(f.text) filter (where f.is_before), '') <> coalesce(min(f.text) filter (where not f.is_before), '')
$$;

alter function job._changed_fields(jsonb, jsonb) owner to chantier_owner;
revoke execute on function job._changed_fields(jsonb, jsonb) from public;
grant execute on function job._changed_fields(jsonb, jsonb) to chantier_worker;
comment on function job._changed_fields(jsonb, jsonb) is 'The fields in which two images of a row differ';
