-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_warning: warnings, all that row-level security lets the reader see. The base of warning and my_warning.
create or replace view tracker._visible_warning with (security_invoker = true) as
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
       w.at,
       e.owner,
       e.owner = (select tracker.me()) as is_own
  from job.execution e
  join job.warning w on w.execution_id = e.id and w.month = e.month
  join job.step s on s.id = w.step_id;
alter view tracker._visible_warning owner to chantier_owner;
grant select on tracker._visible_warning to chantier_user;
comment on view tracker._visible_warning is 'Warnings; the base of warning and my_warning';
comment on column tracker._visible_warning.execution_id is 'Internal number of the execution';
comment on column tracker._visible_warning.public_id is 'Id in the URL';
comment on column tracker._visible_warning.step is 'Name of the step';
comment on column tracker._visible_warning.step_no is 'Place of the step';
comment on column tracker._visible_warning.seq is 'Number; orders warnings of one row';
comment on column tracker._visible_warning.reason is 'Stable code';
comment on column tracker._visible_warning.is_note is 'Refuses nothing';
comment on column tracker._visible_warning.row is 'Record number';
comment on column tracker._visible_warning.line is 'Physical line';
comment on column tracker._visible_warning.identifier is 'Identifier of the item';
comment on column tracker._visible_warning.field is 'Column or attribute';
comment on column tracker._visible_warning.value is 'The value, cut at 200 characters';
comment on column tracker._visible_warning.message is 'The sentence for people';
comment on column tracker._visible_warning.item is 'The item itself';
comment on column tracker._visible_warning.at is 'Written';
comment on column tracker._visible_warning.owner is 'Who launched the execution';
comment on column tracker._visible_warning.is_own is 'This person launched it';
