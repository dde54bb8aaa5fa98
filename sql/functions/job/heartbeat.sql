-- SPDX-License-Identifier: Apache-2.0
--
-- job.heartbeat(worker, lease): the worker lives; all its leases are extended at once. Answers their new end, or null
-- when the worker was declared dead or its row is gone: it then stops writing and registers anew.
-- Caller: the heartbeat thread, on the control session. A control session that is new (server restarted, connection
-- lost) takes the worker's advisory lock again.
-- Locks: the worker's row (a rescuer of this worker holds it too).
create or replace function job.heartbeat(p_worker int, p_lease interval) returns timestamptz
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now      timestamptz := job.now();
  v_took     boolean := false;
  v_until    timestamptz;
begin
  if not exists (
    select from pg_locks l
     where l.locktype = 'advisory' and l.granted and l.pid = pg_backend_pid()
       and l.classid = 1128812116 and l.objid = p_worker::oid and l.objsubid = 2
       and l.database = (select d.oid from pg_database d where d.datname = current_database())
  ) then
    -- Not waited for: the backend of the lost connection may still hold it for a moment.
    v_took := pg_try_advisory_lock(1128812116, p_worker);
  end if;

  update job.worker w
     set heartbeat_at = v_now,
         lease_until = v_now + p_lease,
         locked_at = case when v_took then v_now else w.locked_at end,
         lock_missed_at = null
   where w.id = p_worker and w.lease_until > '-infinity'
  returning w.lease_until into v_until;
  if v_until is null and v_took then
    perform pg_advisory_unlock(1128812116, p_worker);
  end if;
  return v_until;
end $$;

alter function job.heartbeat(int, interval) owner to chantier_owner;
revoke execute on function job.heartbeat(int, interval) from public;
grant execute on function job.heartbeat(int, interval) to chantier_worker;
comment on function job.heartbeat(int, interval) is 'Extends all leases of a worker; null: register anew';
