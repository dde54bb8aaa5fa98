-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_execution: executions as people read them, all that row-level security lets the reader see. The base of
-- execution and my_execution.
-- What stands in the execution's own row comes from _visible_entry; what is read of its steps is added here.
create or replace view tracker._visible_execution with (security_invoker = true) as
select e.execution_id,
       e.public_id,
       e.public_id::text as id,
       e.url,
       e.kind,
       e.job,
       e.profile,
       e.label,
       e.status,
       e.colour,
       e.problems,
       e.warnings,
       e.errors,
       e.created_at,
       e.started_at,
       e.ended_at,
       e.queue_s,
       e.duration_s,
       e.elapsed_s,
       e.step,
       e.steps,
       (select s.name from job.step s where s.execution_id = e.execution_id and s.ordinal = e.step) as step_name,
       (select coalesce(s.done, 0)
               + case when s.ended_at is null
                      then coalesce((select sum(l.done) from job.lease l where l.step_id = s.id), 0) else 0 end
          from job.step s
         where s.execution_id = e.execution_id and s.ordinal = e.step)::bigint as done,
       (select s.total from job.step s where s.execution_id = e.execution_id and s.ordinal = e.step) as total,
       case when e.status = 'completed' then 100
            else (select least(99, div((coalesce(s.done, 0)
               + case when s.ended_at is null
                      then coalesce((select sum(l.done) from job.lease l where l.step_id = s.id), 0) else 0 end) * 100, s.total))
                    from job.step s
                   where s.execution_id = e.execution_id and s.ordinal = e.step and s.total > 0) end::int as percent,
       (select s.unit from job.step s where s.execution_id = e.execution_id and s.ordinal = e.step) as unit,
       e.owner,
       e.owner as triggered_by,
       e.stopped_by,
       e.priority,
       e.month,
       e.is_own,
       e.items,
       e.has_details,
       e.queue_position,
       e.day,
       e.preview
  from tracker._visible_entry e;
alter view tracker._visible_execution owner to chantier_owner;
grant select on tracker._visible_execution to chantier_user;
comment on view tracker._visible_execution is 'Executions; the base of execution and my_execution';
comment on column tracker._visible_execution.execution_id is 'Internal number: what chantier_progress carries';
comment on column tracker._visible_execution.public_id is 'Id in the URL';
comment on column tracker._visible_execution.id is 'Id in the URL, as text';
comment on column tracker._visible_execution.url is 'Address of the report';
comment on column tracker._visible_execution.kind is 'import, export, mass_edit, rule, project';
comment on column tracker._visible_execution.job is 'Name of the job';
comment on column tracker._visible_execution.profile is 'Code of the profile';
comment on column tracker._visible_execution.label is 'What people read';
comment on column tracker._visible_execution.status is 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';
comment on column tracker._visible_execution.colour is 'green, yellow, red, grey, blue';
comment on column tracker._visible_execution.problems is 'The number beside the colour: errors, else warnings';
comment on column tracker._visible_execution.warnings is 'Warnings, live';
comment on column tracker._visible_execution.errors is 'Errors, live';
comment on column tracker._visible_execution.created_at is 'Launched';
comment on column tracker._visible_execution.started_at is 'Its first task began';
comment on column tracker._visible_execution.ended_at is 'Ended';
comment on column tracker._visible_execution.queue_s is 'Seconds from launch to start';
comment on column tracker._visible_execution.duration_s is 'Seconds from start to end; null until then';
comment on column tracker._visible_execution.elapsed_s is 'Seconds since the start, while it runs';
comment on column tracker._visible_execution.step is 'The step at work, from 1';
comment on column tracker._visible_execution.steps is 'Number of steps';
comment on column tracker._visible_execution.step_name is 'Name of the step at work';
comment on column tracker._visible_execution.done is 'Items handled in that step';
comment on column tracker._visible_execution.total is 'Items of that step; null: unknown';
comment on column tracker._visible_execution.percent is 'Of that step, rounded down, at most 99 before its end; null: unknown';
comment on column tracker._visible_execution.unit is 'What that step counts';
comment on column tracker._visible_execution.owner is 'Who launched it';
comment on column tracker._visible_execution.triggered_by is 'Who launched it';
comment on column tracker._visible_execution.stopped_by is 'Who asked it to stop';
comment on column tracker._visible_execution.priority is '0 high, 1 normal, 2 low';
comment on column tracker._visible_execution.month is 'Partition of its rows';
comment on column tracker._visible_execution.is_own is 'This person launched it';
comment on column tracker._visible_execution.items is 'Items handled: the largest number read or written by one of its steps; null until it ends';
comment on column tracker._visible_execution.has_details is 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';
comment on column tracker._visible_execution.queue_position is 'Place in the queue, from 1; null: not queued, or far behind';
comment on column tracker._visible_execution.day is 'Day (UTC) on which it ended; null until then';
comment on column tracker._visible_execution.preview is 'It only shows what it would do: nothing is written to the catalogue';
