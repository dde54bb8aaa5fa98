-- SPDX-License-Identifier: Apache-2.0
--
-- 0008: what reports need to be fast with ten million executions: two narrow columns of the execution row, the indexes that
-- lists and statistics are served by, the reasons of an execution summed once, and what upkeep knows of retention.

set local role chantier_owner;

-- The execution row --------------------------------------------------------------------------------------------------------
-- hour and day are columns: under row-level security an index on an expression is unusable (its function is not leakproof), and
-- the planner has no figures about one.
alter table job.execution
  add column items bigint,
  add column hour timestamptz generated always as (date_bin('1 hour', ended_at, 'epoch')) stored,
  add column day date generated always as ((ended_at at time zone 'UTC')::date) stored;
comment on column job.execution.items is 'Items handled: the largest number read or written by one of its steps; written once, when it ends';
comment on column job.execution.hour is 'Beginning of the hour (UTC) in which it ended';
comment on column job.execution.day is 'Day (UTC) on which it ended; statistics are by it, so that those of a past day stay';

comment on column job.step.errors is 'Number of errors; null: none yet';

-- All are partial: a launch inserts into none of them, the end into those that fit.
create index execution_owner_day_idx on job.execution (owner, day) where day is not null;
create index execution_day_idx on job.execution (day) where day is not null;
create index execution_hour_idx on job.execution (hour) where hour is not null;
create index execution_owner_colour_created_at_idx on job.execution (owner, colour, created_at desc, id desc)
  where colour in ('red', 'yellow', 'grey');
create index execution_owner_job_ended_at_idx on job.execution (owner, job, ended_at desc, id desc)
  where colour in ('green', 'yellow');
create index notification_unread_idx on tracker.notification (person, id desc) where read_at is null;

-- Reasons ------------------------------------------------------------------------------------------------------------------
create table job.reason (
  id           bigint   generated always as identity,
  execution_id bigint   not null,
  step_id      bigint   not null,
  count        bigint   not null,
  day          date     not null,
  month        date     not null,
  is_error     boolean  not null,
  is_note      boolean  not null,
  is_uniform   boolean  not null,
  owner        text     not null,
  kind         text     not null,
  job          text     not null,
  reason       text     not null,
  field        text,
  message      text     not null,
  template     text     not null,
  rows         bigint[] not null default '{}',
  constraint reason_pkey primary key (id)
) with (fillfactor = 100);
create index reason_execution_id_step_id_idx on job.reason (execution_id, step_id);
create index reason_day_idx on job.reason (day);
comment on table job.reason is 'Warnings and errors of an ended step, summed by reason and field: a report and the statistics need not count them again, and it outlives them';
comment on column job.reason.id is 'Number';
comment on column job.reason.execution_id is 'job.execution';
comment on column job.reason.step_id is 'job.step';
comment on column job.reason.count is 'How many of those that are kept';
comment on column job.reason.day is 'Day (UTC) on which the step ended';
comment on column job.reason.month is 'As in job.execution';
comment on column job.reason.is_error is 'Errors; else warnings or notes';
comment on column job.reason.is_note is 'Refused nothing';
comment on column job.reason.is_uniform is 'All say the same: message is the text of each';
comment on column job.reason.owner is 'As in job.execution';
comment on column job.reason.kind is 'As in job.execution';
comment on column job.reason.job is 'As in job.execution';
comment on column job.reason.reason is 'Stable code';
comment on column job.reason.field is 'Column or attribute';
comment on column job.reason.message is 'The sentence of one of them';
comment on column job.reason.template is 'That sentence without what comes from the item: for the statistics of all';
comment on column job.reason.rows is 'The first three record numbers';

alter table job.reason enable row level security;
alter table job.reason force row level security;
create policy worker on job.reason to chantier_worker using (true) with check (true);
create policy definer on job.reason to chantier_definer using (true) with check (true);
create policy own on job.reason for select to chantier_user using (owner = (select tracker.me()));
create policy by_url on job.reason for select to chantier_admin
  using (coalesce(execution_id = any ((select tracker._opened())::bigint[]), false));
grant select, insert, update, delete on job.reason to chantier_worker, chantier_definer;
grant select on job.reason to chantier_user;

-- Retention ----------------------------------------------------------------------------------------------------------------
create table job.retention (
  key       text        not null,
  kept_from date,
  tried_at  timestamptz,
  passed_id bigint      not null default 0,
  constraint retention_pkey primary key (key)
);
comment on table job.retention is 'How far upkeep has removed what is too old';
comment on column job.retention.key is 'details or history';
comment on column job.retention.kept_from is 'What is of an earlier month was dropped; null: all is kept so far';
comment on column job.retention.tried_at is 'When upkeep last looked for what is too old: once an hour';
comment on column job.retention.passed_id is 'Executions up to this one have lost their tasks and files';
insert into job.retention (key) values ('details'), ('history');
alter table job.retention enable row level security;
alter table job.retention force row level security;
create policy worker on job.retention to chantier_worker using (true) with check (true);
create policy definer on job.retention to chantier_definer using (true) with check (true);
create policy maintain on job.retention to chantier_owner using (true) with check (true);
create policy everybody on job.retention for select to chantier_user using (true);
grant select, update on job.retention to chantier_worker;
grant select on job.retention to chantier_definer, chantier_user;
grant update (tried_at) on job.retention to chantier_definer;      -- to hold the row while a retry is decided

insert into tracker.setting (key, value) values
  ('keep_months', '13'),
  ('keep_history_months', '13'),
  ('keep_execution_months', '37');

-- The statistics over all people -------------------------------------------------------------------------------------------
-- Their views belong to chantier_report, which may count executions and reads nothing of an item.
create policy report on job.reason for select to chantier_report using (true);
grant select (execution_id, day, kind, job, reason, is_error, is_note, count, template) on job.reason to chantier_report;
grant select (items, hour, day) on job.execution to chantier_report;
grant usage on schema job to chantier_analyst;                    -- the clock in those views is asked as who reads; no table there is theirs

reset role;
