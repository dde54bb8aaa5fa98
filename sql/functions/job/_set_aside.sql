-- SPDX-License-Identifier: Apache-2.0
--
-- job._set_aside(lease): frees the lease and sets its task aside as paused.
-- Caller: job.pause_task and job._requeue, which hold the lease row and the request (job._is_paused).
-- Locks: the new held row; then as job._settle_pause.
create or replace function job._set_aside(p_lease job.lease) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update job.lease l
     set worker_id = null, token = nextval('job.token_seq'), begun_at = null
   where l.task_id = p_lease.task_id;
  insert into job.held (task_id, execution_id, step_id, owner, owner_id, job_id, priority, reason, held_at)
  values (p_lease.task_id, p_lease.execution_id, p_lease.step_id, p_lease.owner, p_lease.owner_id, p_lease.job_id,
          p_lease.priority, 'paused', job.now());
  perform job._settle_pause(p_lease.step_id);
end $$;

alter function job._set_aside(job.lease) owner to chantier_owner;
revoke execute on function job._set_aside(job.lease) from public;
grant execute on function job._set_aside(job.lease) to chantier_worker, chantier_definer;
comment on function job._set_aside(job.lease) is 'Sets a task aside as paused';
