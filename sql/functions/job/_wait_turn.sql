-- SPDX-License-Identifier: Apache-2.0
--
-- job._wait_turn(step): sets aside, as waiting for the turn of their profile, the tasks of a step that no worker holds.
-- Caller: job._take_turn, in the transaction that made them ready. Locks: those ready rows, by key.
create or replace function job._wait_turn(p_step bigint) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
begin
  insert into job.held (task_id, execution_id, step_id, owner, owner_id, job_id, priority, reason, held_at)
  select t.id, t.execution_id, t.step_id, t.owner, g.owner_id, g.job_id, g.priority, 'profile', job.now()
    from job._take_ready(p_step) g
    join job.task t on t.step_id = p_step and t.id = g.task_id;
end $$;

alter function job._wait_turn(bigint) owner to chantier_owner;
revoke execute on function job._wait_turn(bigint) from public;
grant execute on function job._wait_turn(bigint) to chantier_definer;
comment on function job._wait_turn(bigint) is 'Sets aside the tasks of an execution that waits for its turn';
