-- SPDX-License-Identifier: Apache-2.0
--
-- job._changed_fields(before, after): the fields in which two images of a row differ, as files write them: labels and
-- requirements a field for each key, lists joined by commas, measurements as amount and unit, truth as 1 and 0; nothing is ''.
-- before null: the row is new; after null: it goes. Keys, times and what follows from other fields are left out.
-- Caller: a preview's changes. Locks: none.
create or replace function job._changed_fields(p_before jsonb, p_after jsonb) returns table (field text, before text, after text)
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(b.field, a.field), coalesce(b.text, ''), coalesce(a.text, '')
    from job._fields(p_before) b
    full join job._fields(p_after) a on a.field = b.field
   where coalesce(b.text, '') <> coalesce(a.text, '')
$$;

alter function job._changed_fields(jsonb, jsonb) owner to chantier_owner;
revoke execute on function job._changed_fields(jsonb, jsonb) from public;
grant execute on function job._changed_fields(jsonb, jsonb) to chantier_worker;
comment on function job._changed_fields(jsonb, jsonb) is 'The fields in which two images of a row differ';
