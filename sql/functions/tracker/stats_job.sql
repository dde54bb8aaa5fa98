-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.stats_job: each job over the last 30 days. Served by execution_hour_idx.
-- Over all people, without titles, parameters and ids; it belongs to chantier_report, which reads the rows of all.
create or replace view tracker.stats_job with (security_barrier = true) as
select g.job,
       g.kind,
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
       g.errors,
       g.last_success_at,
       g.last_failure_at
  from (
    select e.job,
           e.kind,
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
           sum(e.errors)::bigint as errors,
           max(e.ended_at) filter (where e.colour in ('green', 'yellow')) as last_success_at,
           max(e.ended_at) filter (where e.colour = 'red') as last_failure_at
      from job.execution e
     cross join lateral (select date_part('epoch', e.ended_at - e.started_at) as took) as x
     where e.hour >= date_bin('1 hour', tracker._now() - interval '30 days', 'epoch')
     group by 1, 2
  ) as g;
alter view tracker.stats_job owner to chantier_report;
grant select on tracker.stats_job to chantier_analyst;
comment on view tracker.stats_job is 'Executions of all people that ended in the last 30 days, by job';
comment on column tracker.stats_job.job is 'Name of the job';
comment on column tracker.stats_job.kind is 'import, export, mass_edit, rule, project';
comment on column tracker.stats_job.runs is 'Executions that ended: green, yellow, red and stopped';
comment on column tracker.stats_job.green is 'Ended without warning';
comment on column tracker.stats_job.yellow is 'Ended with warnings';
comment on column tracker.stats_job.red is 'Failed';
comment on column tracker.stats_job.stopped is 'Stopped; no part of the failure rate nor of the durations';
comment on column tracker.stats_job.failure_rate is 'Red of green, yellow and red, from 0 to 1; null: all were stopped';
comment on column tracker.stats_job.duration_avg_s is 'Mean of the seconds from start to end, failed ones included';
comment on column tracker.stats_job.duration_p50_s is 'Half took no longer';
comment on column tracker.stats_job.duration_p95_s is '95 % took no longer';
comment on column tracker.stats_job.duration_max_s is 'The longest';
comment on column tracker.stats_job.success_p50_s is 'Half of the green and yellow ones took no longer';
comment on column tracker.stats_job.success_p95_s is '95 % of the green and yellow ones took no longer';
comment on column tracker.stats_job.queue_p95_s is '95 % waited no longer from launch to start, in seconds';
comment on column tracker.stats_job.items is 'Items handled';
comment on column tracker.stats_job.items_per_s is 'Items by the seconds of the executions that handled them';
comment on column tracker.stats_job.warnings is 'Warnings';
comment on column tracker.stats_job.errors is 'Errors';
comment on column tracker.stats_job.last_success_at is 'When the last green or yellow one ended; null: none in these 30 days';
comment on column tracker.stats_job.last_failure_at is 'When the last red one ended; null: none in these 30 days';
