-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_stats_daily: what of one's own ended, day by day. Narrow by day: served by execution_owner_day_idx.
create or replace view tracker.my_stats_daily with (security_invoker = true) as
select g.day,
       g.kind,
       g.job,
       g.runs,
       g.green,
       g.yellow,
       g.red,
       g.stopped,
       g.failure_rate,
       g.duration_avg_s,
       g.durations[1] as duration_p50_s,
       g.durations[2] as duration_p95_s,
       g.duration_max_s,
       g.successes[1] as success_p50_s,
       g.successes[2] as success_p95_s,
       g.queue_p95_s,
       g.items,
       g.items_per_s,
       g.warnings,
       g.errors
  from (
    select e.day,
           e.kind,
           e.job,
           count(*) as runs,
           count(*) filter (where e.colour = 'green') as green,
           count(*) filter (where e.colour = 'yellow') as yellow,
           count(*) filter (where e.colour = 'red') as red,
           count(*) filter (where e.colour = 'grey') as stopped,
           count(*) filter (where e.colour = 'red')::double precision / nullif(count(*) filter (where e.colour <> 'grey'), 0) as failure_rate,
           avg(x.took) filter (where e.colour <> 'grey') as duration_avg_s,
           percentile_cont(array[0.5, 0.95]) within group (order by x.took) filter (where e.colour <> 'grey') as durations,
           max(x.took) filter (where e.colour <> 'grey') as duration_max_s,
           percentile_cont(array[0.5, 0.95]) within group (order by x.took) filter (where e.colour in ('green', 'yellow')) as successes,
           percentile_cont(0.95) within group (order by date_part('epoch', e.started_at - e.created_at)) as queue_p95_s,
           coalesce(sum(e.items), 0)::bigint as items,
           sum(e.items) / nullif(sum(x.took), 0) as items_per_s,
           sum(e.warnings)::bigint as warnings,
           sum(e.errors)::bigint as errors
      from job.execution e
     cross join lateral (select date_part('epoch', e.ended_at - e.started_at) as took) as x
     where e.owner = (select tracker.me()) and e.day is not null
     group by 1, 2, 3
  ) as g;
alter view tracker.my_stats_daily owner to chantier_owner;
grant select on tracker.my_stats_daily to chantier_user;
comment on view tracker.my_stats_daily is 'Own executions that ended, by day, kind and job';
comment on column tracker.my_stats_daily.day is 'Day (UTC) on which they ended';
comment on column tracker.my_stats_daily.kind is 'import, export, mass_edit, rule, project';
comment on column tracker.my_stats_daily.job is 'Name of the job';
comment on column tracker.my_stats_daily.runs is 'Executions that ended: green, yellow, red and stopped';
comment on column tracker.my_stats_daily.green is 'Ended without warning';
comment on column tracker.my_stats_daily.yellow is 'Ended with warnings';
comment on column tracker.my_stats_daily.red is 'Failed';
comment on column tracker.my_stats_daily.stopped is 'Stopped; no part of the failure rate nor of the durations';
comment on column tracker.my_stats_daily.failure_rate is 'Red of green, yellow and red, from 0 to 1; null: all were stopped';
comment on column tracker.my_stats_daily.duration_avg_s is 'Mean of the seconds from start to end, failed ones included';
comment on column tracker.my_stats_daily.duration_p50_s is 'Half took no longer';
comment on column tracker.my_stats_daily.duration_p95_s is '95 % took no longer';
comment on column tracker.my_stats_daily.duration_max_s is 'The longest';
comment on column tracker.my_stats_daily.success_p50_s is 'Half of the green and yellow ones took no longer';
comment on column tracker.my_stats_daily.success_p95_s is '95 % of the green and yellow ones took no longer';
comment on column tracker.my_stats_daily.queue_p95_s is '95 % waited no longer from launch to start, in seconds';
comment on column tracker.my_stats_daily.items is 'Items handled';
comment on column tracker.my_stats_daily.items_per_s is 'Items by the seconds of the executions that handled them';
comment on column tracker.my_stats_daily.warnings is 'Warnings';
comment on column tracker.my_stats_daily.errors is 'Errors';
