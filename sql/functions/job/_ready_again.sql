-- SPDX-License-Identifier: Apache-2.0
--
-- job._ready_again(step, execution, tasks): tasks of a step come back from a pause, for a retry or when their turn has
-- come. Those that had begun go to
-- the front of their priority, at the clock's present value; those that nobody ever claimed take their fair place anew, or a
-- pause would carry a thousand of them past everybody else.
-- Caller: tracker.resume, tracker.retry and job._give_turn, which hold the step row. Locks: the leases of these tasks, which nobody else
-- may touch now; their task rows; then the new ready rows.
create or replace function job._ready_again(p_step job.step, p_execution job.execution, p_tasks bigint[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_clock bigint;
  v_begun bigint[];
  v_fresh bigint[];
  v_tag   bigint;
begin
  perform pg_current_xact_id();
  v_clock := job._clock(p_execution.priority);
  with back as (
    update job.lease l
       set tag = v_clock, token = nextval('job.token_seq'), begun_at = null,
           -- The gap of the pause is no gap between commits: a stall would be noticed hours late.
           sample_at = case when l.sample_at is not null then array[job.now()] end,
           sample_done = case when l.sample_at is not null then array[coalesce(l.done, 0)] end
     where l.task_id = any (p_tasks) and l.worker_id is null
    returning l.task_id
  ),
  put as (
    insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
    select p_execution.priority, v_clock, b.task_id, p_execution.owner_id, p_execution.job_id, p_step.id from back b
  )
  select array_agg(b.task_id) into v_begun from back b;

  v_fresh := array(
    select n.id from unnest(p_tasks) as n(id) where n.id <> all (coalesce(v_begun, '{}')) order by n.id);
  if cardinality(v_fresh) > 0 then
    v_tag := job._first_tag(p_execution.owner_id, p_execution.priority, cardinality(v_fresh));
    with placed as (
      update job.task t
         set tag = v_tag + n.place - 1
        from unnest(v_fresh) with ordinality as n(id, place)
       where t.step_id = p_step.id and t.id = n.id
      returning t.id, t.tag
    )
    insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
    select p_execution.priority, p.tag, p.id, p_execution.owner_id, p_execution.job_id, p_step.id from placed p;
  end if;
end $$;

alter function job._ready_again(job.step, job.execution, bigint[]) owner to chantier_owner;
revoke execute on function job._ready_again(job.step, job.execution, bigint[]) from public;
grant execute on function job._ready_again(job.step, job.execution, bigint[]) to chantier_worker, chantier_definer;
comment on function job._ready_again(job.step, job.execution, bigint[]) is 'Makes tasks ready that come back from a pause or for a retry';
