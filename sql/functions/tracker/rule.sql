-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.rule: what each rule of executions came to, of all that this person may open. Narrow by execution_id.
create or replace view tracker.rule with (security_invoker = true) as
select m.*
  from tracker._visible_rule m
 where m.owner = (select tracker.me()) or m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.rule owner to chantier_owner;
grant select on tracker.rule to chantier_user;
comment on view tracker.rule is 'What each rule of own executions and of those opened by URL came to; narrow by execution_id';
select tracker._copy_comments('tracker._visible_rule', 'tracker.rule');
