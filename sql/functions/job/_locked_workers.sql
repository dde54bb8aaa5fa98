-- SPDX-License-Identifier: Apache-2.0
--
-- job._locked_workers(): the workers whose advisory lock somebody holds. Read once a look: it reads all locks of the server.
-- Caller: job.rescue. Locks: none.
create or replace function job._locked_workers() returns int[]
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  return array(
    select l.objid::int
      from pg_locks l
     where l.locktype = 'advisory' and l.granted and l.classid = 1128812116 and l.objsubid = 2
       and l.database = (select d.oid from pg_database d where d.datname = current_database()));
end $$;

alter function job._locked_workers() owner to chantier_owner;
revoke execute on function job._locked_workers() from public;
grant execute on function job._locked_workers() to chantier_worker;
comment on function job._locked_workers() is 'Workers whose advisory lock is held';
