-- SPDX-License-Identifier: Apache-2.0
--
-- job._hint(): tells idle workers that something became ready. Only a hint: polling is the truth.
-- Sent only when a live worker waits idle, since a notification serialises commits; equal ones of a transaction merge.
-- Caller: whatever makes tasks ready. Locks: none of ours.
create or replace function job._hint() returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if exists (select from job.worker w where w.is_idle and w.lease_until > job.now()) then
    perform pg_notify('chantier_ready', '');
  end if;
end $$;

alter function job._hint() owner to chantier_owner;
revoke execute on function job._hint() from public;
grant execute on function job._hint() to chantier_worker, chantier_definer;
comment on function job._hint() is 'Wakes idle workers, if there are any';
