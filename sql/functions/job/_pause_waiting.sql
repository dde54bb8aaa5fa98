-- SPDX-License-Identifier: Apache-2.0
--
-- job._pause_waiting(step): sets aside, as paused, the tasks of a step that no worker holds.
-- Caller: tracker.pause; job.start_phase and job.complete_step, which make tasks ready under a pause. All hold the request
-- (job._is_paused).
-- Locks: ready and held rows by key, skip locked: whoever claims one now meets the pause at its fence.
create or replace function job._pause_waiting(p_step bigint) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
begin
  update job.held h
     set reason = 'paused', detail = null
   where h.ctid = any (array(
           select x.ctid from job.held x where x.step_id = p_step and x.reason <> 'paused' for update skip locked));

  insert into job.held (task_id, execution_id, step_id, owner, owner_id, job_id, priority, reason, held_at)
  select t.id, t.execution_id, t.step_id, t.owner, g.owner_id, g.job_id, g.priority, 'paused', job.now()
    from job._take_ready(p_step) g
    join job.task t on t.step_id = p_step and t.id = g.task_id;
end $$;

alter function job._pause_waiting(bigint) owner to chantier_owner;
revoke execute on function job._pause_waiting(bigint) from public;
grant execute on function job._pause_waiting(bigint) to chantier_worker, chantier_definer;
comment on function job._pause_waiting(bigint) is 'Sets aside the tasks of a step that no worker holds';
