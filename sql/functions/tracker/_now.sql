-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._now(): job.now() for views. Declared stable: a view with a volatile function is planned apart from the query that
-- reads it, so a list of 25 would first compute every row.
-- Caller: views of tracker. Locks: none.
create or replace function tracker._now() returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return job.now();
end $$;

alter function tracker._now() owner to chantier_owner;
revoke execute on function tracker._now() from public;
grant execute on function tracker._now() to chantier_user, chantier_analyst, chantier_report, chantier_worker, chantier_definer;
comment on function tracker._now() is 'The clock, for views';
