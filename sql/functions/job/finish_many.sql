-- SPDX-License-Identifier: Apache-2.0
--
-- job.finish_many(tasks, tokens): group completion of short tasks that wrote nothing. Answers how many it ended; tasks
-- whose lease is lost are not among them.
-- Caller: a worker, alone in its transaction, for jobs that are short: none of their steps may be planned.
-- Locks: the leases, which are this worker's; the steps in order of id; then as job.complete_step.
-- Errors: 55000 when it would end a step whose next one is planned.
-- The settings and look-ups one by one: see job.claim.
create or replace function job.finish_many(p_tasks bigint[], p_tokens bigint[]) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set enable_bitmapscan = off
set jit = off
set plan_cache_mode = force_generic_plan
as $$
declare
  v_now    timestamptz := job.now();
  v_steps  bigint[];
  v_counts int[];
  v_began  timestamptz[];
  v_open   int;
  v_sum    job.lease;
  v_ended  bigint;
  v_task   record;
begin
  with gone as (
    delete from job.lease l
     -- A token belongs to one claim of one task: both arrays together name the pairs.
     where l.task_id = any (p_tasks) and l.token = any (p_tokens) and l.committed_at is null
    returning l.task_id, l.step_id, l.execution_id, l.owner, l.month, l.worker_id, l.error_count, l.crash_count,
              l.hand_back_count, l.claimed_at
  ),
  put as (
    insert into job.outcome (task_id, step_id, execution_id, owner, month, state, worker_id, error_count, crash_count,
                             hand_back_count, claimed_at, ended_at)
    select g.task_id, g.step_id, g.execution_id, g.owner, g.month, 'completed', g.worker_id, nullif(g.error_count, 0),
           nullif(g.crash_count, 0), nullif(g.hand_back_count, 0), g.claimed_at, v_now
      from gone g
  ),
  counted as (
    select g.step_id, count(*)::int as ended, min(g.claimed_at) as began from gone g group by g.step_id
  )
  select array_agg(c.step_id order by c.step_id), array_agg(c.ended order by c.step_id),
         array_agg(c.began order by c.step_id), coalesce(sum(c.ended), 0)
    into v_steps, v_counts, v_began, v_ended
    from counted c;

  for i in 1 .. coalesce(cardinality(v_steps), 0) loop
    v_sum.claimed_at := v_began[i];
    v_open := job._count_off(v_steps[i], v_counts[i], 'completed', v_sum);
    if v_open = 0 then
      perform job._pass_unplanned(v_steps[i]);
    elsif exists (
      select from job.step s join job.request r on r.execution_id = s.execution_id and r.request = 'pause'
       where s.id = v_steps[i]
    ) then
      perform job._settle_pause(v_steps[i]);
    end if;
  end loop;

  -- A task that an earlier worker had begun with chunks brings figures: one by one.
  if v_ended < cardinality(p_tasks) then
    for v_task in
      select l.task_id, l.token, l.step_id
        from job.lease l
       where l.task_id = any (p_tasks) and l.token = any (p_tokens)
       order by l.task_id
    loop
      if job.finish_task(v_task.task_id, v_task.token, 'completed') = 0 then
        perform job._pass_unplanned(v_task.step_id);
      end if;
      v_ended := v_ended + 1;
    end loop;
  end if;
  return v_ended;
end $$;

alter function job.finish_many(bigint[], bigint[]) owner to chantier_owner;
revoke execute on function job.finish_many(bigint[], bigint[]) from public;
grant execute on function job.finish_many(bigint[], bigint[]) to chantier_worker;
comment on function job.finish_many(bigint[], bigint[]) is 'Group completion of short tasks';
