-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_error: what ended steps of own executions badly.
create or replace view tracker.my_error with (security_invoker = true) as
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
       r.at
  from job.execution e
  join job.error r on r.execution_id = e.id and r.month = e.month
  join job.step s on s.id = r.step_id
 where e.owner = (select tracker.me());
alter view tracker.my_error owner to chantier_owner;
grant select on tracker.my_error to chantier_user;
comment on view tracker.my_error is 'What ended steps of own executions badly';
comment on column tracker.my_error.execution_id is 'my_execution';
comment on column tracker.my_error.public_id is 'Id in the URL';
comment on column tracker.my_error.step is 'Name of the step';
comment on column tracker.my_error.step_no is 'Place of the step';
comment on column tracker.my_error.seq is 'Number; orders';
comment on column tracker.my_error.reason is 'Stable code';
comment on column tracker.my_error.message is 'What failed';
comment on column tracker.my_error.cause is 'Why';
comment on column tracker.my_error.hint is 'What to do next';
comment on column tracker.my_error.sqlstate is 'SQLSTATE, when the database said it';
comment on column tracker.my_error.worker is 'Name of the worker';
comment on column tracker.my_error.at is 'Written';
