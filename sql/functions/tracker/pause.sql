-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.pause(id): asks an execution to pause. Answers 'requested'; 'paused' when nobody was at work; or the state found: how
-- it ended, or 'stopping'.
-- Caller: its owner alone. To everybody else it does not exist: P0002, as for any wrong id.
-- Tasks that wait stand aside at once; those at work do so at their next fence, with the checkpoint of their last chunk.
-- Locks: the request row; the step row (held by others for a statement at a task's or chunk's end); waiting tasks, skip locked;
-- then the execution row. Never a lease row of a live worker.
create or replace function tracker.pause(p_id uuid) returns text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_execution job.execution;
  v_step      job.step;
begin
  perform job._bound_transaction();
  select e.* into v_execution from job.execution e where e.public_id = p_id and e.owner = tracker.caller();
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is not null or v_execution.status in ('stopping', 'pausing', 'paused') then
    return v_execution.status;
  end if;

  insert into job.request (execution_id, owner, request, requested_by, requested_at, status_before)
  values (v_execution.id, v_execution.owner, 'pause', v_execution.owner, job.now(), v_execution.status)
  on conflict (execution_id) do nothing;
  if not found then
    return (select e.status from job.execution e where e.id = v_execution.id);      -- another request came first
  end if;

  v_step := job._lock_open_step(v_execution.id);
  if v_step.id is null then
    delete from job.request r where r.execution_id = v_execution.id;      -- it ended while we asked
    return (select e.status from job.execution e where e.id = v_execution.id);
  end if;
  update job.execution e set status = 'pausing' where e.id = v_execution.id;
  perform job._log(v_execution, 'info', 'pause_requested', format('%s asked it to pause', v_execution.owner));
  perform job._hand_on_lost(v_execution.id);
  perform job._pause_waiting(v_step.id);
  perform job._settle_pause(v_step.id);
  perform pg_notify('chantier_progress', v_execution.id::text);
  select e.* into v_execution from job.execution e where e.id = v_execution.id;
  return case v_execution.status when 'pausing' then 'requested' else v_execution.status end;
end $$;

alter function tracker.pause(uuid) owner to chantier_definer;
revoke execute on function tracker.pause(uuid) from public;
grant execute on function tracker.pause(uuid) to chantier_user;
comment on function tracker.pause(uuid) is 'Asks an execution to pause';
