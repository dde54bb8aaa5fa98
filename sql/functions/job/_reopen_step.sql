-- SPDX-License-Identifier: Apache-2.0
--
-- job._reopen_step(step): a step that failed or was stopped is as if it had not ended. The outcomes of its tasks that ended
-- short become leases again, which nobody holds yet, and their figures leave the step's sums until they end anew. Their errors
-- and crashes are forgotten: who asks for a retry has looked into them. Answers those tasks.
-- Caller: tracker.retry, which makes them ready. Locks: the step row, which the caller holds; those outcomes.
-- A step without tasks that ended short is opened for the one task that will ask what comes next; if it never had a task, that
-- one stands before its first plan (phase -1).
create or replace function job._reopen_step(p_step job.step) returns bigint[]
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now   timestamptz := job.now();
  v_tasks bigint[];
  v_sum   job.lease;
  v_more  jsonb;
  v_notes int;
begin
  insert into job.lease (task_id, token, execution_id, step_id, position, range_end, tag, claimed_at, committed_at,
                         done, read, created, updated, unchanged, skipped, invalid, written, more, warnings,
                         owner_id, month, hand_back_count, job_id, priority, owner, checkpoint_version, checkpoint,
                         sample_at, sample_done)
  select o.task_id, nextval('job.token_seq'), o.execution_id, o.step_id, coalesce(o.position, t.range_start),
         o.range_end, t.tag, o.claimed_at, case when o.done is not null then o.ended_at end,
         o.done, o.read, o.created, o.updated, o.unchanged, o.skipped, o.invalid, o.written, o.more, o.warnings,
         e.owner_id, o.month, coalesce(o.hand_back_count, 0), e.job_id, t.priority, o.owner, o.checkpoint_version,
         o.checkpoint, array[v_now], array[coalesce(o.done, 0)]
    from job.outcome o
    join job.task t on t.step_id = o.step_id and t.id = o.task_id
    join job.execution e on e.id = o.execution_id
   where o.step_id = p_step.id and o.month = p_step.month and o.state <> 'completed' and o.claimed_at is not null;

  select sum(l.done), sum(l.read), sum(l.created), sum(l.updated), sum(l.unchanged), sum(l.skipped), sum(l.invalid),
         sum(l.written), sum(l.warnings)
    into v_sum.done, v_sum.read, v_sum.created, v_sum.updated, v_sum.unchanged, v_sum.skipped, v_sum.invalid,
         v_sum.written, v_sum.warnings
    from job.outcome l
   where l.step_id = p_step.id and l.month = p_step.month and l.state <> 'completed';
  select jsonb_object_agg(c.key, c.total) into v_more
    from (
      select n.key, sum(n.value) as total
        from (
          select e.key, e.value::numeric as value from jsonb_each_text(p_step.more) as e
           union all
          select e.key, -e.value::numeric
            from job.outcome o
           cross join lateral jsonb_each_text(o.more) as e
           where o.step_id = p_step.id and o.month = p_step.month and o.state <> 'completed'
        ) as n
       group by n.key
      having sum(n.value) <> 0
    ) as c;
  with gone as (
    delete from job.outcome o
     where o.step_id = p_step.id and o.month = p_step.month and o.state <> 'completed'
    returning o.task_id
  )
  select coalesce(array_agg(g.task_id order by g.task_id), '{}') into v_tasks from gone g;

  -- Written anew at the end: the sums by reason, and the note about warnings that are not kept.
  delete from job.reason r where r.execution_id = p_step.execution_id and r.step_id = p_step.id;
  delete from job.warning w
   where w.execution_id = p_step.execution_id and w.month = p_step.month and w.step_id = p_step.id
     and w.task_id is null and w.reason = 'more_warnings' and w.is_note;
  get diagnostics v_notes = row_count;

  update job.step s
     set open = case when s.open > 0 then s.open else greatest(cardinality(v_tasks), 1) end,
         status = 'waiting',
         started_at = nullif(s.started_at, s.ended_at),      -- one that never began got both at once
         ended_at = null,
         resumed_at = v_now,
         phase = case when s.ordinal > 1 and not exists (select from job.task t where t.step_id = s.id) then -1 else s.phase end,
         has_failed = false,
         has_stopped = false,
         errors = null,
         done = nullif(s.done - coalesce(v_sum.done, 0), 0),
         read = nullif(s.read - coalesce(v_sum.read, 0), 0),
         created = nullif(s.created - coalesce(v_sum.created, 0), 0),
         updated = nullif(s.updated - coalesce(v_sum.updated, 0), 0),
         unchanged = nullif(s.unchanged - coalesce(v_sum.unchanged, 0), 0),
         skipped = nullif(s.skipped - coalesce(v_sum.skipped, 0), 0),
         invalid = nullif(s.invalid - coalesce(v_sum.invalid, 0), 0),
         written = nullif(s.written - coalesce(v_sum.written, 0), 0),
         warnings = nullif(s.warnings - coalesce(v_sum.warnings, 0) - v_notes, 0),
         more = v_more
   where s.id = p_step.id;
  return v_tasks;
end $$;

alter function job._reopen_step(job.step) owner to chantier_owner;
revoke execute on function job._reopen_step(job.step) from public;
grant execute on function job._reopen_step(job.step) to chantier_definer;
comment on function job._reopen_step(job.step) is 'Undoes the end of a step; answers the tasks that must run again';
