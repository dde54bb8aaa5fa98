-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_schedule: own schedules, and what they launched last.
create or replace view tracker.my_schedule with (security_invoker = true) as
select s.code,
       s.job,
       s.label,
       s.cron,
       s.timezone,
       s.parameters,
       s.is_paused,
       case when not s.is_paused then s.next_at end as next_at,
       s.last_at,
       e.public_id as last_execution,
       e.status as last_status,
       e.colour as last_colour,
       s.last_error,
       s.created_at,
       s.owner
  from job.schedule s
  left join job.execution e on e.id = s.last_execution_id
 where s.owner = (select tracker.me());
alter view tracker.my_schedule owner to chantier_owner;
grant select on tracker.my_schedule to chantier_user;
comment on view tracker.my_schedule is 'Own schedules';
comment on column tracker.my_schedule.code is 'What it is called by';
comment on column tracker.my_schedule.job is 'Name of the job, or code of the profile';
comment on column tracker.my_schedule.label is 'What its executions are called; null: as any launch';
comment on column tracker.my_schedule.cron is 'Minute, hour, day of the month, month, day of the week';
comment on column tracker.my_schedule.timezone is 'Time zone of these';
comment on column tracker.my_schedule.parameters is 'Parameters of the launch';
comment on column tracker.my_schedule.is_paused is 'Whether it launches nothing until it is resumed';
comment on column tracker.my_schedule.next_at is 'When it launches next; null: it is paused';
comment on column tracker.my_schedule.last_at is 'When it launched last, or could not';
comment on column tracker.my_schedule.last_execution is 'Id of what it launched last';
comment on column tracker.my_schedule.last_status is 'Status of that';
comment on column tracker.my_schedule.last_colour is 'Colour of that';
comment on column tracker.my_schedule.last_error is 'Why it could not launch last time; null: it could';
comment on column tracker.my_schedule.created_at is 'When it was made';
comment on column tracker.my_schedule.owner is 'Whose it is';
