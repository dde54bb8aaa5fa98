-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_error: what ended steps badly, all that row-level security lets the reader see. The base of error and my_error.
create or replace view tracker._visible_error with (security_invoker = true) as
select r.execution_id,
       e.public_id,
       s.name as step,
       s.ordinal as step_no,
       r.id as seq,
       r.reason,
       r.message,
       r.cause,
       r.hint,
       r.sqlstate,
       r.worker,
       r.at,
       e.owner,
       e.owner = (select tracker.me()) as is_own,
       e.month
  from job.execution e
  join job.error r on r.execution_id = e.id and r.month = e.month
  join job.step s on s.id = r.step_id;
alter view tracker._visible_error owner to chantier_owner;
grant select on tracker._visible_error to chantier_user;
comment on view tracker._visible_error is 'Errors; the base of error and my_error';
comment on column tracker._visible_error.execution_id is 'Internal number of the execution';
comment on column tracker._visible_error.public_id is 'Id in the URL';
comment on column tracker._visible_error.step is 'Name of the step';
comment on column tracker._visible_error.step_no is 'Place of the step';
comment on column tracker._visible_error.seq is 'Number; orders';
comment on column tracker._visible_error.reason is 'Stable code';
comment on column tracker._visible_error.message is 'What failed';
comment on column tracker._visible_error.cause is 'Why';
comment on column tracker._visible_error.hint is 'What to do next';
comment on column tracker._visible_error.sqlstate is 'SQLSTATE, when the database said it';
comment on column tracker._visible_error.worker is 'Name of the worker';
comment on column tracker._visible_error.at is 'Written';
comment on column tracker._visible_error.owner is 'Who launched the execution';
comment on column tracker._visible_error.is_own is 'This person launched it';
comment on column tracker._visible_error.month is 'As in execution: names the partition';
