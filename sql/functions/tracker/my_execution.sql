-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_execution: own executions, for lists and reports. Served by execution_owner_created_at_idx: page by
-- (created_at, execution_id) descending.
-- Columns: tracker._visible_execution.
create or replace view tracker.my_execution with (security_invoker = true) as
select m.*
  from tracker._visible_execution m
 where m.owner = (select tracker.me());
alter view tracker.my_execution owner to chantier_owner;
grant select on tracker.my_execution to chantier_user;
comment on view tracker.my_execution is 'Own executions';
select tracker._copy_comments('tracker._visible_execution', 'tracker.my_execution');
