-- SPDX-License-Identifier: Apache-2.0
--
-- job._take_ready(step): takes the tasks of a step that no worker holds out of the ready ones. Rows: what stood there.
-- Caller: job._pause_waiting, job._end_waiting and job._wait_turn, which put them elsewhere in the same transaction.
-- Locks: ready rows by key, skip locked: whoever claims one now meets what is asked of the execution at its fence.
create or replace function job._take_ready(p_step bigint)
returns table (task_id bigint, owner_id int, job_id smallint, priority smallint)
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
begin
  return query
  delete from job.ready r
   where r.ctid = any (array(
           select x.ctid
             from job.task t
             left join job.lease l on l.task_id = t.id
             join job.ready x
               on x.priority = t.priority and x.tag = coalesce(l.tag, t.tag) and x.task_id = t.id
            where t.step_id = p_step
              for update of x skip locked))
  returning r.task_id, r.owner_id, r.job_id, r.priority;
end $$;

alter function job._take_ready(bigint) owner to chantier_owner;
revoke execute on function job._take_ready(bigint) from public;
grant execute on function job._take_ready(bigint) to chantier_worker, chantier_definer;
comment on function job._take_ready(bigint) is 'Takes the tasks of a step that no worker holds out of the ready ones';
