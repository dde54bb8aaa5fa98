-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_log: the log of own executions. Order by (at, place); narrow by execution_id.
create or replace view tracker.my_log with (security_invoker = true) as
select m.*
  from tracker._visible_log m
 where m.owner = (select tracker.me());
alter view tracker.my_log owner to chantier_owner;
grant select on tracker.my_log to chantier_user;
comment on view tracker.my_log is 'The log of own executions; narrow by execution_id';
select tracker._copy_comments('tracker._visible_log', 'tracker.my_log');
