-- SPDX-License-Identifier: Apache-2.0
--
-- job._fields(row): the fields of a row of the catalogue as files write them; see job._changed_fields.
-- Caller: job._changed_fields. Locks: none.
create or replace function job._fields(p_row jsonb) returns table (field text, text text)
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select f.field,
         case jsonb_typeof(f.value)
           when 'null' then ''
           when 'boolean' then case when f.value = 'true' then '1' else '0' end
           when 'array' then array_to_string(array(select jsonb_array_elements_text(f.value)), ',')
           when 'object' then case when f.value ? 'amount' then concat_ws(' ', f.value ->> 'amount', f.value ->> 'unit') else f.value::text end
           else f.value #>> '{}'
         end
    from (
      select case when e.key in ('values') then i.key
                  when e.key = 'labels' then 'label-' || i.key
                  when i.key is not null then e.key || '-' || i.key
                  else e.key end as field,
             coalesce(i.value, e.value) as value
        from jsonb_each(p_row) e
        left join lateral jsonb_each(case when jsonb_typeof(e.value) = 'object' then e.value end) i on true
       where e.key not in ('id', 'uuid', 'parent_id', 'created_at', 'updated_at', 'given_order') and e.key !~ '_key$'
         and not (jsonb_typeof(e.value) = 'object' and i.key is null)
    ) f
$$;

alter function job._fields(jsonb) owner to chantier_owner;
revoke execute on function job._fields(jsonb) from public;
grant execute on function job._fields(jsonb) to chantier_worker;
comment on function job._fields(jsonb) is 'The fields of a row of the catalogue as files write them';
