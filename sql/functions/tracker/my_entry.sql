-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_entry: own executions as lists show them: my_execution without the step at work. Served by
-- execution_owner_created_at_idx: page by (created_at, execution_id) descending.
-- Columns: tracker._visible_entry.
create or replace view tracker.my_entry with (security_invoker = true) as
select m.*
  from tracker._visible_entry m
 where m.owner = (select tracker.me());
alter view tracker.my_entry owner to chantier_owner;
grant select on tracker.my_entry to chantier_user;
comment on view tracker.my_entry is 'Own executions, without what is read of their steps: for lists of them';
select tracker._copy_comments('tracker._visible_entry', 'tracker.my_entry');
