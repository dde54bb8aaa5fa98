-- SPDX-License-Identifier: Apache-2.0
--
-- job.finish_task(task, token, state): the task has ended. The last act of its final chunk; commit follows at once.
-- Caller: a slot, in the chunk's transaction. state: completed or stopped.
-- Locks: the lease row, then the step row, for one commit; under a pause also as job._settle_pause.
-- Answers how many tasks of the step are still open; null when the lease is lost. Who reads 0 goes on in a further
-- statement of the same transaction (job.start_phase or job.complete_step): only a later statement's snapshot is sure to
-- hold what the other finishers committed while this one waited for the step row.
create or replace function job.finish_task(p_task bigint, p_token bigint, p_state text) returns int
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
  perform job._put_outcome(v_lease, p_state);
  v_open := job._count_off(v_lease.step_id, 1, p_state, v_lease);
  if v_open > 0 and exists (
    select from job.request r where r.execution_id = v_lease.execution_id and r.request = 'pause'
  ) then
    perform job._settle_pause(v_lease.step_id);
  end if;
  return v_open;
end $$;

alter function job.finish_task(bigint, bigint, text) owner to chantier_owner;
revoke execute on function job.finish_task(bigint, bigint, text) from public;
grant execute on function job.finish_task(bigint, bigint, text) to chantier_worker;
comment on function job.finish_task(bigint, bigint, text) is 'Ends a task; answers the open tasks of its step, null: lost';
