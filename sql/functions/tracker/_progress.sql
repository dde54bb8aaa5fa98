-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._progress: how each step stands. While it is at work: the sums of its tasks; afterwards: its own row, written once.
-- The base of my_execution and my_step, which come after it by name. Time left follows one rule for all programs:
-- rate_per_s is the progress between the oldest and the newest commit in the window (the last 60 s, or the last quarter of
-- the time elapsed); eta_s is given after 3 commits, 10 s and 2 %; stalled is no commit for 30 s or 5 usual gaps.
create or replace view tracker._progress with (security_invoker = true) as
select s.id as step_id,
       s.execution_id,
       s.ordinal,
       s.total,
       case when s.ended_at is null then coalesce(w.done, 0) else s.done end as done,
       case when s.ended_at is null then coalesce(w.read, 0) else s.read end as read,
       case when s.ended_at is null then coalesce(w.created, 0) else s.created end as created,
       case when s.ended_at is null then coalesce(w.updated, 0) else s.updated end as updated,
       case when s.ended_at is null then coalesce(w.unchanged, 0) else s.unchanged end as unchanged,
       case when s.ended_at is null then coalesce(w.skipped, 0) else s.skipped end as skipped,
       case when s.ended_at is null then coalesce(w.invalid, 0) else s.invalid end as invalid,
       case when s.ended_at is null then coalesce(w.written, 0) else s.written end as written,
       case when s.ended_at is null then coalesce(w.warnings, 0) else s.warnings end as warnings,
       case when s.ended_at is not null then s.errors
            when s.has_failed then (
              select count(*) from job.error r
               where r.execution_id = s.execution_id and r.month = s.month and r.step_id = s.id)
            else 0 end as errors,
       case when s.ended_at is null then m.more else s.more end as more,
       case when s.ended_at is null then coalesce(w.last_at, s.started_at) else s.ended_at end as last_progress_at,
       case when s.ended_at is null then v.rate
            when s.ended_at > s.started_at then s.done / extract(epoch from s.ended_at - s.started_at)::double precision
            end as rate_per_s,
       case when s.ended_at is null and v.rate > 0 and w.commits >= 3 and w.done >= s.total * 0.02
                 and w.last_at - s.started_at >= interval '10 s'
            then greatest(0, (s.total - w.done) / v.rate
                             - extract(epoch from job.now() - w.last_at)::double precision)
            end as eta_s,
       s.ended_at is null and s.started_at is not null
         and job.now() - coalesce(w.last_at, s.started_at) > greatest(interval '30 s', 5 * w.gap) as stalled
  from job.step s
  left join lateral (
    select greatest(interval '60 s', (job.now() - s.started_at) / 4) as width
  ) as k on s.ended_at is null and s.started_at is not null
  left join lateral (
    select sum(t.done)::bigint as done, sum(t.read)::bigint as read, sum(t.created)::bigint as created,
           sum(t.updated)::bigint as updated, sum(t.unchanged)::bigint as unchanged, sum(t.skipped)::bigint as skipped,
           sum(t.invalid)::bigint as invalid, sum(t.written)::bigint as written, sum(t.warnings)::bigint as warnings,
           max(t.last_at) as last_at, sum(t.commits) as commits, max(t.gap) as gap
      from (
        select l.done, l.read, l.created, l.updated, l.unchanged, l.skipped, l.invalid, l.written, l.warnings,
               l.committed_at as last_at, cardinality(l.sample_at) as commits,
               (l.sample_at[cardinality(l.sample_at)] - l.sample_at[1]) / nullif(cardinality(l.sample_at) - 1, 0) as gap
          from job.lease l
         where l.step_id = s.id
        union all
        select o.done, o.read, o.created, o.updated, o.unchanged, o.skipped, o.invalid, o.written, o.warnings,
               o.ended_at, 1, null
          from job.outcome o
         where o.step_id = s.id and o.month = s.month
      ) as t
  ) as w on k.width is not null
  left join lateral (
    select jsonb_object_agg(c.key, c.total) as more
      from (
        select e.key, sum(e.value::numeric) as total
          from (
            select l.more from job.lease l where l.step_id = s.id and l.more is not null
            union all
            select o.more from job.outcome o where o.step_id = s.id and o.month = s.month and o.more is not null
          ) as t
         cross join lateral jsonb_each_text(t.more) as e
         group by e.key
      ) as c
  ) as m on k.width is not null
  left join lateral (
    -- What the tasks did within the window: from each one's last sample before it, or from its start.
    select sum(p.progress) / nullif(extract(epoch from w.last_at - greatest(w.last_at - k.width, s.started_at)), 0)
             ::double precision as rate
      from (
        select l.done - coalesce(
                 (select max(n.done) from unnest(l.sample_at, l.sample_done) as n(at, done)
                   where n.at <= w.last_at - k.width),
                 case when l.crash_count + l.hand_back_count > 0 then l.sample_done[1] else 0 end) as progress
          from job.lease l
         where l.step_id = s.id and l.done is not null
        union all
        select o.done * least(1, extract(epoch from k.width)
                                 / nullif(extract(epoch from o.ended_at - o.claimed_at), 0))
          from job.outcome o
         where o.step_id = s.id and o.month = s.month and o.ended_at > w.last_at - k.width
      ) as p
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
