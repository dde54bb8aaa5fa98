-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._details_from(): the month from which warnings, errors, logs and files are kept; what is older has lost them.
-- Caller: views of tracker, as (select tracker._details_from()). Locks: none.
create or replace function tracker._details_from() returns date
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((select r.kept_from from job.retention r where r.key = 'details'), '-infinity');
end $$;

alter function tracker._details_from() owner to chantier_owner;
revoke execute on function tracker._details_from() from public;
grant execute on function tracker._details_from() to chantier_user, chantier_worker, chantier_definer;
comment on function tracker._details_from() is 'Month from which details are kept';
