-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_warning: warnings of own executions. Page by (step_no, row, seq); narrow by execution_id.
create or replace view tracker.my_warning with (security_invoker = true) as
select m.*
  from tracker._visible_warning m
 where m.owner = (select tracker.me());
alter view tracker.my_warning owner to chantier_owner;
grant select on tracker.my_warning to chantier_user;
comment on view tracker.my_warning is 'Warnings of own executions; narrow by execution_id';
select tracker._copy_comments('tracker._visible_warning', 'tracker.my_warning');
