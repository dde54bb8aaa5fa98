-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.entry: what this person may open, as lists show it: execution without the step at work. Read it by public_id or
-- execution_id.
-- Columns: tracker._visible_entry.
create or replace view tracker.entry with (security_invoker = true) as
select m.*
  from tracker._visible_entry m
 where m.owner = (select tracker.me()) or m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.entry owner to chantier_owner;
grant select on tracker.entry to chantier_user;
comment on view tracker.entry is 'Own executions and those opened by URL, without what is read of their steps; read by id';
select tracker._copy_comments('tracker._visible_entry', 'tracker.entry');
