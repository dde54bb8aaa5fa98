-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.reason: warnings and errors of what this person may open, summed by step, reason and field. Narrow by execution_id.
create or replace view tracker.reason with (security_invoker = true) as
select m.*
  from tracker._visible_reason m
 where m.owner = (select tracker.me()) or m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.reason owner to chantier_owner;
grant select on tracker.reason to chantier_user;
comment on view tracker.reason is 'Warnings and errors of own executions and of those opened by URL, summed by step, reason and field';
select tracker._copy_comments('tracker._visible_reason', 'tracker.reason');
