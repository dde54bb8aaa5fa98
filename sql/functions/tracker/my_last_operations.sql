-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_last_operations: one's newest ten executions, as a dashboard shows them. Served by
-- execution_owner_created_at_idx.
-- Columns: tracker._visible_execution.
create or replace view tracker.my_last_operations with (security_invoker = true) as
select m.*
  from tracker.my_execution m
 order by m.created_at desc, m.execution_id desc
 limit 10;
alter view tracker.my_last_operations owner to chantier_owner;
grant select on tracker.my_last_operations to chantier_user;
comment on view tracker.my_last_operations is 'One''s newest ten executions, newest first';
select tracker._copy_comments('tracker._visible_execution', 'tracker.my_last_operations');
