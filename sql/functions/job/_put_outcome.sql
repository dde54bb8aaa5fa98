-- SPDX-License-Identifier: Apache-2.0
--
-- job._put_outcome(lease, state): the outcome of a task whose lease row was just deleted. Zero counts are stored as null.
-- What ended short keeps where it stood, for tracker.retry.
-- Caller: functions of job. Locks: none.
create or replace function job._put_outcome(p_lease job.lease, p_state text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into job.outcome (task_id, step_id, execution_id, owner, month, state, worker_id, done, read, created, updated,
                           unchanged, skipped, invalid, written, more, warnings, error_count, crash_count,
                           hand_back_count, claimed_at, ended_at, position, range_end,
                           checkpoint_version, checkpoint)
  values (p_lease.task_id, p_lease.step_id, p_lease.execution_id, p_lease.owner, p_lease.month, p_state,
          p_lease.worker_id, p_lease.done, p_lease.read, p_lease.created, p_lease.updated, p_lease.unchanged,
          p_lease.skipped, p_lease.invalid, p_lease.written, p_lease.more, p_lease.warnings,
          nullif(p_lease.error_count, 0), nullif(p_lease.crash_count, 0), nullif(p_lease.hand_back_count, 0),
          p_lease.claimed_at, job.now(), case when p_state <> 'completed' then p_lease.position end,
          case when p_state <> 'completed' then p_lease.range_end end,
          case when p_state <> 'completed' then p_lease.checkpoint_version end,
          case when p_state <> 'completed' then p_lease.checkpoint end);
end $$;

alter function job._put_outcome(job.lease, text) owner to chantier_owner;
revoke execute on function job._put_outcome(job.lease, text) from public;
grant execute on function job._put_outcome(job.lease, text) to chantier_worker, chantier_definer;
comment on function job._put_outcome(job.lease, text) is 'Stores how a task ended';
