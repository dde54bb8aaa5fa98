-- SPDX-License-Identifier: Apache-2.0
--
-- job._is_paused(execution): a pause is asked for, and stays so until the caller's transaction ends.
-- Caller: what sets tasks aside as paused. Whoever does so must hold this lock: a resume takes the request away first, so it
-- sees every task that was set aside under it.
-- Locks: the request row, shared, skip locked: one that is being taken away counts as gone.
create or replace function job._is_paused(p_execution bigint) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform from job.request r
    where r.execution_id = p_execution and r.request = 'pause'
      for share skip locked;
  return found;
end $$;

alter function job._is_paused(bigint) owner to chantier_owner;
revoke execute on function job._is_paused(bigint) from public;
grant execute on function job._is_paused(bigint) to chantier_worker, chantier_definer;
comment on function job._is_paused(bigint) is 'Whether a pause is asked for; holds it until the end of the transaction';
