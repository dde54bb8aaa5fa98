-- SPDX-License-Identifier: Apache-2.0
--
-- job._keep_errors(step): the errors of an attempt that is over move into the log, so that those of the next are counted alone.
-- Caller: tracker.retry. Locks: the errors.
create or replace function job._keep_errors(p_step job.step) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  with gone as (
    delete from job.error r
     where r.execution_id = p_step.execution_id and r.month = p_step.month and r.step_id = p_step.id
    returning r.*
  )
  insert into job.event (execution_id, step_id, task_id, owner, month, level, event, message, detail, at)
  select g.execution_id, g.step_id, g.task_id, g.owner, g.month, 'error', g.reason,
         concat_ws('. ', g.message, g.cause, g.hint),
         nullif(jsonb_strip_nulls(jsonb_build_object('sqlstate', g.sqlstate, 'worker', g.worker)), '{}'), g.at
    from gone g
   order by g.id;
end $$;

alter function job._keep_errors(job.step) owner to chantier_owner;
revoke execute on function job._keep_errors(job.step) from public;
grant execute on function job._keep_errors(job.step) to chantier_definer;
comment on function job._keep_errors(job.step) is 'Moves the errors of an attempt into the log';
