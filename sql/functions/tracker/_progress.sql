-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._progress: how each step stands: what its row holds of ended tasks, and the sums of those at work.
-- The base of _visible_execution and _visible_step, which come after it by name. Time left follows one rule for all programs:
-- rate_per_s is the progress between the oldest and the newest commit in the window (the last 60 s, or the last quarter of
-- the time elapsed, since the start, or the latest pause or retry); eta_s is given after 3 commits, 10 s and 2 %; stalled is no
-- commit for 30 s or 5 usual gaps. Stalled is not lost: worker_lost is no heartbeat for 15 s, three usual ones, from any worker
-- that has a task of the step.
create or replace view tracker._progress with (security_invoker = true) as
select s.id as step_id,
       s.execution_id,
       s.ordinal,
       s.total,
       coalesce(s.done, 0) + coalesce(w.done, 0) as done,
       coalesce(s.read, 0) + coalesce(w.read, 0) as read,
       coalesce(s.created, 0) + coalesce(w.created, 0) as created,
       coalesce(s.updated, 0) + coalesce(w.updated, 0) as updated,
       coalesce(s.unchanged, 0) + coalesce(w.unchanged, 0) as unchanged,
       coalesce(s.skipped, 0) + coalesce(w.skipped, 0) as skipped,
       coalesce(s.invalid, 0) + coalesce(w.invalid, 0) as invalid,
       coalesce(s.written, 0) + coalesce(w.written, 0) as written,
       coalesce(s.warnings, 0) + coalesce(w.warnings, 0) as warnings,
       coalesce(s.errors, 0) as errors,
       case when w.with_more > 0 then job._add_counters(s.more, m.more) else s.more end as more,
       coalesce(s.ended_at, p.last_at, s.started_at) as last_progress_at,
       case when s.ended_at is null then v.rate
            when s.ended_at > s.started_at then s.done / extract(epoch from s.ended_at - s.started_at)::double precision
            end as rate_per_s,
       case when s.status in ('running', 'stopping') and v.rate > 0 and w.commits + v.commits >= 3 and p.done >= s.total * 0.02
                 and p.last_at - k.began_at >= interval '10 s'
            then greatest(0, (s.total - p.done) / v.rate - extract(epoch from tracker._now() - p.last_at)::double precision)
            end as eta_s,
       s.status in ('running', 'stopping') and s.started_at is not null
         and tracker._now() - greatest(p.last_at, k.began_at) > greatest(interval '30 s', 5 * w.gap) as stalled,
       h.at as worker_heard_at,
       coalesce(tracker._now() - h.at > interval '15 s', false) as worker_lost
  from job.step s
  left join lateral (
    select b.at as began_at, greatest(interval '60 s', (tracker._now() - b.at) / 4) as width
      from (select greatest(s.started_at, s.resumed_at) as at) as b
  ) as k on s.ended_at is null and s.started_at is not null
  left join lateral (
    -- The tasks at work; those that ended stand in the step's row.
    select sum(l.done)::bigint as done, sum(l.read)::bigint as read, sum(l.created)::bigint as created,
           sum(l.updated)::bigint as updated, sum(l.unchanged)::bigint as unchanged, sum(l.skipped)::bigint as skipped,
           sum(l.invalid)::bigint as invalid, sum(l.written)::bigint as written, sum(l.warnings)::bigint as warnings,
           count(l.more) as with_more, max(l.committed_at) as last_at, sum(cardinality(l.sample_at)) as commits,
           max((l.sample_at[cardinality(l.sample_at)] - l.sample_at[1]) / nullif(cardinality(l.sample_at) - 1, 0)) as gap,
           array_agg(distinct l.worker_id) filter (where l.worker_id is not null) as workers
      from job.lease l
     where l.step_id = s.id
  ) as w on s.ended_at is null
  left join lateral (
    select coalesce(s.done, 0) + coalesce(w.done, 0) as done, greatest(w.last_at, s.counted_at) as last_at
  ) as p on true
  left join lateral (
    select tracker._heard_at(w.workers) as at
  ) as h on w.workers is not null
  left join lateral (
    select jsonb_object_agg(c.key, c.total) as more
      from (
        select e.key, sum(e.value::numeric) as total
          from job.lease l
         cross join lateral jsonb_each_text(l.more) as e
         where l.step_id = s.id
         group by e.key
      ) as c
  ) as m on w.with_more > 0
  left join lateral (
    -- What the tasks did within the window: from each one's last sample before it, or from its start.
    select (select sum(x.n) from (values (t.progress::double precision), (o.sum[1])) as x(n))
             / nullif(extract(epoch from p.last_at - greatest(p.last_at - k.width, k.began_at)), 0)::double precision as rate,
           coalesce(o.sum[2], 0) as commits
      from (
        select sum(l.done - coalesce(
                 (select max(n.done) from unnest(l.sample_at, l.sample_done) as n(at, done)
                   where n.at <= greatest(p.last_at - k.width, k.began_at)),
                 case when l.crash_count + l.hand_back_count > 0 then l.sample_done[1] else 0 end)) as progress
          from job.lease l
         where l.step_id = s.id and l.done is not null
      ) as t
     cross join lateral (
       select case when s.counted_at > p.last_at - k.width
                   then tracker._ended_lately(s.id, s.month, p.last_at - k.width, k.width) end as sum
     ) as o
  ) as v on k.width is not null;
alter view tracker._progress owner to chantier_owner;
grant select on tracker._progress to chantier_user;
comment on view tracker._progress is 'How each step stands; the base of my_execution and my_step';
comment on column tracker._progress.step_id is 'job.step';
comment on column tracker._progress.execution_id is 'job.execution';
comment on column tracker._progress.ordinal is 'Place among the steps';
comment on column tracker._progress.total is 'Items to handle; null: unknown';
comment on column tracker._progress.done is 'Items handled';
comment on column tracker._progress.read is 'Records reached or items selected';
comment on column tracker._progress.created is 'Written new';
comment on column tracker._progress.updated is 'Written with a difference';
comment on column tracker._progress.unchanged is 'Nothing differed';
comment on column tracker._progress.skipped is 'Passed over although not faulty';
comment on column tracker._progress.invalid is 'Refused';
comment on column tracker._progress.written is 'Put into an output file';
comment on column tracker._progress.warnings is 'Warnings';
comment on column tracker._progress.errors is 'Errors';
comment on column tracker._progress.more is 'Counters beyond the standard ones';
comment on column tracker._progress.last_progress_at is 'Newest commit';
comment on column tracker._progress.rate_per_s is 'Items a second; for an ended step over all its time';
comment on column tracker._progress.eta_s is 'Seconds left; null when it cannot be told';
comment on column tracker._progress.stalled is 'No commit for longer than usual';
comment on column tracker._progress.worker_heard_at is 'Newest heartbeat of its workers; null: none has a task of it now';
comment on column tracker._progress.worker_lost is 'None of its workers was heard from for 15 s';
