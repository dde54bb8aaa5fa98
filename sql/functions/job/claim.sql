-- SPDX-License-Identifier: Apache-2.0
--
-- job.claim(worker, limit, marks, lowest first): takes up to limit ready tasks in the fair order.
-- Caller: a worker's dispatcher, alone in its transaction; it asks for what it can start, and begins at the lowest
-- priority every tenth time. marks: low-water mark of priorities 0, 1, 2 (job.horizon); null is 0.
-- Locks: the ready rows (skip locked, then deleted); the lease row of a task that comes back. Waits for nobody.
-- Rows: the tasks in claim order, each with its new token; is_resumed when an earlier holder left a lease row.
--
-- Served by ready_pkey (priority, tag, task_id): the scan starts at the mark, so it walks no dead entry below it, and
-- filters nothing, so it walks no entry that it may not take. The locking step stands alone with its limit and hands on
-- ctids: a ready row is never updated, so its ctid stays; no join of ready with itself can go wrong in the planner.
-- The settings, and the look-ups one by one, keep a plan made when the tables were empty from walking them whole ever after
-- (a join with an index scan of all leases cost 320 µs a task); they also save planning anew.
-- Measured with pgbench, 100 at a time, claim and job.finish_many in two transactions, against the barest statements on bare
-- copies of ready, lease and outcome (no owner, no figures, no index on outcomes): 0.75 to 1.0 of their tasks per second, 601 B of
-- WAL a task against 534; of a claim's 12 µs a task, 2 are the look-ups of job.task and of an earlier lease.
create or replace function job.claim(p_worker int, p_limit int, p_marks bigint[], p_lowest_first boolean)
returns table (
  task_id bigint, token bigint, execution_id bigint, step_id bigint, job_id smallint, priority smallint, tag bigint,
  is_resumed boolean
)
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_bitmapscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_now      timestamptz := job.now();
  v_left     int := p_limit;
  v_priority smallint;
  v_mark     bigint;
  v_tag      bigint;
begin
  for v_turn in 0 .. 2 loop
    exit when v_left <= 0;
    v_priority := case when p_lowest_first then 2 - v_turn else v_turn end;
    v_mark := coalesce(p_marks[v_priority + 1], 0);
    v_tag := null;

    for task_id, token, execution_id, step_id, job_id, priority, tag, is_resumed in
      with gone as (
        delete from job.ready r
         where r.ctid = any (array(
                 select n.ctid
                   from job.ready n
                  where n.priority = v_priority and n.tag >= v_mark
                  order by n.priority, n.tag, n.task_id
                  limit v_left
                    for update skip locked))
        returning r.task_id, r.step_id, r.job_id, r.owner_id, r.tag
      ),
      picked as materialized (
        select g.*, t.execution_id, t.owner, t.month, t.range_start, t.range_end,
               (select true from job.lease l where l.task_id = g.task_id) is not null as is_resumed
          from gone g
         cross join lateral (
           select n.execution_id, n.owner, n.month, n.range_start, n.range_end
             from job.task n
            where n.step_id = g.step_id and n.id = g.task_id
            limit 1
         ) as t
      ),
      fresh as (
        insert into job.lease (task_id, token, execution_id, step_id, position, range_end, tag, claimed_at,
                               worker_id, owner_id, month, job_id, priority, owner)
        select p.task_id, nextval('job.token_seq'), p.execution_id, p.step_id, p.range_start, p.range_end, p.tag, v_now,
               p_worker, p.owner_id, p.month, p.job_id, v_priority, p.owner
          from picked p
         where not p.is_resumed
        returning task_id, token, execution_id, step_id, job_id, tag
      ),
      again as (
        update job.lease l
           set token = nextval('job.token_seq'), worker_id = p_worker, claimed_at = v_now, begun_at = null
         where l.task_id = any (array(select p.task_id from picked p where p.is_resumed))
        returning l.task_id, l.token, l.execution_id, l.step_id, l.job_id, l.tag
      )
      select f.task_id, f.token, f.execution_id, f.step_id, f.job_id, v_priority, f.tag, false from fresh f
      union all
      select a.task_id, a.token, a.execution_id, a.step_id, a.job_id, v_priority, a.tag, true from again a
      order by 7, 1
    loop
      v_left := v_left - 1;
      v_tag := tag;
      return next;
    end loop;

    if v_tag is not null then
      perform job._advance_clock(v_priority, v_tag);
    end if;
  end loop;

  update job.worker w
     set is_idle = v_left = p_limit
   where w.id = p_worker and w.is_idle is distinct from (v_left = p_limit);
end $$;

alter function job.claim(int, int, bigint[], boolean) owner to chantier_owner;
revoke execute on function job.claim(int, int, bigint[], boolean) from public;
grant execute on function job.claim(int, int, bigint[], boolean) to chantier_worker;
comment on function job.claim(int, int, bigint[], boolean) is 'Takes ready tasks in the fair order';
