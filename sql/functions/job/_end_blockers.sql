-- SPDX-License-Identifier: Apache-2.0
--
-- job._end_blockers(): ends the sessions of people that have kept a worker waiting for a lock for five seconds. Answers how many.
-- What people call (stop, pause, resume, retry) locks the step that a task needs for its end, and a window left open keeps it. The
-- session's own limits (job._bound_transaction) can be set off by whoever runs it, and a statement that never ends has none: so
-- who waits ends the wait. The person's transaction is rolled back, as if nothing had been asked.
-- Only logins that are people are ended: never a worker, nor who owns the schemas (a migration, an ALTER TABLE), nor a superuser.
-- Caller: job.rescue, twice a second in every worker: nearly always one look at the locks that nobody got. Locks: none.
-- A definer function: it needs pg_signal_backend, which migration 0015 gives to its owner where it may; without that it ends nobody.
create or replace function job._end_blockers() returns int
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_waiting int[] := array(
    select l.pid from pg_locks l where not l.granted and l.waitstart < clock_timestamp() - interval '5 seconds');
  v_pid     int;
  v_count   int := 0;
begin
  if cardinality(v_waiting) = 0 or not pg_has_role(current_user, 'pg_signal_backend', 'usage') then
    return 0;
  end if;
  for v_pid in
    select distinct b.pid
      from pg_stat_activity w
     cross join lateral unnest(pg_blocking_pids(w.pid)) as b(pid)
      join pg_stat_activity a on a.pid = b.pid
      join pg_roles r on r.oid = a.usesysid
     where w.pid = any (v_waiting) and w.datname = current_database() and w.usename = session_user
       and a.usename <> session_user and not r.rolsuper
       and pg_has_role(a.usesysid, 'chantier_user', 'member')
       and not pg_has_role(a.usesysid, 'chantier_owner', 'member')
  loop
    begin
      v_count := v_count + pg_terminate_backend(v_pid)::int;
    exception when insufficient_privilege then null;         -- who has become more than a person meanwhile
    end;
  end loop;
  return v_count;
end $$;

alter function job._end_blockers() owner to chantier_definer;
revoke execute on function job._end_blockers() from public;
grant execute on function job._end_blockers() to chantier_worker;
comment on function job._end_blockers() is 'Ends the sessions of people that keep a worker waiting';
