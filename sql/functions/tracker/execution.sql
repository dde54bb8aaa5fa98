-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.execution: what this person may open: own executions, and those opened by URL (tracker.open). For reports: read it
-- by public_id or execution_id. Lists read my_execution, so that what was opened never creeps into them.
-- Columns: tracker._visible_execution.
create or replace view tracker.execution with (security_invoker = true) as
select m.*
  from tracker._visible_execution m
 where m.owner = (select tracker.me()) or m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.execution owner to chantier_owner;
grant select on tracker.execution to chantier_user;
comment on view tracker.execution is 'Own executions, and those opened by URL; read by id';
select tracker._copy_comments('tracker._visible_execution', 'tracker.execution');
