-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_step: own executions, step by step.
create or replace view tracker.my_step with (security_invoker = true) as
select m.*
  from tracker._visible_step m
 where m.owner = (select tracker.me());
alter view tracker.my_step owner to chantier_owner;
grant select on tracker.my_step to chantier_user;
comment on view tracker.my_step is 'Steps of own executions; narrow by execution_id';
select tracker._copy_comments('tracker._visible_step', 'tracker.my_step');
