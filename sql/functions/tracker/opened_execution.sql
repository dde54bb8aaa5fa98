-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.opened_execution: others' executions that this administrator has opened by URL and may still read.
-- Columns: tracker._visible_execution.
create or replace view tracker.opened_execution with (security_invoker = true) as
select a.opened_at, a.expires_at, m.*
  from (
    select u.execution_id, min(u.opened_at) as opened_at, max(u.expires_at) as expires_at
      from tracker.url_access u
     where u.person = (select tracker.me()) and u.expires_at > tracker._now()
     group by u.execution_id
  ) as a
  join tracker._visible_execution m on m.execution_id = a.execution_id
 where m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.opened_execution owner to chantier_owner;
grant select on tracker.opened_execution to chantier_user;
comment on view tracker.opened_execution is 'Others'' executions that this administrator has opened by URL and may still read';
select tracker._copy_comments('tracker._visible_execution', 'tracker.opened_execution');
comment on column tracker.opened_execution.opened_at is 'Opened';
comment on column tracker.opened_execution.expires_at is 'Until when it may be read';
