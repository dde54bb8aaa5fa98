-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_slow_execution: own executions, running ones too, that took longer than 95 % of the last 20 successes of their
-- job. Fewer than 5 successes make no rule. Narrow by created_at: served by execution_owner_created_at_idx.
create or replace view tracker.my_slow_execution with (security_invoker = true) as
select e.id as execution_id,
       e.public_id,
       e.public_id::text as id,
       (select tracker._base_url()) || e.public_id as url,
       e.kind,
       e.job,
       e.profile,
       e.label,
       e.status,
       e.colour,
       e.created_at,
       e.started_at,
       e.ended_at,
       x.took as duration_s,
       d.p50_s as usual_p50_s,
       d.p95_s as usual_p95_s,
       x.took / nullif(d.p50_s, 0) as times_usual,
       d.runs as compared
  from tracker.my_duration d
  join job.execution e on e.job = d.job
 cross join lateral (
   select date_part('epoch', coalesce(e.ended_at, tracker._now()) - e.started_at) as took
 ) as x
 where e.owner = (select tracker.me()) and d.runs >= 5 and x.took > d.p95_s;
alter view tracker.my_slow_execution owner to chantier_owner;
grant select on tracker.my_slow_execution to chantier_user;
comment on view tracker.my_slow_execution is 'Own executions that took longer than 95 % of the last 20 successes of their job';
comment on column tracker.my_slow_execution.execution_id is 'Internal number: what chantier_progress carries';
comment on column tracker.my_slow_execution.public_id is 'Id in the URL';
comment on column tracker.my_slow_execution.id is 'Id in the URL, as text';
comment on column tracker.my_slow_execution.url is 'Address of the report';
comment on column tracker.my_slow_execution.kind is 'import, export, mass_edit, rule, project';
comment on column tracker.my_slow_execution.job is 'Name of the job';
comment on column tracker.my_slow_execution.profile is 'Code of the profile';
comment on column tracker.my_slow_execution.label is 'What people read';
comment on column tracker.my_slow_execution.status is 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';
comment on column tracker.my_slow_execution.colour is 'green, yellow, red, grey, blue';
comment on column tracker.my_slow_execution.created_at is 'Launched';
comment on column tracker.my_slow_execution.started_at is 'Its first task began';
comment on column tracker.my_slow_execution.ended_at is 'Ended';
comment on column tracker.my_slow_execution.duration_s is 'Seconds from start to end, or until now';
comment on column tracker.my_slow_execution.usual_p50_s is 'Half of the job''s last successes took no longer';
comment on column tracker.my_slow_execution.usual_p95_s is '95 % of them took no longer';
comment on column tracker.my_slow_execution.times_usual is 'How many times the usual half it took';
comment on column tracker.my_slow_execution.compared is 'How many successes are compared with: 5 to 20';
