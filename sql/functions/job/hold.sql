-- SPDX-License-Identifier: Apache-2.0
--
-- job.hold(task, token, reason, detail): the task may not run now (no such job or step here, another checkpoint version).
-- It stands aside with the reason, so that no claim walks past it. Answers false when the lease is lost.
-- Under a pause it stands aside as paused; whoever claims it after the resume finds the reason anew.
-- Caller: the dispatcher that claimed it, in a transaction of its own. Locks: the lease row; the request row, shared; then the
-- new held row, or as job._set_aside.
create or replace function job.hold(p_task bigint, p_token bigint, p_reason text, p_detail text) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lease job.lease;
begin
  select l.* into v_lease
    from job.lease l
   where l.task_id = p_task and l.token = p_token and l.worker_id is not null
     for no key update;
  if not found then
    return false;
  end if;
  if job._is_paused(v_lease.execution_id) then
    perform job._set_aside(v_lease);
    return true;
  end if;
  update job.lease l
     set worker_id = null, token = nextval('job.token_seq'), begun_at = null
   where l.task_id = p_task;
  insert into job.held (task_id, execution_id, step_id, owner, owner_id, job_id, priority, reason, detail, held_at)
  values (p_task, v_lease.execution_id, v_lease.step_id, v_lease.owner, v_lease.owner_id, v_lease.job_id,
          v_lease.priority, p_reason, p_detail, job.now());
  perform job._put_event(v_lease, 'warning', 'held', format('waits: %s', coalesce(p_detail, p_reason)), null);
  return true;
end $$;

alter function job.hold(bigint, bigint, text, text) owner to chantier_owner;
revoke execute on function job.hold(bigint, bigint, text, text) from public;
grant execute on function job.hold(bigint, bigint, text, text) to chantier_worker;
comment on function job.hold(bigint, bigint, text, text) is 'Sets a task aside that may not run now; false: lost';
