-- SPDX-License-Identifier: Apache-2.0
--
-- job._put_event(lease, level, event, message, detail): a line in the log of the task's execution.
-- Caller: functions of job. Locks: none.
create or replace function job._put_event(p_lease job.lease, p_level text, p_event text, p_message text, p_detail jsonb)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into job.event (execution_id, step_id, task_id, owner, month, level, event, message, detail, at)
  values (p_lease.execution_id, p_lease.step_id, p_lease.task_id, p_lease.owner, p_lease.month, p_level, p_event,
          p_message, p_detail, job.now());
end $$;

alter function job._put_event(job.lease, text, text, text, jsonb) owner to chantier_owner;
revoke execute on function job._put_event(job.lease, text, text, text, jsonb) from public;
grant execute on function job._put_event(job.lease, text, text, text, jsonb) to chantier_worker, chantier_definer;
comment on function job._put_event(job.lease, text, text, text, jsonb) is 'Adds a line to the log of an execution';
