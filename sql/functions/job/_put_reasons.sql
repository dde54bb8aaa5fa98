-- SPDX-License-Identifier: Apache-2.0
--
-- job._put_reasons(step, execution): the step has ended: its warnings and its errors, summed by reason and field; those that are
-- not kept are counted too.
-- A step that ended before and was tried again has its sums replaced.
-- Caller: job.complete_step, when the step has any. Locks: its own rows of job.reason.
create or replace function job._put_reasons(p_step job.step, p_execution job.execution) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_day date := (job.now() at time zone 'UTC')::date;
begin
  delete from job.reason r where r.execution_id = p_step.execution_id and r.step_id = p_step.id;
  insert into job.reason (execution_id, step_id, owner, month, kind, job, day, reason, field, is_error, is_note, count,
                          is_uniform, message, template, rows)
  select p_step.execution_id, p_step.id, p_step.owner, p_step.month, p_execution.kind, p_execution.job, v_day, f.reason,
         f.field, false, f.is_note, g.count, g.is_uniform, f.message,
         job._template(f.message, f.row, f.line, f.identifier, f.field, f.value), g.rows
    from (
      select w.reason, coalesce(w.field, '') as place, w.is_note, sum(w.count) as count,
             min(w.message) = max(w.message) and bool_and(w.is_uniform) as is_uniform,
             coalesce((array_agg(w.row order by w.row) filter (where w.row is not null))[1:3], '{}') as rows
        from job._counted_warnings(p_step.execution_id, p_step.month, p_step.id) w
       group by 1, 2, 3
    ) as g
    join (
      select distinct on (w.reason, coalesce(w.field, ''), w.is_note)
             w.reason, coalesce(w.field, '') as place, w.is_note, w.row, w.line, w.identifier, w.field, w.value, w.message
        from job._counted_warnings(p_step.execution_id, p_step.month, p_step.id) w
       order by w.reason, coalesce(w.field, ''), w.is_note, w.id, w.row
    ) as f using (reason, place, is_note);
  insert into job.reason (execution_id, step_id, owner, month, kind, job, day, reason, is_error, is_note, count, is_uniform,
                          message, template)
  select p_step.execution_id, p_step.id, p_step.owner, p_step.month, p_execution.kind, p_execution.job, v_day, r.reason,
         true, false, count(*), min(r.message) = max(r.message), min(r.message),
         job._template(min(r.message), null, null, null, null, null)
    from job.error r
   where r.execution_id = p_step.execution_id and r.month = p_step.month and r.step_id = p_step.id
   group by r.reason;
end $$;

alter function job._put_reasons(job.step, job.execution) owner to chantier_owner;
revoke execute on function job._put_reasons(job.step, job.execution) from public;
grant execute on function job._put_reasons(job.step, job.execution) to chantier_worker, chantier_definer;
comment on function job._put_reasons(job.step, job.execution) is 'Sums the warnings and errors of an ended step';
