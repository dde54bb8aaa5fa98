-- SPDX-License-Identifier: Apache-2.0
--
-- job.complete_step(step): the step's last task has ended and it plans no further phase.
-- Caller: who read 0 open tasks (job.finish_task, job.fail_task, job.rescue, tracker.stop), in that same transaction, in a
-- statement of its own.
-- Locks: the step row; the next step's row; then the execution row.
-- Rows: one. The next step is planned by the worker: next_step_id, next_ordinal, next_name, is_planned true; it calls
-- job.start_phase, or job.complete_step when the plan has no task. Else next_step_id is null, and status says 'running'
-- (the next step was given its one task) or how the execution ended.
-- The step fails when a task failed, is stopped when a task was or when a stop stands between it and the next step, and is
-- completed otherwise. Warnings and errors are summed by reason (job._put_reasons). The sums already stand in its row
-- (job._count_off); warnings beyond those that a step keeps go here, once. Under a pause the next step's task stands aside.
-- Errors: 55000 when the step has open tasks or has ended (the barrier was passed twice).
create or replace function job.complete_step(p_step bigint)
returns table (next_step_id bigint, next_ordinal smallint, next_name text, is_planned boolean, status text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_step      job.step;
  v_next      job.step;
  v_execution job.execution;
  v_errors    bigint := 0;
  v_now       timestamptz := job.now();
  v_status    text;
  v_plan      jsonb;
begin
  select s.* into v_step from job.step s where s.id = p_step for no key update;
  if not found or v_step.open <> 0 or v_step.ended_at is not null then
    raise exception 'step % cannot be completed: % open, status %', p_step, v_step.open, v_step.status using errcode = '55000';
  end if;
  select e.* into v_execution from job.execution e where e.id = v_step.execution_id;

  if v_step.has_failed then
    select count(*) into v_errors
      from job.error r
     where r.execution_id = v_step.execution_id and r.month = v_step.month and r.step_id = p_step;
  end if;
  if v_step.warnings > job._kept_warnings() then
    v_step.warnings := v_step.warnings + job._trim_warnings(v_step);
  end if;

  if v_step.has_failed or v_step.warnings > 0 then
    perform job._put_reasons(v_step, v_execution);
  end if;

  if v_step.ordinal < v_execution.steps then
    select s.* into v_next
      from job.step s
     where s.execution_id = v_step.execution_id and s.ordinal = v_step.ordinal + 1
       for no key update;
  end if;
  v_status := case
    when v_step.has_failed then 'failed'
    when v_step.has_stopped then 'stopped'
    when v_next.id is not null and exists (
      select from job.request r where r.execution_id = v_step.execution_id and r.request = 'stop') then 'stopped'
    else 'completed' end;

  update job.step s
     set status = v_status,
         started_at = coalesce(s.started_at, v_now),
         ended_at = v_now,
         done = coalesce(s.done, 0),
         read = coalesce(s.read, 0),
         created = coalesce(s.created, 0),
         updated = coalesce(s.updated, 0),
         unchanged = coalesce(s.unchanged, 0),
         skipped = coalesce(s.skipped, 0),
         invalid = coalesce(s.invalid, 0),
         written = coalesce(s.written, 0),
         warnings = coalesce(v_step.warnings, 0),
         errors = v_errors
   where s.id = p_step;

  if v_status <> 'completed' or v_next.id is null then
    perform job._end_execution(v_step.execution_id, v_status, v_step.started_at);
    return query select null::bigint, null::smallint, null::text, false, v_status;
    return;
  end if;

  -- By name: the job may have been registered anew since the launch.
  select p.value into v_plan
    from job.job j
   cross join lateral jsonb_array_elements(j.steps) as p(value)
   where j.id = v_execution.job_id and p.value ->> 'name' = v_next.name
   limit 1;
  if coalesce((v_plan ->> 'is_planned')::boolean, false) then
    return query select v_next.id, v_next.ordinal, v_next.name, true, 'running';
    return;
  end if;

  perform job._put_tasks(v_next, v_execution, array[0]::bigint[], array[0]::bigint[], array[null]::bigint[],
                         array[null]::jsonb[], coalesce((v_plan ->> 'checkpoint_version')::smallint, 1::smallint));
  update job.step s set open = 1 where s.id = v_next.id;
  update job.execution e set step = v_next.ordinal where e.id = v_step.execution_id;
  if job._is_paused(v_step.execution_id) then
    perform job._pause_waiting(v_next.id);
    perform job._settle_pause(v_next.id);
  else
    perform job._hint();
  end if;
  return query select null::bigint, null::smallint, null::text, false, 'running';
end $$;

alter function job.complete_step(bigint) owner to chantier_owner;
revoke execute on function job.complete_step(bigint) from public;
grant execute on function job.complete_step(bigint) to chantier_worker, chantier_definer;
comment on function job.complete_step(bigint) is 'Ends a step: sums, next step or end of the execution';
