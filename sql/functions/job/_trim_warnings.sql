-- SPDX-License-Identifier: Apache-2.0
--
-- job._trim_warnings(step): keeps the first warnings of a step (setting keep_warnings), in order of row, and adds the note that says so.
-- Those that go stay counted, by reason and field. Answers the number of notes added: 1. Tasks keep as many each, so the first of the step are among the kept.
-- Caller: job.complete_step, which has counted more. Locks: the warnings that go.
create or replace function job._trim_warnings(p_step job.step) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_row bigint;
  v_id  bigint;
  v_kept bigint := job._kept_warnings();
  v_has_more boolean;
begin
  select coalesce(w.row, 9223372036854775807), w.id into v_row, v_id
    from job.warning w
   where w.execution_id = p_step.execution_id and w.month = p_step.month and w.step_id = p_step.id
   order by w.row, w.id
  offset greatest(v_kept - 1, 0) limit 1;
  v_has_more := found;
  -- With fewer there than may be kept none goes: the others were never written.
  if v_kept = 0 or v_has_more then
    with gone as (
      delete from job.warning w
       where w.execution_id = p_step.execution_id and w.month = p_step.month and w.step_id = p_step.id
         and (v_kept = 0 or (coalesce(w.row, 9223372036854775807), w.id) > (v_row, v_id))
      returning w.id, w.reason, w.field, w.is_note, w.row, w.line, w.identifier, w.value, w.message
    )
    insert into job.unkept_warning (execution_id, step_id, count, row, line, month, is_note, is_uniform, owner, reason, identifier,
                                    field, value, message)
    select p_step.execution_id, p_step.id, g.count, w.row, w.line, p_step.month, w.is_note, g.is_uniform, p_step.owner, w.reason,
           w.identifier, w.field, w.value, w.message
      from (
        select min(w.id) as id, count(*) as count, min(w.message) = max(w.message) as is_uniform
          from gone w
         group by w.reason, w.field, w.is_note
      ) as g
      join gone w using (id);
  end if;
  insert into job.warning (execution_id, step_id, at, month, is_note, owner, reason, message)
  values (p_step.execution_id, p_step.id, job.now(), p_step.month, true, p_step.owner, 'more_warnings',
          format('only the first %s warnings of this step are kept; the count is exact', v_kept));
  return 1;
end $$;

alter function job._trim_warnings(job.step) owner to chantier_owner;
revoke execute on function job._trim_warnings(job.step) from public;
grant execute on function job._trim_warnings(job.step) to chantier_worker, chantier_definer;
comment on function job._trim_warnings(job.step) is 'Keeps the first warnings of a step';
