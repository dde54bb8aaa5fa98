-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.warning: warnings of what this person may open. Page by (step_no, row, seq); narrow by execution_id.
create or replace view tracker.warning with (security_invoker = true) as
select m.*
  from tracker._visible_warning m
 where m.owner = (select tracker.me()) or m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.warning owner to chantier_owner;
grant select on tracker.warning to chantier_user;
comment on view tracker.warning is 'Warnings of own executions and of those opened by URL; narrow by execution_id';
select tracker._copy_comments('tracker._visible_warning', 'tracker.warning');
