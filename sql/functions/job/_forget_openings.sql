-- SPDX-License-Identifier: Apache-2.0
--
-- job._forget_openings(executions): who had opened executions by their URL, once the executions themselves are removed.
-- Does nothing about one that is still there: the record of who read what cannot be removed before its subject.
-- Caller: job._retain. SECURITY DEFINER, since nobody but tracker.open may write there. Locks: those rows.
create or replace function job._forget_openings(p_executions bigint[]) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  delete from tracker.url_access a
   where a.execution_id = any (p_executions)
     and not exists (select from job.execution e where e.id = a.execution_id);
end $$;

alter function job._forget_openings(bigint[]) owner to chantier_definer;
revoke execute on function job._forget_openings(bigint[]) from public;
grant execute on function job._forget_openings(bigint[]) to chantier_worker;
comment on function job._forget_openings(bigint[]) is 'Removes who had opened executions that are gone';
