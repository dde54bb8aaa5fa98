-- SPDX-License-Identifier: Apache-2.0
--
-- job._end_waiting(step): ends, as stopped, the tasks of a step that no worker holds. Answers how many.
-- Caller: job.fail_task, job._settle_pause and tracker.stop, which see to the step when it reaches 0.
-- Locks: ready and held rows by key, skip locked (whoever claims one now meets the stop at its fence); the waiting leases
-- of those tasks, which only the owner of the ready row may touch; then the step row.
create or replace function job._end_waiting(p_step bigint) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
declare
  v_tasks bigint[];
  v_held  bigint[];
  v_sum   job.lease;
begin
  select array_agg(g.task_id) into v_tasks from job._take_ready(p_step) g;
  with gone as (
    delete from job.held h
     where h.ctid = any (array(select x.ctid from job.held x where x.step_id = p_step for update skip locked))
    returning h.task_id
  )
  select array_agg(g.task_id) into v_held from gone g;
  v_tasks := v_tasks || v_held;
  if v_tasks is null then
    return 0;
  end if;

  with gone as (
    delete from job.lease l where l.task_id = any (v_tasks) and l.worker_id is null returning l.*
  ),
  put as (
    insert into job.outcome (task_id, step_id, execution_id, owner, month, state, done, read, created, updated,
                             unchanged, skipped, invalid, written, more, warnings, error_count, crash_count,
                             hand_back_count, claimed_at, ended_at, position, range_end, checkpoint_version, checkpoint)
    select t.id, t.step_id, t.execution_id, t.owner, t.month, 'stopped', g.done, g.read, g.created, g.updated,
           g.unchanged, g.skipped, g.invalid, g.written, g.more, g.warnings, nullif(g.error_count, 0),
           nullif(g.crash_count, 0), nullif(g.hand_back_count, 0), g.claimed_at, job.now(), g.position,
           g.range_end, g.checkpoint_version, g.checkpoint
      from job.task t
      left join gone g on g.task_id = t.id
     where t.step_id = p_step and t.id = any (v_tasks)
  )
  select sum(g.done), sum(g.read), sum(g.created), sum(g.updated), sum(g.unchanged), sum(g.skipped), sum(g.invalid),
         sum(g.written), sum(g.warnings), min(g.claimed_at)
    into v_sum.done, v_sum.read, v_sum.created, v_sum.updated, v_sum.unchanged, v_sum.skipped, v_sum.invalid,
         v_sum.written, v_sum.warnings, v_sum.claimed_at
    from gone g;
  select jsonb_object_agg(c.key, c.total) into v_sum.more
    from (
      select e.key, sum(e.value::numeric) as total
        from job.outcome o
       cross join lateral jsonb_each_text(o.more) as e
       where o.step_id = p_step and o.done is not null and o.task_id = any (v_tasks)
       group by e.key
    ) as c;
  perform job._count_off(p_step, cardinality(v_tasks), 'stopped', v_sum);
  return cardinality(v_tasks);
end $$;

alter function job._end_waiting(bigint) owner to chantier_owner;
revoke execute on function job._end_waiting(bigint) from public;
grant execute on function job._end_waiting(bigint) to chantier_worker, chantier_definer;
comment on function job._end_waiting(bigint) is 'Ends the tasks of a step that no worker holds';
