-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_step: executions step by step, all that row-level security lets the reader see. The base of step and my_step.
-- What has ended or not begun is all in the step's row; of the others _progress adds what is at work.
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
            when s.errors > 0 then 'red'
            when s.warnings > 0 then 'yellow'
            else 'green' end as colour,
       coalesce(p.done, s.done, 0) as done,
       s.total,
       case when s.status = 'completed' then 100
            when s.total > 0 then least(99, coalesce(p.done, s.done, 0) * 100 / s.total) end::int as percent,
       s.unit,
       case when s.ended_at is null and s.status <> 'paused' then p.rate_per_s
            when s.ended_at > s.started_at then s.done / date_part('epoch', s.ended_at - s.started_at)
            end as rate_per_s,
       case when s.status <> 'paused' then p.eta_s end as eta_s,
       coalesce(p.stalled, false) and s.status <> 'paused' as stalled,
       coalesce(p.last_progress_at, s.ended_at) as last_progress_at,
       coalesce(p.read, s.read, 0) as read,
       coalesce(p.created, s.created, 0) as created,
       coalesce(p.updated, s.updated, 0) as updated,
       coalesce(p.unchanged, s.unchanged, 0) as unchanged,
       coalesce(p.skipped, s.skipped, 0) as skipped,
       coalesce(p.invalid, s.invalid, 0) as invalid,
       coalesce(p.written, s.written, 0) as written,
       coalesce(p.more, s.more) as more,
       coalesce(p.warnings, s.warnings, 0) as warnings,
       coalesce(s.errors, 0) as errors,
       s.started_at,
       s.ended_at,
       date_part('epoch', s.ended_at - s.started_at) as duration_s,
       case when s.ended_at is null then date_part('epoch', tracker._now() - s.started_at) end as elapsed_s,
       s.facts,
       s.phase,
       s.open as open_tasks,
       p.worker_heard_at,
       coalesce(p.worker_lost, false) as worker_lost,
       s.owner,
       s.owner = (select tracker.me()) as is_own,
       e.job
  from job.step s
  join job.execution e on e.id = s.execution_id
  left join lateral tracker._progress(case when s.ended_at is null and s.started_at is not null then s.id end) as p on true;
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
comment on column tracker._visible_step.job is 'Name of the job';
