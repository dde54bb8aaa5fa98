-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_notification: what has ended, for this person. Only read_at may be updated.
create or replace view tracker.my_notification with (security_invoker = true) as
select n.id,
       n.execution_id,
       e.public_id,
       tracker._url(e.public_id) as url,
       n.owner,
       n.colour,
       n.kind,
       n.job,
       n.label,
       n.problems,
       n.first_reason,
       n.created_at,
       n.read_at
  from tracker.notification n
  left join job.execution e on e.id = n.execution_id
 where n.person = (select tracker.me());
alter view tracker.my_notification owner to chantier_owner;
grant select on tracker.my_notification to chantier_user;
comment on view tracker.my_notification is 'What has ended, for this person';
comment on column tracker.my_notification.id is 'Number; newest is highest';
comment on column tracker.my_notification.execution_id is 'The execution';
comment on column tracker.my_notification.public_id is 'Id in the URL; null: another''s execution';
comment on column tracker.my_notification.url is 'Address of the report; null: another''s execution';
comment on column tracker.my_notification.owner is 'Who launched it';
comment on column tracker.my_notification.colour is 'Colour it ended with';
comment on column tracker.my_notification.kind is 'Kind';
comment on column tracker.my_notification.job is 'Name of the job';
comment on column tracker.my_notification.label is 'What people read';
comment on column tracker.my_notification.problems is 'The number beside the colour';
comment on column tracker.my_notification.first_reason is 'Reason of the first error, else of the first warning';
comment on column tracker.my_notification.created_at is 'When it ended';
comment on column tracker.my_notification.read_at is 'When it was read; null: unread';
