-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.artifact: files of what this person may open; narrow by execution_id.
create or replace view tracker.artifact with (security_invoker = true) as
select m.*
  from tracker._visible_artifact m
 where m.owner = (select tracker.me()) or m.execution_id = any ((select tracker._opened())::bigint[]);
alter view tracker.artifact owner to chantier_owner;
grant select on tracker.artifact to chantier_user;
comment on view tracker.artifact is 'Files of own executions and of those opened by URL; narrow by execution_id';
select tracker._copy_comments('tracker._visible_artifact', 'tracker.artifact');
