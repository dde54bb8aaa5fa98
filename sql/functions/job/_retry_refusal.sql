-- SPDX-License-Identifier: Apache-2.0
--
-- job._retry_refusal(execution, step): why an execution that has ended at this step cannot be retried; null: it can.
-- Caller: tracker.retry. Locks: none.
create or replace function job._retry_refusal(p_execution job.execution, p_step job.step) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_input bigint := (select d.input_artifact_id from job.execution_detail d where d.execution_id = p_execution.id);
  v_file  job.artifact;
begin
  if p_step.id is null then
    return 'its steps are not kept any more';
  end if;
  if v_input is not null then
    select a.* into v_file from job.artifact a where a.id = v_input;
    if v_file.error_reason is not null then
      return format('its file "%s" was never received', v_file.name);
    end if;
    if v_file.id is null
       or v_file.size > 0 and not exists (select from job.piece p where p.artifact_id = v_file.id and p.month = v_file.month)
    then
      return format('its file%s is not kept any more', coalesce(' "' || v_file.name || '"', ''));
    end if;
  end if;

  -- Where tasks stood is dropped with their month; and an older program did not keep it.
  if exists (select from job.retention r where r.key = 'details' and p_execution.month < r.kept_from)
     or exists (
       select from job.outcome o
        where o.step_id = p_step.id and o.month = p_step.month and o.state <> 'completed'
          and o.claimed_at is not null and o.position is null)
  then
    return 'where its tasks stood is not kept any more';
  end if;
  return null;
end $$;

alter function job._retry_refusal(job.execution, job.step) owner to chantier_owner;
revoke execute on function job._retry_refusal(job.execution, job.step) from public;
grant execute on function job._retry_refusal(job.execution, job.step) to chantier_definer;
comment on function job._retry_refusal(job.execution, job.step) is 'Why an execution cannot be retried';
