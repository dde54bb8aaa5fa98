-- SPDX-License-Identifier: Apache-2.0
--
-- job._requeue(lease): frees the lease and puts its task back into the ready rows, at the clock's present value:
-- the front of its priority, never its old tag, which lies under the low-water mark. Under a pause it stands aside instead.
-- Caller: job.hand_back, job._hand_on, job.unhold, which hold the lease row.
-- Locks: the new ready row, or as job._set_aside.
create or replace function job._requeue(p_lease job.lease) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_tag bigint;
begin
  if job._is_paused(p_lease.execution_id) then
    perform job._set_aside(p_lease);
    return;
  end if;
  perform pg_current_xact_id();
  v_tag := job._clock(p_lease.priority);
  update job.lease l
     set worker_id = null, token = nextval('job.token_seq'), tag = v_tag, begun_at = null
   where l.task_id = p_lease.task_id;
  insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
  values (p_lease.priority, v_tag, p_lease.task_id, p_lease.owner_id, p_lease.job_id, p_lease.step_id);
end $$;

alter function job._requeue(job.lease) owner to chantier_owner;
revoke execute on function job._requeue(job.lease) from public;
grant execute on function job._requeue(job.lease) to chantier_worker, chantier_definer;
comment on function job._requeue(job.lease) is 'Makes a task ready again, at the front of its priority';
