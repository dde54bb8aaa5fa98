-- SPDX-License-Identifier: Apache-2.0
--
-- 0009: pause, resume and retry: what is kept of a task that ended short; notifications that say more.

set local role chantier_owner;

-- What a retry begins from. Null for a task that was completed, so that the rows of history stay as narrow as they were.
alter table job.outcome
  add column position bigint,
  add column range_end bigint,
  add column checkpoint_version smallint,
  add column checkpoint jsonb;
comment on column job.outcome.position is 'Next item, for a retry; null: completed, or never claimed';
comment on column job.outcome.range_end is 'End of its range when it ended, exclusive, for a retry; null also: to the end';
comment on column job.outcome.checkpoint_version is 'Version of the checkpoint''s format; null: no checkpoint';
comment on column job.outcome.checkpoint is 'Where the step''s own code stood, for a retry';
-- Nearly all tasks are completed: they leave no entry here.
create index outcome_step_id_not_completed_idx on job.outcome (step_id) where state <> 'completed';

comment on column job.task.tag is 'Virtual time it became ready with, while it was never claimed: (priority, tag, id) is its key in job.ready. Given anew when it comes back from a pause or a retry';
comment on column job.task.checkpoint_version is 'Version of the step''s checkpoint when it was planned; 0: it runs no code of its step, its end only asks what comes next (a retry behind the last task)';

alter table job.step add column resumed_at timestamptz;
comment on column job.step.resumed_at is 'When it last went on after a pause or a retry: speeds are measured from here';

-- Held tasks of one step, for a stop, a pause or a resume; and those that wait for another worker, for its register.
create index held_step_id_idx on job.held (step_id);
create index held_task_id_not_paused_idx on job.held (task_id) where reason <> 'paused';
comment on column job.held.task_id is 'job.task; its lease row, if it was ever claimed, keeps the checkpoint';
comment on column job.held.reason is 'paused, unknown_job, unknown_step, checkpoint_version …';

alter table job.request add column status_before text;
comment on column job.request.status_before is 'Status of the execution when a pause was asked for, to go back to';

-- Notifications ---------------------------------------------------------------------------------------------------------------
alter table tracker.notification
  add column status text,
  add column stopped_by text,
  add column first_message text;
comment on column tracker.notification.status is 'Status it ended with; null: written before this column was';
comment on column tracker.notification.stopped_by is 'Who stopped it';
comment on column tracker.notification.first_message is 'The first error in words';
-- Unread first, then newest.
create index notification_person_is_read_idx on tracker.notification (person, (read_at is not null), id desc);
drop index tracker.notification_person_idx;

reset role;
