-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_duration: how long one's jobs usually take: the last 20 that ended green or yellow. Served, job by job, by
-- execution_owner_job_ended_at_idx.
create or replace view tracker.my_duration with (security_invoker = true) as
select j.name as job,
       j.kind,
       d.runs,
       d.p25_s,
       d.p50_s,
       d.p75_s,
       d.p95_s,
       d.last_ended_at
  from job.job j
 cross join lateral (
   select count(*) as runs,
          percentile_cont(0.25) within group (order by l.took) as p25_s,
          percentile_cont(0.5) within group (order by l.took) as p50_s,
          percentile_cont(0.75) within group (order by l.took) as p75_s,
          percentile_cont(0.95) within group (order by l.took) as p95_s,
          max(l.ended_at) as last_ended_at
     from (
       select date_part('epoch', e.ended_at - e.started_at) as took, e.ended_at
         from job.execution e
        where e.owner = (select tracker.me()) and e.job = j.name and e.colour in ('green', 'yellow')
        order by e.ended_at desc, e.id desc
        limit 20
     ) as l
 ) as d
 where d.runs > 0;
alter view tracker.my_duration owner to chantier_owner;
grant select on tracker.my_duration to chantier_user;
comment on view tracker.my_duration is 'How long one''s jobs usually take: by their last 20 that ended green or yellow';
comment on column tracker.my_duration.job is 'Name of the job';
comment on column tracker.my_duration.kind is 'import, export, mass_edit, rule, project';
comment on column tracker.my_duration.runs is 'How many are looked at: at most 20';
comment on column tracker.my_duration.p25_s is 'A quarter took no longer, in seconds';
comment on column tracker.my_duration.p50_s is 'Half took no longer';
comment on column tracker.my_duration.p75_s is 'Three quarters took no longer';
comment on column tracker.my_duration.p95_s is '95 % took no longer';
comment on column tracker.my_duration.last_ended_at is 'When the latest of them ended';
