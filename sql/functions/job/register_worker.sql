-- SPDX-License-Identifier: Apache-2.0
--
-- job.register_worker(…): a worker is there. Answers its number.
-- Caller: a worker, on its control session, which must live as long as the worker does: it takes the advisory lock
-- (1128812116, number), by whose absence others see the worker's death.
-- Locks: the advisory lock; then as job.unhold, since tasks that waited for such a worker become ready.
create or replace function job.register_worker(
  p_name text, p_host text, p_pid int, p_version text, p_slots int, p_jobs jsonb, p_lease interval
) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now    timestamptz := job.now();
  v_worker int;
begin
  insert into job.worker (name, host, pid, version, slots, jobs, started_at, heartbeat_at, lease_until, locked_at)
  values (p_name, p_host, p_pid, p_version, p_slots, p_jobs, v_now, v_now, v_now + p_lease, v_now)
  returning id into v_worker;

  perform pg_advisory_lock(1128812116, v_worker);
  perform job.unhold(v_worker);
  return v_worker;
end $$;

alter function job.register_worker(text, text, int, text, int, jsonb, interval) owner to chantier_owner;
revoke execute on function job.register_worker(text, text, int, text, int, jsonb, interval) from public;
grant execute on function job.register_worker(text, text, int, text, int, jsonb, interval) to chantier_worker;
comment on function job.register_worker(text, text, int, text, int, jsonb, interval) is 'Registers a worker and takes its advisory lock in this session';
