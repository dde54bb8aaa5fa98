-- SPDX-License-Identifier: Apache-2.0
--
-- job._log(execution, level, event, message, detail): a line in the log of an execution, about no task of it.
-- Caller: functions of job and tracker. Locks: none.
create or replace function job._log(
  p_execution job.execution, p_level text, p_event text, p_message text, p_detail jsonb default null
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into job.event (execution_id, owner, month, level, event, message, detail, at)
  values (p_execution.id, p_execution.owner, p_execution.month, p_level, p_event, p_message, p_detail, job.now());
end $$;

alter function job._log(job.execution, text, text, text, jsonb) owner to chantier_owner;
revoke execute on function job._log(job.execution, text, text, text, jsonb) from public;
grant execute on function job._log(job.execution, text, text, text, jsonb) to chantier_worker, chantier_definer;
comment on function job._log(job.execution, text, text, text, jsonb) is 'Adds a line to the log of an execution';
