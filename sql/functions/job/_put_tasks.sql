-- SPDX-License-Identifier: Apache-2.0
--
-- job._put_tasks(step, execution, …): inserts tasks and makes them ready at their owner's virtual time. The caller sets
-- the step's open count in the same transaction.
-- Caller: job.start_phase, job.complete_step, tracker.launch. Locks: the new rows.
create or replace function job._put_tasks(
  p_step job.step, p_execution job.execution, p_part bigint[], p_range_start bigint[], p_range_end bigint[],
  p_input jsonb[], p_version smallint
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_tag bigint := job._first_tag(p_execution.owner_id, p_execution.priority, cardinality(p_part));
begin
  with put as (
    insert into job.task (step_id, execution_id, owner, month, part, range_start, range_end, input, tag, priority,
                          checkpoint_version, created_at)
    select p_step.id, p_execution.id, p_execution.owner, p_execution.month, n.part, n.range_start, n.range_end, n.input,
           v_tag + n.place - 1, p_execution.priority, p_version, job.now()
      from unnest(p_part, p_range_start, p_range_end, p_input)
           with ordinality as n(part, range_start, range_end, input, place)
     order by n.place
    returning id, tag
  )
  insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
  select p_execution.priority, p.tag, p.id, p_execution.owner_id, p_execution.job_id, p_step.id from put p;
end $$;

alter function job._put_tasks(job.step, job.execution, bigint[], bigint[], bigint[], jsonb[], smallint) owner to chantier_owner;
revoke execute on function job._put_tasks(job.step, job.execution, bigint[], bigint[], bigint[], jsonb[], smallint) from public;
grant execute on function job._put_tasks(job.step, job.execution, bigint[], bigint[], bigint[], jsonb[], smallint) to chantier_worker, chantier_definer;
comment on function job._put_tasks(job.step, job.execution, bigint[], bigint[], bigint[], jsonb[], smallint) is 'Inserts tasks and makes them ready';
