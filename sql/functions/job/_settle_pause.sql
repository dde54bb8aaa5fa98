-- SPDX-License-Identifier: Apache-2.0
--
-- job._settle_pause(step): a pause is asked for, and a task has just been set aside or has ended. When all open tasks of the
-- step stand aside, nobody is at work: it is paused, and so is its execution.
-- A step of which a task has failed does not pause: what stands aside ends, and the step with it.
-- Caller: whatever sets tasks aside as paused, or ends tasks under a pause. Locks: the step row; then the execution row, or
-- as job.complete_step. The look at the tasks is a statement of its own, behind the lock: of two that come last together the
-- second one sees both.
create or replace function job._settle_pause(p_step bigint) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_step job.step;
begin
  select s.* into v_step from job.step s where s.id = p_step for no key update;
  if v_step.open = 0 then
    return;
  end if;
  if v_step.has_failed then
    if job._end_waiting(p_step) = v_step.open then
      perform job.complete_step(p_step);
    end if;
    return;
  end if;

  if v_step.open = (select count(*) from job.held h where h.step_id = p_step and h.reason = 'paused') then
    update job.step s set status = 'paused' where s.id = p_step and s.status = 'running';
    update job.execution e set status = 'paused' where e.id = v_step.execution_id and e.status = 'pausing';
    if found then
      perform pg_notify('chantier_progress', v_step.execution_id::text);
    end if;
  end if;
end $$;

alter function job._settle_pause(bigint) owner to chantier_owner;
revoke execute on function job._settle_pause(bigint) from public;
grant execute on function job._settle_pause(bigint) to chantier_worker, chantier_definer;
comment on function job._settle_pause(bigint) is 'Says that a step is paused when none of its tasks is at work';
