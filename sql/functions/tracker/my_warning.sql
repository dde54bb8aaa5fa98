-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_warning: warnings of own executions. Page by (step_no, row, seq); narrow by execution_id.
create or replace view tracker.my_warning with (security_invoker = true) as
select w.execution_id,
       e.public_id,
       s.name as step,
       s.ordinal as step_no,
       w.id as seq,
       w.reason,
       w.is_note,
       w.row,
       w.line,
       w.identifier,
       w.field,
       w.value,
       w.message,
       w.item,
       w.at
  from job.execution e
  join job.warning w on w.execution_id = e.id and w.month = e.month
  join job.step s on s.id = w.step_id
 where e.owner = (select tracker.me());
alter view tracker.my_warning owner to chantier_owner;
grant select on tracker.my_warning to chantier_user;
comment on view tracker.my_warning is 'Warnings of own executions';
comment on column tracker.my_warning.execution_id is 'my_execution';
comment on column tracker.my_warning.public_id is 'Id in the URL';
comment on column tracker.my_warning.step is 'Name of the step';
comment on column tracker.my_warning.step_no is 'Place of the step';
comment on column tracker.my_warning.seq is 'Number; orders warnings of one row';
comment on column tracker.my_warning.reason is 'Stable code';
comment on column tracker.my_warning.is_note is 'Refuses nothing';
comment on column tracker.my_warning.row is 'Record number';
comment on column tracker.my_warning.line is 'Physical line';
comment on column tracker.my_warning.identifier is 'Identifier of the item';
comment on column tracker.my_warning.field is 'Column or attribute';
comment on column tracker.my_warning.value is 'The value, cut at 200 characters';
comment on column tracker.my_warning.message is 'The sentence for people';
comment on column tracker.my_warning.item is 'The item itself';
comment on column tracker.my_warning.at is 'Written';
