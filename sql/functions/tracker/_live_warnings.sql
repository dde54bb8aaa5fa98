-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._live_warnings(execution): warnings so far of one that has not ended: those of ended tasks and of those at work. A
-- function, so that only who reads such a one plans it.
-- Caller: tracker._visible_entry, as the reader: row-level security decides. Locks: none.
create or replace function tracker._live_warnings(p_execution bigint) returns bigint
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
begin
  return coalesce((select sum(s.warnings) from job.step s where s.execution_id = p_execution), 0)
       + coalesce((select sum(l.warnings) from job.lease l where l.execution_id = p_execution), 0);
end $$;

alter function tracker._live_warnings(bigint) owner to chantier_owner;
revoke execute on function tracker._live_warnings(bigint) from public;
grant execute on function tracker._live_warnings(bigint) to chantier_user, chantier_worker, chantier_definer;
comment on function tracker._live_warnings(bigint) is 'Warnings so far of an execution that has not ended';
