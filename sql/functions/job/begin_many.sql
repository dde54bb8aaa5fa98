-- SPDX-License-Identifier: Apache-2.0
--
-- job.begin_many(tasks, tokens): all that is needed to run some claimed tasks, in one round trip. The first task of a step
-- to begin sets the step running, and the execution.
-- Caller: a slot, alone in its transaction, before the first chunk; for short tasks, many at once.
-- Locks: steps that still wait, in order of id, skipping those that another worker begins; then their executions.
-- Rows: one for each task that this token still holds, in order of task. is_first: this call set its step running.
-- A task that died with a worker (crash_streak > 0) is marked as begun: only then can it be blamed once more, and the
-- tasks that lay claimed beside it go free.
-- The settings and look-ups one by one: see job.claim.
create or replace function job.begin_many(p_tasks bigint[], p_tokens bigint[])
returns table (
  task_id bigint, execution_id bigint, public_id uuid, owner text, month date, job text, kind text, step_id bigint, step_name text,
  ordinal smallint, steps smallint, phase smallint, priority smallint, part bigint, range_start bigint, range_end bigint,
  input jsonb, "position" bigint, done bigint, read bigint, created bigint, updated bigint, unchanged bigint,
  skipped bigint, invalid bigint, written bigint, more jsonb, warnings bigint, error_count smallint, crash_count smallint,
  hand_back_count int, checkpoint jsonb, checkpoint_version smallint, parameters jsonb, input_artifact_id bigint,
  input_artifact_month date, is_first boolean
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
  v_now        timestamptz := job.now();
  v_first      bigint[];
  v_executions bigint[];
begin
  select array_agg(w.id), array_agg(distinct w.execution_id)
    into v_first, v_executions
    from (
      select s.id, s.execution_id
        from job.step s
       where s.id in (
               select l.step_id
                 from job.lease l
                where l.task_id = any (p_tasks) and l.token = any (p_tokens)
             )
         and s.status = 'waiting'
       order by s.id
         for no key update skip locked
    ) as w;

  if v_first is not null then
    update job.step s set status = 'running', started_at = coalesce(s.started_at, v_now) where s.id = any (v_first);
    -- A pause or stop that came first keeps its word; a retry keeps when it first began.
    update job.execution e
       set status = case e.status when 'queued' then 'running' else e.status end, started_at = coalesce(e.started_at, v_now)
     where e.id = any (v_executions) and (e.status = 'queued' or e.started_at is null);
    insert into job.progress_notice (execution_id, notified_at)
    select e.id, v_now
      from job.execution e
      join job.job j on j.id = e.job_id
     where e.id = any (v_executions) and not j.is_short
        on conflict (execution_id) do nothing;
    perform pg_notify('chantier_progress', e.id::text)
       from job.execution e
       join job.job j on j.id = e.job_id
      where e.id = any (v_executions) and not j.is_short;
  end if;

  update job.lease l
     set begun_at = v_now
   where l.task_id = any (p_tasks) and l.token = any (p_tokens) and l.crash_streak > 0;

  return query
  select l.task_id, l.execution_id, e.public_id, l.owner, l.month, e.job, e.kind, l.step_id, s.name,
         s.ordinal, e.steps, s.phase, l.priority, t.part, t.range_start, l.range_end,
         t.input, l.position, coalesce(l.done, 0), coalesce(l.read, 0), coalesce(l.created, 0), coalesce(l.updated, 0),
         coalesce(l.unchanged, 0), coalesce(l.skipped, 0), coalesce(l.invalid, 0), coalesce(l.written, 0),
         l.more, coalesce(l.warnings, 0), l.error_count, l.crash_count,
         l.hand_back_count, l.checkpoint, coalesce(l.checkpoint_version, t.checkpoint_version), d.parameters,
         d.input_artifact_id, a.month, coalesce(l.step_id = any (v_first), false)
    from job.lease l
   cross join lateral (select n.* from job.task n where n.step_id = l.step_id and n.id = l.task_id limit 1) as t
   cross join lateral (select n.* from job.step n where n.id = l.step_id limit 1) as s
   cross join lateral (select n.* from job.execution n where n.id = l.execution_id limit 1) as e
   cross join lateral (select n.* from job.execution_detail n where n.execution_id = l.execution_id limit 1) as d
    left join lateral (select n.month from job.artifact n where n.id = d.input_artifact_id limit 1) as a on true
   where l.task_id = any (p_tasks) and l.token = any (p_tokens)
   order by l.task_id;
end $$;

alter function job.begin_many(bigint[], bigint[]) owner to chantier_owner;
revoke execute on function job.begin_many(bigint[], bigint[]) from public;
grant execute on function job.begin_many(bigint[], bigint[]) to chantier_worker;
comment on function job.begin_many(bigint[], bigint[]) is 'What is needed to run some claimed tasks';
