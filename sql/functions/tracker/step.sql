-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.step: the steps of what this person may open; narrow by execution_id.
create or replace view tracker.step with (security_invoker = true) as
select m.*
  from tracker._visible_step m
 where m.owner = (select tracker.me()) or m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.step owner to chantier_owner;
grant select on tracker.step to chantier_user;
comment on view tracker.step is 'Steps of own executions and of those opened by URL; narrow by execution_id';
select tracker._copy_comments('tracker._visible_step', 'tracker.step');
