-- SPDX-License-Identifier: Apache-2.0
--
-- job._is_locked(worker): somebody holds the advisory lock of this worker.
-- Caller: job.rescue. Locks: none.
create or replace function job._is_locked(p_worker int) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  return exists (
    select from pg_locks l
     where l.locktype = 'advisory' and l.granted and l.classid = 1128812116 and l.objid = p_worker::oid and l.objsubid = 2
       and l.database = (select d.oid from pg_database d where d.datname = current_database()));
end $$;

alter function job._is_locked(int) owner to chantier_owner;
revoke execute on function job._is_locked(int) from public;
grant execute on function job._is_locked(int) to chantier_worker;
comment on function job._is_locked(int) is 'Whether a worker''s advisory lock is held';
