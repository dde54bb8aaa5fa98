-- SPDX-License-Identifier: Apache-2.0
--
-- job.fail_step(step, …): a step without open tasks has failed: its plan has, or nobody knows how to plan it. The caller
-- calls job.complete_step in a further statement of the same transaction.
-- Caller: the worker that passes the barrier. Locks: the step row.
-- Errors: 55000 when the step has open tasks (job.fail_task is for them) or has ended.
create or replace function job.fail_step(
  p_step bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_step job.step;
begin
  update job.step s
     set has_failed = true, errors = coalesce(s.errors, 0) + 1
   where s.id = p_step and s.open = 0 and s.ended_at is null
  returning s.* into v_step;
  if not found then
    raise exception 'step % cannot fail as a whole: it has open tasks or has ended', p_step using errcode = '55000';
  end if;
  insert into job.error (execution_id, step_id, owner, month, reason, message, cause, hint, sqlstate, worker, at)
  values (v_step.execution_id, p_step, v_step.owner, v_step.month, p_reason, p_message, p_cause, p_hint, p_sqlstate,
          p_worker, job.now());
end $$;

alter function job.fail_step(bigint, text, text, text, text, text, text) owner to chantier_owner;
revoke execute on function job.fail_step(bigint, text, text, text, text, text, text) from public;
grant execute on function job.fail_step(bigint, text, text, text, text, text, text) to chantier_worker, chantier_definer;
comment on function job.fail_step(bigint, text, text, text, text, text, text) is 'Fails a step without open tasks';
