-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_step: executions step by step, all that row-level security lets the reader see. The base of step and my_step.
create or replace view tracker._visible_step with (security_invoker = true) as
select s.execution_id,
       e.public_id,
       s.id as step_id,
       s.ordinal as no,
       s.name,
       s.status,
       case when s.status = 'failed' then 'red'
            when s.status = 'stopped' then 'grey'
            when s.status <> 'completed' then 'blue'
            when p.errors > 0 then 'red'
            when p.warnings > 0 then 'yellow'
            else 'green' end as colour,
       p.done,
       p.total,
       case when s.status = 'completed' then 100
            when p.total > 0 then least(99, p.done * 100 / p.total) end::int as percent,
       s.unit,
       p.rate_per_s,
       p.eta_s,
       p.stalled,
       p.last_progress_at,
       p.read,
       p.created,
       p.updated,
       p.unchanged,
       p.skipped,
       p.invalid,
       p.written,
       p.more,
       p.warnings,
       p.errors,
       s.started_at,
       s.ended_at,
       extract(epoch from s.ended_at - s.started_at)::double precision as duration_s,
       case when s.ended_at is null then extract(epoch from tracker._now() - s.started_at)::double precision end as elapsed_s,
       s.facts,
       s.phase,
       s.open as open_tasks,
       p.worker_heard_at,
       p.worker_lost,
       s.owner,
       s.owner = (select tracker.me()) as is_own
  from job.step s
  join job.execution e on e.id = s.execution_id
  join tracker._progress p on p.step_id = s.id;
alter view tracker._visible_step owner to chantier_owner;
grant select on tracker._visible_step to chantier_user;
comment on view tracker._visible_step is 'Steps; the base of step and my_step';
comment on column tracker._visible_step.execution_id is 'Internal number of the execution';
comment on column tracker._visible_step.public_id is 'Id in the URL';
comment on column tracker._visible_step.step_id is 'Internal number';
comment on column tracker._visible_step.no is 'Place among the steps, from 1';
comment on column tracker._visible_step.name is 'Name of the step';
comment on column tracker._visible_step.status is 'waiting, running, stopping, paused, completed, failed, stopped';
comment on column tracker._visible_step.colour is 'green, yellow, red, grey, blue';
comment on column tracker._visible_step.done is 'Items handled';
comment on column tracker._visible_step.total is 'Items to handle; null: unknown';
comment on column tracker._visible_step.percent is 'Rounded down, at most 99 before the end; null: unknown';
comment on column tracker._visible_step.unit is 'What done and total count';
comment on column tracker._visible_step.rate_per_s is 'Items a second, in the present window; over all its time when ended';
comment on column tracker._visible_step.eta_s is 'Seconds left; null when it cannot be told';
comment on column tracker._visible_step.stalled is 'No commit for longer than usual';
comment on column tracker._visible_step.last_progress_at is 'Newest commit';
comment on column tracker._visible_step.read is 'Records reached or items selected';
comment on column tracker._visible_step.created is 'Written new';
comment on column tracker._visible_step.updated is 'Written with a difference';
comment on column tracker._visible_step.unchanged is 'Nothing differed';
comment on column tracker._visible_step.skipped is 'Passed over although not faulty';
comment on column tracker._visible_step.invalid is 'Refused';
comment on column tracker._visible_step.written is 'Put into an output file';
comment on column tracker._visible_step.more is 'Counters beyond the standard ones';
comment on column tracker._visible_step.warnings is 'Warnings, exact';
comment on column tracker._visible_step.errors is 'Errors';
comment on column tracker._visible_step.started_at is 'Began';
comment on column tracker._visible_step.ended_at is 'Ended';
comment on column tracker._visible_step.duration_s is 'Seconds from start to end; null until then';
comment on column tracker._visible_step.elapsed_s is 'Seconds since the start, while it runs';
comment on column tracker._visible_step.facts is 'What the step found out';
comment on column tracker._visible_step.phase is 'How often it has planned tasks after its first ones';
comment on column tracker._visible_step.open_tasks is 'Tasks not ended';
comment on column tracker._visible_step.owner is 'Who launched the execution';
comment on column tracker._visible_step.is_own is 'This person launched it';
comment on column tracker._visible_step.worker_heard_at is 'Newest heartbeat of its workers; null: none has a task of it now';
comment on column tracker._visible_step.worker_lost is 'None of its workers was heard from for 15 s';
