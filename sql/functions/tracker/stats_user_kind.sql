-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.stats_user_kind: who ran how much of what kind, day by day. Narrow by day: served by execution_day_idx.
-- The person is told to administrators alone: analysts read the same days and kinds with null there.
-- Over all people, without titles, parameters and ids; it belongs to chantier_report, which reads the rows of all.
create or replace view tracker.stats_user_kind with (security_barrier = true) as
select g.day,
       g.kind,
       g.person,
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
       g.persons
  from (
    select e.day,
           e.kind,
           case when pg_has_role('chantier_admin', 'usage') then e.owner end as person,
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
           count(distinct e.owner) as persons
      from job.execution e
     cross join lateral (select date_part('epoch', e.ended_at - e.started_at) as took) as x
     where e.day is not null
     group by 1, 2, 3
  ) as g;
alter view tracker.stats_user_kind owner to chantier_report;
grant select on tracker.stats_user_kind to chantier_analyst, chantier_admin;
comment on view tracker.stats_user_kind is 'Executions of all people that ended, by day, kind and, for administrators, person';
comment on column tracker.stats_user_kind.day is 'Day (UTC) on which they ended';
comment on column tracker.stats_user_kind.kind is 'import, export, mass_edit, rule, project';
comment on column tracker.stats_user_kind.person is 'Who launched them; null unless an administrator asks';
comment on column tracker.stats_user_kind.runs is 'Executions that ended: green, yellow, red and stopped';
comment on column tracker.stats_user_kind.green is 'Ended without warning';
comment on column tracker.stats_user_kind.yellow is 'Ended with warnings';
comment on column tracker.stats_user_kind.red is 'Failed';
comment on column tracker.stats_user_kind.stopped is 'Stopped; no part of the failure rate nor of the durations';
comment on column tracker.stats_user_kind.failure_rate is 'Red of green, yellow and red, from 0 to 1; null: all were stopped';
comment on column tracker.stats_user_kind.duration_avg_s is 'Mean of the seconds from start to end, failed ones included';
comment on column tracker.stats_user_kind.duration_p50_s is 'Half took no longer';
comment on column tracker.stats_user_kind.duration_p95_s is '95 % took no longer';
comment on column tracker.stats_user_kind.duration_max_s is 'The longest';
comment on column tracker.stats_user_kind.success_p50_s is 'Half of the green and yellow ones took no longer';
comment on column tracker.stats_user_kind.success_p95_s is '95 % of the green and yellow ones took no longer';
comment on column tracker.stats_user_kind.queue_p95_s is '95 % waited no longer from launch to start, in seconds';
comment on column tracker.stats_user_kind.items is 'Items handled';
comment on column tracker.stats_user_kind.items_per_s is 'Items by the seconds of the executions that handled them';
comment on column tracker.stats_user_kind.warnings is 'Warnings';
comment on column tracker.stats_user_kind.errors is 'Errors';
comment on column tracker.stats_user_kind.persons is 'How many people launched them';
