-- SPDX-License-Identifier: Apache-2.0
--
-- job._notify_end(execution, others): an execution has ended: a notification for its owner, and for the people whom it named
-- (users_to_notify). It holds all that is shown, so its reader needs no right to the execution, and gets none. A retry that ends
-- is told anew.
-- Nobody is told of a stop by the owner, who knows; of one by an administrator all are, with the name.
-- Nor of a nightly calculation of a project that went well: nobody asked for it.
-- Caller: job._end_execution. Locks: none.
create or replace function job._notify_end(p_execution job.execution, p_others jsonb) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_reason  text;
  v_message text;
begin
  if p_execution.status = 'stopped' and p_execution.stopped_by is not distinct from p_execution.owner then
    return;
  end if;
  if p_execution.kind = 'project' and p_execution.status = 'completed'
     and exists (select from job.execution_detail d where d.execution_id = p_execution.id and d.launched_from like 'schedule project:%')
  then
    return;
  end if;
  if p_execution.errors > 0 then
    select r.reason, left(r.message, 200) into v_reason, v_message
      from job.error r
     where r.execution_id = p_execution.id and r.month = p_execution.month
     order by r.id
     limit 1;
  elsif p_execution.warnings > 0 then
    select w.reason into v_reason
      from job.warning w
     where w.execution_id = p_execution.id and w.month = p_execution.month
     order by w.step_id, w.row, w.id
     limit 1;
  end if;

  insert into tracker.notification (person, execution_id, owner, month, status, colour, kind, job, label, problems, stopped_by,
                                    first_reason, first_message, created_at)
  select p.person, p_execution.id, p_execution.owner, p_execution.month, p_execution.status, p_execution.colour,
         p_execution.kind, p_execution.job, p_execution.label, p_execution.problems, p_execution.stopped_by, v_reason,
         v_message, p_execution.ended_at
    from (
      select p_execution.owner as person
       union
      select u.value
        from jsonb_array_elements_text(case jsonb_typeof(p_others) when 'array' then p_others else '[]' end) as u
       where u.value <> ''
    ) as p;
end $$;

alter function job._notify_end(job.execution, jsonb) owner to chantier_owner;
revoke execute on function job._notify_end(job.execution, jsonb) from public;
grant execute on function job._notify_end(job.execution, jsonb) to chantier_worker, chantier_definer;
comment on function job._notify_end(job.execution, jsonb) is 'Writes the notifications about an end';
