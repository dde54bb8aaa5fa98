-- SPDX-License-Identifier: Apache-2.0
--
-- job.fail_task(…): what this task met ends its step. Answers the open tasks left; null when the lease is lost. Who reads
-- 0 calls job.complete_step in a further statement.
-- Caller: a slot, in a transaction of its own; job.rescue for a task that killed its worker three times.
-- Locks: the lease row; then the step row; then ready and held rows of its siblings, skip locked.
-- Siblings that wait end at once, as stopped; those at work meet 'stop' at their next fence. A sibling that pauses at this moment
-- either stands aside before the step row is locked here, and is seen, or sees that the step has failed (job._settle_pause).
create or replace function job.fail_task(
  p_task bigint, p_token bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text
) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lease job.lease;
  v_open  int;
begin
  delete from job.lease l where l.task_id = p_task and l.token = p_token returning l.* into v_lease;
  if not found then
    return null;
  end if;
  perform job._put_outcome(v_lease, 'failed');
  insert into job.error (execution_id, step_id, task_id, owner, month, reason, message, cause, hint, sqlstate, worker, at)
  values (v_lease.execution_id, v_lease.step_id, p_task, v_lease.owner, v_lease.month, p_reason, p_message, p_cause,
          p_hint, p_sqlstate, p_worker, job.now());

  v_open := job._count_off(v_lease.step_id, 1, 'failed', v_lease);
  if v_open > 0 then
    v_open := v_open - job._end_waiting(v_lease.step_id);
  end if;
  return v_open;
end $$;

alter function job.fail_task(bigint, bigint, text, text, text, text, text, text) owner to chantier_owner;
revoke execute on function job.fail_task(bigint, bigint, text, text, text, text, text, text) from public;
grant execute on function job.fail_task(bigint, bigint, text, text, text, text, text, text) to chantier_worker, chantier_definer;
comment on function job.fail_task(bigint, bigint, text, text, text, text, text, text) is 'Ends a task, and so its step, with an error; answers the open tasks left, null: lost';
