-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.resume(id): a paused execution goes on from its checkpoints, and one that is about to pause does not. Answers
-- 'requested', or the state found when it is neither.
-- Caller: its owner alone. To everybody else it does not exist: P0002, as for any wrong id.
-- Locks: the request row, which is taken away (it waits for tasks that are standing aside at this moment); the step row; the
-- paused tasks; then the execution row.
create or replace function tracker.resume(p_id uuid) returns text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_execution job.execution;
  v_before    text;
  v_step      job.step;
  v_tasks     bigint[];
begin
  perform job._bound_transaction();
  select e.* into v_execution from job.execution e where e.public_id = p_id and e.owner = tracker.caller();
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  delete from job.request r
   where r.execution_id = v_execution.id and r.request = 'pause'
  returning r.status_before into v_before;
  if not found then
    return (select e.status from job.execution e where e.id = v_execution.id);
  end if;

  v_step := job._lock_open_step(v_execution.id);
  if v_step.id is null then                            -- it ended meanwhile
    return (select e.status from job.execution e where e.id = v_execution.id);
  end if;
  with gone as (
    delete from job.held h where h.step_id = v_step.id and h.reason = 'paused' returning h.task_id
  )
  select coalesce(array_agg(g.task_id), '{}') into v_tasks from gone g;
  perform job._ready_again(v_step, v_execution, v_tasks);
  if not v_execution.has_turn then
    perform job._take_turn(v_execution, v_step.id);
  end if;
  update job.step s
     set status = case s.status when 'paused' then 'running' else s.status end, resumed_at = job.now()
   where s.id = v_step.id;
  update job.execution e
     set status = case when v_before = 'queued' and v_step.status = 'waiting' then 'queued' else 'running' end
   where e.id = v_execution.id;
  perform job._log(v_execution, 'info', 'resumed', format('%s let it go on', v_execution.owner),
                   jsonb_build_object('tasks', cardinality(v_tasks)));
  perform job._hint();
  perform pg_notify('chantier_progress', v_execution.id::text);
  return 'requested';
end $$;

alter function tracker.resume(uuid) owner to chantier_definer;
revoke execute on function tracker.resume(uuid) from public;
grant execute on function tracker.resume(uuid) to chantier_user;
comment on function tracker.resume(uuid) is 'Lets a paused execution go on';
