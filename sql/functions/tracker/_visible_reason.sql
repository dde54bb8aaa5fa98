-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_reason: warnings and errors, summed by step, reason and field, of all executions that row-level security
-- lets the reader see; the base of reason and my_reason. Those of ended steps stand
-- summed in job.reason; those of a step at work are counted here. Narrow by execution_id.
create or replace view tracker._visible_reason with (security_invoker = true) as
select r.execution_id,
       e.public_id,
       e.job,
       e.created_at,
       s.ordinal as step_no,
       s.name as step,
       r.is_error,
       r.is_note,
       r.reason,
       r.field,
       r.count,
       r.message,
       r.is_uniform,
       r.rows,
       e.owner,
       e.owner = (select tracker.me()) as is_own
  from job.execution e
  join job.reason r on r.execution_id = e.id
  join job.step s on s.id = r.step_id
union all
select e.id, e.public_id, e.job, e.created_at, l.step_no, l.step, false, l.is_note, l.reason, l.field, l.count, l.message, l.is_uniform,
       l.rows, e.owner, e.owner = (select tracker.me())
  from job.execution e
 cross join lateral tracker._live_reasons(e.id, e.month) as l
 where e.ended_at is null and e.status in ('queued', 'starting', 'running', 'pausing', 'paused', 'stopping');
alter view tracker._visible_reason owner to chantier_owner;
grant select on tracker._visible_reason to chantier_user;
comment on view tracker._visible_reason is 'Warnings and errors, summed by step, reason and field; the base of reason and my_reason';
comment on column tracker._visible_reason.execution_id is 'my_execution';
comment on column tracker._visible_reason.public_id is 'Id in the URL';
comment on column tracker._visible_reason.job is 'Name of the job';
comment on column tracker._visible_reason.created_at is 'When the execution was launched';
comment on column tracker._visible_reason.step_no is 'Place of the step';
comment on column tracker._visible_reason.step is 'Name of the step';
comment on column tracker._visible_reason.is_error is 'Errors; else warnings or notes';
comment on column tracker._visible_reason.is_note is 'Refused nothing';
comment on column tracker._visible_reason.reason is 'Stable code';
comment on column tracker._visible_reason.field is 'Column or attribute';
comment on column tracker._visible_reason.count is 'How many, those that are not kept included';
comment on column tracker._visible_reason.message is 'The sentence of one of them';
comment on column tracker._visible_reason.is_uniform is 'All say the same';
comment on column tracker._visible_reason.rows is 'The first three record numbers';
comment on column tracker._visible_reason.owner is 'Who launched the execution';
comment on column tracker._visible_reason.is_own is 'This person launched it';
