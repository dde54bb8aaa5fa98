-- SPDX-License-Identifier: Apache-2.0
--
-- job.checkpoint(…): where the task stands after this chunk; absolute values. The last statement of a chunk's
-- transaction (before job.finish_task). Answers false when the lease is lost.
-- Caller: a slot, after job.fence in the same transaction, which holds the row.
-- Locks: the lease row (HOT: only unindexed columns change); the execution's progress notice, skip locked.
-- The ring of samples is thinned: the newest commit is always the last entry, and takes the place of the entry before
-- unless that one is 1/24 of the window (max of 60 s and a quarter of the time elapsed) younger than its predecessor.
-- Errors: 23514 for a checkpoint above 1 kB.
create or replace function job.checkpoint(
  p_task bigint, p_token bigint, p_position bigint, p_done bigint, p_read bigint, p_created bigint, p_updated bigint,
  p_unchanged bigint, p_skipped bigint, p_invalid bigint, p_written bigint, p_more jsonb, p_warnings bigint,
  p_checkpoint jsonb, p_version smallint
) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now       timestamptz := job.now();
  v_execution bigint;
begin
  update job.lease l
     set position = p_position,
         done = p_done,
         read = p_read,
         created = p_created,
         updated = p_updated,
         unchanged = p_unchanged,
         skipped = p_skipped,
         invalid = p_invalid,
         written = p_written,
         more = p_more,
         warnings = p_warnings,
         checkpoint = p_checkpoint,
         checkpoint_version = p_version,
         committed_at = v_now,
         crash_streak = 0,
         sample_at = case w.keeps
           when 'all' then l.sample_at || v_now
           when 'but last' then l.sample_at[1 : w.count - 1] || v_now
           when 'but first' then l.sample_at[2 : w.count] || v_now
           else array[v_now] end,
         sample_done = case w.keeps
           when 'all' then l.sample_done || p_done
           when 'but last' then l.sample_done[1 : w.count - 1] || p_done
           when 'but first' then l.sample_done[2 : w.count] || p_done
           else array[p_done] end
    from (
      select c.count,
             case when c.count is null then 'none'
                  when c.count >= 2 and o.sample_at[c.count] - o.sample_at[c.count - 1]
                       < greatest(interval '60 s', (v_now - o.sample_at[1]) / 4) / 24 then 'but last'
                  when c.count >= 32 then 'but first'
                  else 'all' end as keeps
        from job.lease o, cardinality(o.sample_at) as c(count)
       where o.task_id = p_task
    ) as w
   where l.task_id = p_task and l.token = p_token
  returning l.execution_id into v_execution;
  if v_execution is null then
    return false;
  end if;

  perform from job.progress_notice n
    where n.execution_id = v_execution and n.notified_at < v_now - interval '1 s'
      for no key update skip locked;
  if found then
    update job.progress_notice n set notified_at = v_now where n.execution_id = v_execution;
    perform pg_notify('chantier_progress', v_execution::text);
  end if;
  return true;
end $$;

alter function job.checkpoint(bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, jsonb, bigint, jsonb, smallint) owner to chantier_owner;
revoke execute on function job.checkpoint(bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, jsonb, bigint, jsonb, smallint) from public;
grant execute on function job.checkpoint(bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, jsonb, bigint, jsonb, smallint) to chantier_worker;
comment on function job.checkpoint(bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, jsonb, bigint, jsonb, smallint) is 'Last statement of a chunk: counters, checkpoint and sample; false: lost';
