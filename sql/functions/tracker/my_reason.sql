-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_reason: warnings and errors of own executions, summed by step, reason and field. Narrow by execution_id.
create or replace view tracker.my_reason with (security_invoker = true) as
select m.*
  from tracker._visible_reason m
 where m.owner = (select tracker.me());
alter view tracker.my_reason owner to chantier_owner;
grant select on tracker.my_reason to chantier_user;
comment on view tracker.my_reason is 'Warnings and errors of own executions, summed by step, reason and field';
select tracker._copy_comments('tracker._visible_reason', 'tracker.my_reason');
