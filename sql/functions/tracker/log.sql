-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.log: the log of what this person may open. Order by (at, place); narrow by execution_id.
create or replace view tracker.log with (security_invoker = true) as
select m.*
  from tracker._visible_log m
 where m.owner = (select tracker.me()) or m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.log owner to chantier_owner;
grant select on tracker.log to chantier_user;
comment on view tracker.log is 'The log of own executions and of those opened by URL; narrow by execution_id';
select tracker._copy_comments('tracker._visible_log', 'tracker.log');
