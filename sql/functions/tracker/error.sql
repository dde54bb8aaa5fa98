-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.error: what ended steps badly, of what this person may open; narrow by execution_id.
create or replace view tracker.error with (security_invoker = true) as
select m.*
  from tracker._visible_error m
 where m.owner = (select tracker.me()) or m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.error owner to chantier_owner;
grant select on tracker.error to chantier_user;
comment on view tracker.error is 'Errors of own executions and of those opened by URL; narrow by execution_id';
select tracker._copy_comments('tracker._visible_error', 'tracker.error');
