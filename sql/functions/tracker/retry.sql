-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.retry(id): an execution that failed or was stopped goes on from its checkpoints: the tasks that did not end well run
-- again from their last committed chunk, with what they had counted; those that were completed are not repeated. Answers
-- 'requested', or the state found: 'completed', or that of an execution that has not ended. Of one at work only the tasks of workers
-- that are gone are handed on; 'requested' when there were any.
-- Caller: its owner alone. To everybody else it does not exist: P0002, as for any wrong id.
-- Afterwards the execution is as if it had never ended, so every count stays exact; that it had, its errors and who asked stand
-- in the log (job.event), and the first notification stays.
-- Locks: of one at work, as job._hand_on_lost. Else the row of retention, shared (job._retain passes by); its step, then the
-- execution row; its outcomes, errors and files, which nobody else touches once it has ended.
-- Errors: 55000, with what to do instead, when what is needed is not there: its file was never received or is dropped, or
-- where its tasks stood.
create or replace function tracker.retry(p_id uuid) returns text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_execution job.execution;
  v_step      job.step;
  v_refusal   text;
  v_tasks     bigint[];
begin
  perform job._bound_transaction();
  select e.* into v_execution
    from job.execution e
   where e.public_id = p_id and e.owner = tracker.caller();
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is null then
    return case when v_execution.status in ('starting', 'running') and job._hand_on_lost(v_execution.id) > 0 then 'requested'
                else v_execution.status end;
  end if;
  if v_execution.status = 'completed' then
    return 'completed';
  end if;

  -- Nothing is dropped between the question whether all is kept and the commit that makes it needed again.
  perform from job.retention r where r.key = 'details' for share;

  select s.* into v_step
    from job.step s
   where s.execution_id = v_execution.id and s.status <> 'completed'
   order by s.ordinal
   limit 1
     for no key update;
  select e.* into v_execution from job.execution e where e.id = v_execution.id for no key update;
  if v_execution.ended_at is null then
    return v_execution.status;                         -- another call of retry came first
  end if;
  v_refusal := job._retry_refusal(v_execution, v_step);
  if v_refusal is not null then
    raise exception 'this execution cannot be retried: %', v_refusal
      using errcode = '55000', hint = 'Launch it again; what was written already will be found unchanged.';
  end if;

  v_tasks := job._reopen_step(v_step);
  perform job._keep_errors(v_step);
  update job.artifact a
     set is_complete = false, size = null, records = null
   where a.execution_id = v_execution.id and a.kind = 'invalid_items';
  update job.execution e
     set status = 'queued', ended_at = null, warnings = 0, errors = 0, items = null, stopped_by = null, step = v_step.ordinal
   where e.id = v_execution.id;
  perform job._log(v_execution, 'info', 'retried',
    format('%s asked for a retry; it had ended: %s', v_execution.owner, v_execution.status),
    jsonb_strip_nulls(jsonb_build_object('status', v_execution.status, 'ended_at', v_execution.ended_at, 'errors', v_execution.errors,
      'warnings', v_execution.warnings, 'stopped_by', v_execution.stopped_by, 'tasks', cardinality(v_tasks))));

  if cardinality(v_tasks) > 0 then
    perform job._ready_again(v_step, v_execution, v_tasks);
  elsif v_step.open = 0 then
    -- Every task was completed; it ended behind them. A task without code passes there once more.
    perform job._put_tasks(v_step, v_execution, array[0]::bigint[], array[0]::bigint[], array[null]::bigint[],
                           array[null]::jsonb[], 0::smallint);
    -- As if it had been claimed before: a worker reads what such a task is, also where it reads nothing of fresh ones.
    insert into job.lease (task_id, token, execution_id, step_id, position, range_end, tag, claimed_at, owner_id, month, job_id,
                           priority, owner)
    select t.id, nextval('job.token_seq'), t.execution_id, t.step_id, t.range_start, t.range_end, t.tag, job.now(),
           v_execution.owner_id, t.month, v_execution.job_id, t.priority, t.owner
      from job.task t
      join job.ready r on r.priority = t.priority and r.tag = t.tag and r.task_id = t.id
     where t.step_id = v_step.id;
  end if;
  perform job._take_turn(v_execution, v_step.id);
  perform job._hint();
  perform pg_notify('chantier_progress', v_execution.id::text);
  return 'requested';
end $$;

alter function tracker.retry(uuid) owner to chantier_definer;
revoke execute on function tracker.retry(uuid) from public;
grant execute on function tracker.retry(uuid) to chantier_user;
comment on function tracker.retry(uuid) is 'Lets a failed or stopped execution go on from its checkpoints';
