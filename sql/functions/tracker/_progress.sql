-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._progress(step): how a step that has not ended stands: what its row holds of ended tasks, and the sums of those at
-- work; no row for null. A function, so that only who reads a step at work plans this. Time left follows one rule for all
-- programs: rate_per_s is the progress between the oldest and the newest commit in the window (the last 60 s, or the last
-- quarter of the time elapsed, since the start, or the latest pause or retry); eta_s is given after 3 commits, 10 s and 2 %;
-- stalled is no commit for 30 s or 5 usual gaps. Stalled is not lost: worker_lost is no heartbeat for 15 s, three usual ones,
-- from any worker that has a task of the step.
-- Caller: tracker._visible_step, as the reader: row-level security decides. Locks: none.
create or replace function tracker._progress(p_step bigint)
returns table (done bigint, read bigint, created bigint, updated bigint, unchanged bigint, skipped bigint, invalid bigint,
               written bigint, warnings bigint, more jsonb, last_progress_at timestamptz, rate_per_s double precision,
               eta_s double precision, stalled boolean, worker_heard_at timestamptz, worker_lost boolean)
language plpgsql stable strict rows 1
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
  v_now        timestamptz := tracker._now();
  v_month      date;
  v_status     text;
  v_total      bigint;
  v_started_at timestamptz;
  v_counted_at timestamptz;
  v_began_at   timestamptz;
  v_with_more  bigint;
  v_with_done  bigint;
  v_last       timestamptz;
  v_commits    bigint;
  v_gap        interval;
  v_workers    int[];
  v_from       timestamptz;
  v_width      interval;
  v_progress   double precision;
  v_ended      double precision[];
begin
  -- The tasks at work; those that ended stand in the step's row.
  select coalesce(s.done, 0) + coalesce(sum(l.done), 0)::bigint, coalesce(s.read, 0) + coalesce(sum(l.read), 0)::bigint,
         coalesce(s.created, 0) + coalesce(sum(l.created), 0)::bigint, coalesce(s.updated, 0) + coalesce(sum(l.updated), 0)::bigint,
         coalesce(s.unchanged, 0) + coalesce(sum(l.unchanged), 0)::bigint,
         coalesce(s.skipped, 0) + coalesce(sum(l.skipped), 0)::bigint, coalesce(s.invalid, 0) + coalesce(sum(l.invalid), 0)::bigint,
         coalesce(s.written, 0) + coalesce(sum(l.written), 0)::bigint,
         coalesce(s.warnings, 0) + coalesce(sum(l.warnings), 0)::bigint,
         s.more, s.month, s.status, s.total, s.started_at, s.counted_at, greatest(s.started_at, s.resumed_at),
         count(l.more), count(l.done), greatest(max(l.committed_at), s.counted_at), sum(cardinality(l.sample_at)),
         max((l.sample_at[cardinality(l.sample_at)] - l.sample_at[1]) / nullif(cardinality(l.sample_at) - 1, 0)),
         array_agg(distinct l.worker_id) filter (where l.worker_id is not null)
    into done, read, created, updated, unchanged, skipped, invalid, written, warnings, more, v_month, v_status, v_total, v_started_at,
         v_counted_at, v_began_at, v_with_more, v_with_done, v_last, v_commits, v_gap, v_workers
    from job.step s
    left join job.lease l on l.step_id = s.id
   where s.id = p_step
   group by s.id;
  if v_with_more > 0 then
    select job._add_counters(more, jsonb_object_agg(c.key, c.total)) into more
      from (
        select x.key, sum(x.value::numeric) as total
          from job.lease l
         cross join lateral jsonb_each_text(l.more) as x
         where l.step_id = p_step
         group by x.key
      ) as c;
  end if;
  last_progress_at := coalesce(v_last, v_started_at);
  if v_started_at is not null then
    -- What the tasks did within the window: from each one's last sample before it, or from its start.
    v_width := greatest(interval '60 s', (v_now - v_began_at) / 4);
    v_from := greatest(v_last - v_width, v_began_at);
    if v_with_done > 0 then
      select sum(l.done - coalesce(
               (select max(n.done) from unnest(l.sample_at, l.sample_done) as n(at, done) where n.at <= v_from),
               case when l.crash_count + l.hand_back_count > 0 then l.sample_done[1] else 0 end))
        into v_progress
        from job.lease l
       where l.step_id = p_step and l.done is not null;
    end if;
    if v_counted_at > v_last - v_width then
      v_ended := tracker._ended_lately(p_step, v_month, v_last - v_width, v_width);
    end if;
    if coalesce(v_progress, v_ended[1]) is not null then
      rate_per_s := (coalesce(v_progress, 0) + coalesce(v_ended[1], 0))
                      / nullif(extract(epoch from v_last - v_from), 0)::double precision;
    end if;
  end if;
  if v_status in ('running', 'stopping') and rate_per_s > 0 and v_commits + coalesce(v_ended[2], 0) >= 3
       and done >= v_total * 0.02 and v_last - v_began_at >= interval '10 s' then
    eta_s := greatest(0, (v_total - done) / rate_per_s - date_part('epoch', v_now - v_last));
  end if;
  stalled := v_status in ('running', 'stopping') and v_started_at is not null
    and v_now - greatest(v_last, v_began_at) > greatest(interval '30 s', 5 * v_gap);
  if v_workers is not null then
    worker_heard_at := tracker._heard_at(v_workers);
  end if;
  worker_lost := coalesce(v_now - worker_heard_at > interval '15 s', false);
  return next;
end $$;

alter function tracker._progress(bigint) owner to chantier_owner;
revoke execute on function tracker._progress(bigint) from public;
grant execute on function tracker._progress(bigint) to chantier_user, chantier_worker, chantier_definer;
comment on function tracker._progress(bigint) is 'How a step that has not ended stands';
