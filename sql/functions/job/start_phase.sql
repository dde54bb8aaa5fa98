-- SPDX-License-Identifier: Apache-2.0
--
-- job.start_phase(step, …): the tasks of a step, or of its next phase.
-- Caller: the worker that read 0 open tasks of the previous step or phase, in that same transaction.
-- Locks: the step row; then new task and ready rows; then the execution row. Under a pause the new tasks stand aside.
-- Errors: 55000 when the step has open tasks or has ended (the barrier was passed twice); 22023 without any task.
create or replace function job.start_phase(
  p_step bigint, p_total bigint, p_unit text, p_part bigint[], p_range_start bigint[], p_range_end bigint[],
  p_input jsonb[], p_version smallint
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_step      job.step;
  v_execution job.execution;
  v_count     int := coalesce(cardinality(p_part), 0);
  v_has_tasks boolean;
begin
  if v_count = 0 then
    raise exception 'a phase needs at least one task' using errcode = '22023', hint = 'Without tasks, complete the step.';
  end if;
  select s.* into v_step from job.step s where s.id = p_step for no key update;
  if not found or v_step.open <> 0 or v_step.ended_at is not null then
    raise exception 'step % cannot start tasks: % open, status %', p_step, v_step.open, v_step.status using errcode = '55000';
  end if;
  select e.* into v_execution from job.execution e where e.id = v_step.execution_id;

  -- Not by the status: after a retry, and between a claim and its first fence, a step with tasks says 'waiting'.
  v_has_tasks := exists (select from job.task t where t.step_id = p_step);
  perform job._put_tasks(v_step, v_execution, p_part, p_range_start, p_range_end, p_input, p_version);
  update job.step s
     set open = v_count,
         phase = s.phase + v_has_tasks::int,
         status = 'running',
         started_at = coalesce(s.started_at, job.now()),
         total = coalesce(p_total, s.total),
         unit = coalesce(p_unit, s.unit)
   where s.id = p_step;
  update job.execution e set step = v_step.ordinal where e.id = v_step.execution_id and e.step <> v_step.ordinal;
  if job._is_paused(v_step.execution_id) then
    perform job._pause_waiting(p_step);
    perform job._settle_pause(p_step);
  else
    perform job._hint();
  end if;
end $$;

alter function job.start_phase(bigint, bigint, text, bigint[], bigint[], bigint[], jsonb[], smallint) owner to chantier_owner;
revoke execute on function job.start_phase(bigint, bigint, text, bigint[], bigint[], bigint[], jsonb[], smallint) from public;
grant execute on function job.start_phase(bigint, bigint, text, bigint[], bigint[], bigint[], jsonb[], smallint) to chantier_worker;
comment on function job.start_phase(bigint, bigint, text, bigint[], bigint[], bigint[], jsonb[], smallint) is 'Inserts the tasks of a step or of its next phase';
