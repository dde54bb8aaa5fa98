-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_running: own executions that have not ended, newest first by created_at. Served by
-- execution_owner_status_created_at_idx.
-- Columns: tracker._visible_execution.
create or replace view tracker.my_running with (security_invoker = true) as
select m.*
  from tracker._visible_execution m
 where m.owner = (select tracker.me()) and m.status in ('queued', 'starting', 'running', 'pausing', 'paused', 'stopping');
alter view tracker.my_running owner to chantier_owner;
grant select on tracker.my_running to chantier_user;
comment on view tracker.my_running is 'Own executions that have not ended; columns as in my_execution';
select tracker._copy_comments('tracker._visible_execution', 'tracker.my_running');
