-- SPDX-License-Identifier: Apache-2.0
--
-- job.finish_many(tasks, tokens): group completion of short tasks that wrote nothing. Answers how many it ended; tasks
-- whose lease is lost are not among them.
-- Caller: a worker, alone in its transaction, for jobs that are short: none of their steps may be planned.
-- Locks: the leases in order of task; the steps in order of id; then as job.complete_step.
-- Errors: 55000 when it would end a step whose next one is planned.
create or replace function job.finish_many(p_tasks bigint[], p_tokens bigint[]) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
as $$
declare
  v_now   timestamptz := job.now();
  v_steps bigint[];
  v_ended int[];
  v_step  bigint;
  v_open  int;
  v_next  record;
begin
  with mine as (
    select l.task_id
      from unnest(p_tasks, p_tokens) as m(task_id, token)
      join job.lease l on l.task_id = m.task_id and l.token = m.token
     order by l.task_id
       for update of l
  ),
  gone as (
    delete from job.lease l using mine m where l.task_id = m.task_id returning l.*
  ),
  put as (
    insert into job.outcome (task_id, step_id, execution_id, owner, month, state, worker_id, done, read, created,
                             updated, unchanged, skipped, invalid, written, more, warnings, error_count, crash_count,
                             hand_back_count, claimed_at, ended_at)
    select g.task_id, g.step_id, g.execution_id, g.owner, g.month, 'completed', g.worker_id, g.done, g.read, g.created,
           g.updated, g.unchanged, g.skipped, g.invalid, g.written, g.more, g.warnings, nullif(g.error_count, 0),
           nullif(g.crash_count, 0), nullif(g.hand_back_count, 0), g.claimed_at, v_now
      from gone g
    returning step_id
  ),
  counted as (
    select p.step_id, count(*)::int as ended from put p group by p.step_id
  )
  select array_agg(c.step_id order by c.step_id), array_agg(c.ended order by c.step_id)
    into v_steps, v_ended
    from counted c;

  for i in 1 .. coalesce(cardinality(v_steps), 0) loop
    update job.step s set open = s.open - v_ended[i] where s.id = v_steps[i] returning s.id, s.open into v_step, v_open;
    if v_open = 0 then
      select c.* into v_next from job.complete_step(v_step) as c;
      if v_next.is_planned then
        raise exception 'the step "%" is planned, so the tasks before it cannot be completed in groups', v_next.next_name
          using errcode = '55000';
      end if;
    end if;
  end loop;
  return (select coalesce(sum(n), 0) from unnest(v_ended) as n);
end $$;

alter function job.finish_many(bigint[], bigint[]) owner to chantier_owner;
revoke execute on function job.finish_many(bigint[], bigint[]) from public;
grant execute on function job.finish_many(bigint[], bigint[]) to chantier_worker;
comment on function job.finish_many(bigint[], bigint[]) is 'Group completion of short tasks';
