-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.stats_hourly: what ended, hour by hour. Narrow by hour: served by execution_hour_idx.
-- Over all people, without titles, parameters and ids; it belongs to chantier_report, which reads the rows of all.
create or replace view tracker.stats_hourly with (security_barrier = true) as
select g.hour,
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
    select e.hour,
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
     where e.hour is not null
     group by 1, 2, 3
  ) as g;
alter view tracker.stats_hourly owner to chantier_report;
grant select on tracker.stats_hourly to chantier_analyst;
comment on view tracker.stats_hourly is 'Executions of all people that ended, by hour, kind and job';
comment on column tracker.stats_hourly.hour is 'Beginning of the hour (UTC) in which they ended';
comment on column tracker.stats_hourly.kind is 'import, export, mass_edit, rule, project';
comment on column tracker.stats_hourly.job is 'Name of the job';
comment on column tracker.stats_hourly.runs is 'Executions that ended: green, yellow, red and stopped';
comment on column tracker.stats_hourly.green is 'Ended without warning';
comment on column tracker.stats_hourly.yellow is 'Ended with warnings';
comment on column tracker.stats_hourly.red is 'Failed';
comment on column tracker.stats_hourly.stopped is 'Stopped; no part of the failure rate nor of the durations';
comment on column tracker.stats_hourly.failure_rate is 'Red of green, yellow and red, from 0 to 1; null: all were stopped';
comment on column tracker.stats_hourly.duration_avg_s is 'Mean of the seconds from start to end, failed ones included';
comment on column tracker.stats_hourly.duration_p50_s is 'Half took no longer';
comment on column tracker.stats_hourly.duration_p95_s is '95 % took no longer';
comment on column tracker.stats_hourly.duration_max_s is 'The longest';
comment on column tracker.stats_hourly.success_p50_s is 'Half of the green and yellow ones took no longer';
comment on column tracker.stats_hourly.success_p95_s is '95 % of the green and yellow ones took no longer';
comment on column tracker.stats_hourly.queue_p95_s is '95 % waited no longer from launch to start, in seconds';
comment on column tracker.stats_hourly.items is 'Items handled';
comment on column tracker.stats_hourly.items_per_s is 'Items by the seconds of the executions that handled them';
comment on column tracker.stats_hourly.warnings is 'Warnings';
comment on column tracker.stats_hourly.errors is 'Errors';
