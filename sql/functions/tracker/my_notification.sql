-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_notification: what has ended, for this person: own executions, and others' that named them (those without a URL:
-- their report stays their owner's). Read order by (read_at is not null), id desc: unread first, served by
-- notification_person_is_read_idx. Acts: tracker.mark_read, tracker.remove_notification.
create or replace view tracker.my_notification with (security_invoker = true) as
select n.id,
       n.execution_id,
       e.public_id,
       case when n.project is null then (select tracker._base_url()) || e.public_id
            when n.job <> 'project_removed' then tracker._project_url(n.project) end as url,
       n.owner,
       n.colour,
       n.kind,
       n.job,
       n.label,
       n.problems,
       n.first_reason,
       n.created_at,
       n.read_at,
       n.status,
       n.stopped_by,
       n.first_message,
       case n.job
         when 'project_created' then format('Project “%s”: %s product%s to complete', n.label, n.problems, case n.problems when 1 then '' else 's' end)
         when 'project_due' then format('Project “%s” is due on %s: %s product%s to complete', n.label, n.due_date, n.problems, case n.problems when 1 then '' else 's' end)
         when 'project_finished' then format('Project “%s” is finished', n.label)
         when 'schedule_failed' then format('Schedule “%s” could not launch: %s', n.label, n.first_message)
         when 'project_removed' then format('Project “%s” was removed: %s', n.label, n.first_message)
         else format('%s “%s” %s',
              case n.kind when 'import' then 'Import' when 'export' then 'Export' when 'mass_edit' then 'Mass edit'
                          when 'rule' then 'Rule' else 'Project' end,
              n.label,
              case n.colour
                when 'green' then case n.kind when 'project' then 'calculated' else 'finished' end
                when 'yellow' then format(case n.kind when 'project' then 'calculated' else 'finished' end || ' with %s warning%s', n.problems, case n.problems when 1 then '' else 's' end)
                when 'grey' then 'was stopped' || coalesce(' by ' || n.stopped_by, '')
                else 'failed' || coalesce(': ' || coalesce(n.first_message, n.first_reason), '') end) end as message,
       n.project,
       n.due_date,
       n.schedule
  from tracker.notification n
  -- Row-level security shows an administrator what was opened by URL, too: here only one's own.
  left join job.execution e on e.id = n.execution_id and e.owner = (select tracker.me())
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
comment on column tracker.my_notification.status is 'Status it ended with';
comment on column tracker.my_notification.stopped_by is 'Who stopped it';
comment on column tracker.my_notification.first_message is 'The first error in words';
comment on column tracker.my_notification.message is 'The sentence for people, in English';
comment on column tracker.my_notification.project is 'Code of the project that it is about; null: an execution';
comment on column tracker.my_notification.due_date is 'When that project is due';
comment on column tracker.my_notification.schedule is 'Code of the schedule that it is about; null: an execution or a project';
