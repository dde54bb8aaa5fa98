-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_rule: what each rule of own executions came to. Narrow by execution_id.
create or replace view tracker.my_rule with (security_invoker = true) as
select m.*
  from tracker._visible_rule m
 where m.owner = (select tracker.me());
alter view tracker.my_rule owner to chantier_owner;
grant select on tracker.my_rule to chantier_user;
comment on view tracker.my_rule is 'What each rule of own executions came to; narrow by execution_id';
select tracker._copy_comments('tracker._visible_rule', 'tracker.my_rule');
