-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_artifact: files of own executions.
create or replace view tracker.my_artifact with (security_invoker = true) as
select m.*
  from tracker._visible_artifact m
 where m.owner = (select tracker.me());
alter view tracker.my_artifact owner to chantier_owner;
grant select on tracker.my_artifact to chantier_user;
comment on view tracker.my_artifact is 'Files of own executions';
select tracker._copy_comments('tracker._visible_artifact', 'tracker.my_artifact');
