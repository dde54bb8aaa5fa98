-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_entry: executions as lists show them, all that row-level security lets the reader see: what stands in the execution's
-- own row, and what is read by functions. The base of entry, my_entry and _visible_execution, which come after it by name.
-- It names one relation: a program that starts plans its questions anew, and to plan took ten times as long as to read.
create or replace view tracker._visible_entry with (security_invoker = true) as
select e.id as execution_id,
       e.public_id,
       (select tracker._base_url()) || e.public_id as url,
       e.kind,
       e.job,
       e.profile,
       e.label,
       e.status,
       e.colour,
       case when e.ended_at is not null then e.problems when e.started_at is null then 0
            else coalesce(nullif(tracker._live_errors(e.id), 0), tracker._live_warnings(e.id)) end as problems,
       case when e.ended_at is not null then e.warnings when e.started_at is null then 0 else tracker._live_warnings(e.id) end as warnings,
       case when e.ended_at is not null then e.errors when e.started_at is null then 0 else tracker._live_errors(e.id) end as errors,
       e.created_at,
       e.started_at,
       e.ended_at,
       date_part('epoch', e.started_at - e.created_at) as queue_s,
       date_part('epoch', e.ended_at - e.started_at) as duration_s,
       case when e.ended_at is null then date_part('epoch', (select tracker._now()) - e.started_at) end as elapsed_s,
       e.step,
       e.steps,
       e.owner,
       e.stopped_by,
       e.priority,
       e.month,
       e.owner = (select tracker.me()) as is_own,
       e.items,
       e.month >= (select tracker._details_from()) as has_details,
       case when e.status = 'queued' then tracker._queue_position(e.id) end as queue_position,
       e.day,
       e.preview
  from job.execution e;
alter view tracker._visible_entry owner to chantier_owner;
grant select on tracker._visible_entry to chantier_user;
comment on view tracker._visible_entry is 'Executions as lists show them; the base of entry, my_entry and _visible_execution';
comment on column tracker._visible_entry.execution_id is 'Internal number: what chantier_progress carries';
comment on column tracker._visible_entry.public_id is 'Id in the URL';
comment on column tracker._visible_entry.url is 'Address of the report';
comment on column tracker._visible_entry.kind is 'import, export, mass_edit, rule, project';
comment on column tracker._visible_entry.job is 'Name of the job';
comment on column tracker._visible_entry.profile is 'Code of the profile';
comment on column tracker._visible_entry.label is 'What people read';
comment on column tracker._visible_entry.status is 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';
comment on column tracker._visible_entry.colour is 'green, yellow, red, grey, blue';
comment on column tracker._visible_entry.problems is 'The number beside the colour: errors, else warnings';
comment on column tracker._visible_entry.warnings is 'Warnings, live';
comment on column tracker._visible_entry.errors is 'Errors, live';
comment on column tracker._visible_entry.created_at is 'Launched';
comment on column tracker._visible_entry.started_at is 'Its first task began';
comment on column tracker._visible_entry.ended_at is 'Ended';
comment on column tracker._visible_entry.queue_s is 'Seconds from launch to start';
comment on column tracker._visible_entry.duration_s is 'Seconds from start to end; null until then';
comment on column tracker._visible_entry.elapsed_s is 'Seconds since the start, while it runs';
comment on column tracker._visible_entry.step is 'The step at work, from 1';
comment on column tracker._visible_entry.steps is 'Number of steps';
comment on column tracker._visible_entry.owner is 'Who launched it';
comment on column tracker._visible_entry.stopped_by is 'Who asked it to stop';
comment on column tracker._visible_entry.priority is '0 high, 1 normal, 2 low';
comment on column tracker._visible_entry.month is 'Partition of its rows';
comment on column tracker._visible_entry.is_own is 'This person launched it';
comment on column tracker._visible_entry.items is 'Items handled: the largest number read or written by one of its steps; null until it ends';
comment on column tracker._visible_entry.has_details is 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';
comment on column tracker._visible_entry.queue_position is 'Place in the queue, from 1; null: not queued, or far behind';
comment on column tracker._visible_entry.day is 'Day (UTC) on which it ended; null until then';
comment on column tracker._visible_entry.preview is 'It only shows what it would do: nothing is written to the catalogue';
