-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_error: what ended steps of own executions badly.
create or replace view tracker.my_error with (security_invoker = true) as
select m.*
  from tracker._visible_error m
 where m.owner = (select tracker.me());
alter view tracker.my_error owner to chantier_owner;
grant select on tracker.my_error to chantier_user;
comment on view tracker.my_error is 'What ended steps of own executions badly';
select tracker._copy_comments('tracker._visible_error', 'tracker.my_error');
