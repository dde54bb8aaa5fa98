-- SPDX-License-Identifier: Apache-2.0
--
-- 0003: the queue of tasks, and what they leave behind: outcomes, warnings, errors, events.

set local role chantier_owner;

-- The queue ----------------------------------------------------------------------------------------------------------------
create table job.ready (
  tag      bigint   not null,
  task_id  bigint   not null,
  step_id  bigint   not null,
  owner_id int      not null,
  priority smallint not null,
  job_id   smallint not null,
  constraint ready_pkey primary key (priority, tag, task_id)
) with (fillfactor = 100, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0,
        autovacuum_vacuum_cost_limit = 10000, vacuum_truncate = false);
comment on table job.ready is 'Tasks that wait for a worker. The key is the claim order; rows are never updated; no further index earns its place';
comment on column job.ready.tag is 'Virtual time of its owner when it became ready, or the clock for what came back';
comment on column job.ready.task_id is 'job.task';
comment on column job.ready.step_id is 'job.step';
comment on column job.ready.owner_id is 'job.owner';
comment on column job.ready.priority is '0 high, 1 normal, 2 low';
comment on column job.ready.job_id is 'job.job';

create table job.lease (
  task_id            bigint        not null,
  token              bigint        not null,
  execution_id       bigint        not null,
  step_id            bigint        not null,
  position           bigint        not null default 0,
  range_end          bigint,
  tag                bigint        not null,
  claimed_at         timestamptz   not null,
  committed_at       timestamptz,
  begun_at           timestamptz,
  done               bigint,
  read               bigint,
  created            bigint,
  updated            bigint,
  unchanged          bigint,
  skipped            bigint,
  invalid            bigint,
  written            bigint,
  warnings           bigint,
  worker_id          int,
  owner_id           int           not null,
  month              date          not null,
  hand_back_count    int           not null default 0,
  job_id             smallint      not null,
  priority           smallint      not null,
  error_count        smallint      not null default 0,
  crash_count        smallint      not null default 0,
  crash_streak       smallint      not null default 0,
  checkpoint_version smallint,
  owner              text          not null,
  more               jsonb,
  checkpoint         jsonb,
  sample_at          timestamptz[],
  sample_done        bigint[],
  constraint lease_pkey primary key (task_id),
  constraint lease_checkpoint_size_check check (pg_column_size(checkpoint) <= 1024),
  constraint lease_samples_check check (cardinality(sample_at) = cardinality(sample_done) and cardinality(sample_at) <= 32)
) with (fillfactor = 25, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_cost_delay = 0,
        autovacuum_vacuum_cost_limit = 10000, vacuum_truncate = false);
-- A lease row grows after its claim, by figures, checkpoint and samples, to two or three times its size: the free space lets
-- it do so on its page. A checkpoint in the TOAST table would cost a second table at every chunk.
alter table job.lease alter column checkpoint set storage plain;
alter table job.lease alter column sample_at set storage plain;
alter table job.lease alter column sample_done set storage plain;
comment on table job.lease is 'A worker''s right to a task, and where the task stands: one row from the first claim to the end. No column but the key is indexed';
comment on column job.lease.task_id is 'job.task';
comment on column job.lease.token is 'Fences every write: changed by each claim, rescue and hand-back';
comment on column job.lease.execution_id is 'job.execution';
comment on column job.lease.step_id is 'job.step';
comment on column job.lease.position is 'Next item';
comment on column job.lease.range_end is 'End of the range now, exclusive: a thief may have cut it; null: to the end';
comment on column job.lease.tag is '(priority, tag, task_id) was its key in job.ready, or is, while worker_id is null';
comment on column job.lease.claimed_at is 'Last claimed';
comment on column job.lease.committed_at is 'Last chunk committed; null: none yet';
comment on column job.lease.begun_at is 'The present worker began to run it; written only for a task under suspicion (crash_streak > 0)';
comment on column job.lease.done is 'Items handled; null: none counted yet, here and in the columns below';
comment on column job.lease.read is 'Records reached or items selected';
comment on column job.lease.created is 'Written new';
comment on column job.lease.updated is 'Written with a difference';
comment on column job.lease.unchanged is 'Nothing differed';
comment on column job.lease.skipped is 'Passed over although not faulty';
comment on column job.lease.invalid is 'Refused, each with a warning';
comment on column job.lease.written is 'Put into an output file';
comment on column job.lease.warnings is 'Warnings so far, kept or only counted';
comment on column job.lease.worker_id is 'job.worker; null: handed back or rescued, the task waits in job.ready or job.held';
comment on column job.lease.owner_id is 'job.owner';
comment on column job.lease.month is 'As in job.execution';
comment on column job.lease.hand_back_count is 'How often a worker gave it back unharmed';
comment on column job.lease.job_id is 'job.job';
comment on column job.lease.priority is 'As in job.execution';
comment on column job.lease.error_count is 'Failed chunks';
comment on column job.lease.crash_count is 'Workers that died with it';
comment on column job.lease.crash_streak is 'Workers that died with it since its last committed chunk; at 3 it is quarantined';
comment on column job.lease.checkpoint_version is 'Version of the checkpoint''s format; null: no checkpoint yet';
comment on column job.lease.owner is 'As in job.execution';
comment on column job.lease.more is 'Counters beyond the standard ones';
comment on column job.lease.checkpoint is 'Where the step''s own code stands, at most 1 kB';
comment on column job.lease.sample_at is 'Times of at most 32 commits, thinned; the last entry is the newest commit';
comment on column job.lease.sample_done is 'done at each time of sample_at';

create table job.held (
  task_id      bigint      not null,
  execution_id bigint      not null,
  step_id      bigint      not null,
  held_at      timestamptz not null,
  owner_id     int         not null,
  job_id       smallint    not null,
  priority     smallint    not null,
  owner        text        not null,
  reason       text        not null,
  detail       text,
  constraint held_pkey primary key (task_id)
);
comment on table job.held is 'Tasks that may not run now, with the reason; they stand here so that the claim needs no filter';
comment on column job.held.task_id is 'job.task; its lease row keeps the checkpoint';
comment on column job.held.execution_id is 'job.execution';
comment on column job.held.step_id is 'job.step';
comment on column job.held.held_at is 'Held since';
comment on column job.held.owner_id is 'job.owner';
comment on column job.held.job_id is 'job.job';
comment on column job.held.priority is 'As in job.execution';
comment on column job.held.owner is 'As in job.execution';
comment on column job.held.reason is 'unknown_job, unknown_step, checkpoint_version …';
comment on column job.held.detail is 'The reason in words';

create table job.request (
  execution_id bigint      not null,
  requested_at timestamptz not null,
  request      text        not null,
  owner        text        not null,
  requested_by text        not null,
  constraint request_pkey primary key (execution_id),
  constraint request_request_check check (request in ('stop', 'pause'))
);
comment on table job.request is 'What a person asked of a running execution; a row of its own, so that asking waits for no chunk. Read by the fence';
comment on column job.request.execution_id is 'job.execution';
comment on column job.request.requested_at is 'Asked';
comment on column job.request.request is 'stop or pause';
comment on column job.request.owner is 'As in job.execution';
comment on column job.request.requested_by is 'Who asked';

create table job.progress_notice (
  execution_id bigint      not null,
  notified_at  timestamptz not null,
  constraint progress_notice_pkey primary key (execution_id)
) with (fillfactor = 50);
comment on table job.progress_notice is 'When an execution at work last told its readers; taken with skip locked, so no chunk waits for it';
comment on column job.progress_notice.execution_id is 'job.execution';
comment on column job.progress_notice.notified_at is 'Last notification on chantier_progress, at most one a second';

-- History: append only, partitioned by month ---------------------------------------------------------------------------------
create table job.outcome (
  task_id         bigint      not null,
  step_id         bigint      not null,
  execution_id    bigint      not null,
  claimed_at      timestamptz,
  ended_at        timestamptz not null,
  done            bigint,
  read            bigint,
  created         bigint,
  updated         bigint,
  unchanged       bigint,
  skipped         bigint,
  invalid         bigint,
  written         bigint,
  warnings        bigint,
  worker_id       int,
  hand_back_count int,
  month           date        not null,
  error_count     smallint,
  crash_count     smallint,
  state           text        not null,
  owner           text        not null,
  more            jsonb,
  constraint outcome_state_check check (state in ('completed', 'failed', 'stopped'))
) partition by range (month);
-- For the speed of a step at work. A task that counted nothing adds nothing to it, and no entry.
create index outcome_step_id_idx on job.outcome (step_id) where done is not null;
comment on table job.outcome is 'How a task ended';
comment on column job.outcome.task_id is 'job.task';
comment on column job.outcome.step_id is 'job.step';
comment on column job.outcome.execution_id is 'job.execution';
comment on column job.outcome.claimed_at is 'Last claimed; null: never';
comment on column job.outcome.ended_at is 'Ended';
comment on column job.outcome.done is 'Items handled; null is zero, here and in the columns below';
comment on column job.outcome.read is 'Records reached or items selected';
comment on column job.outcome.created is 'Written new';
comment on column job.outcome.updated is 'Written with a difference';
comment on column job.outcome.unchanged is 'Nothing differed';
comment on column job.outcome.skipped is 'Passed over although not faulty';
comment on column job.outcome.invalid is 'Refused, each with a warning';
comment on column job.outcome.written is 'Put into an output file';
comment on column job.outcome.warnings is 'Warnings';
comment on column job.outcome.worker_id is 'The worker that ended it; null: it was not running';
comment on column job.outcome.hand_back_count is 'How often it was handed back; null is zero, here and in the counts below';
comment on column job.outcome.month is 'As in job.execution';
comment on column job.outcome.error_count is 'Failed chunks';
comment on column job.outcome.crash_count is 'Workers that died with it';
comment on column job.outcome.state is 'completed, failed or stopped';
comment on column job.outcome.owner is 'As in job.execution';
comment on column job.outcome.more is 'Counters beyond the standard ones';

create table job.warning (
  id           bigint      generated always as identity,
  execution_id bigint      not null,
  step_id      bigint      not null,
  task_id      bigint,
  row          bigint,
  line         bigint,
  at           timestamptz not null,
  month        date        not null,
  is_note      boolean     not null default false,
  owner        text        not null,
  reason       text        not null,
  identifier   text,
  field        text,
  value        text,
  message      text        not null,
  item         jsonb
) partition by range (month);
create index warning_execution_id_step_id_row_idx on job.warning (execution_id, step_id, row, id);
comment on table job.warning is 'An item that could not be handled, or a note about one; written in the chunk''s transaction';
comment on column job.warning.id is 'Number; with row it orders';
comment on column job.warning.execution_id is 'job.execution';
comment on column job.warning.step_id is 'job.step';
comment on column job.warning.task_id is 'job.task; null: about the step';
comment on column job.warning.row is 'Record number, 1 is the first after the header';
comment on column job.warning.line is 'Physical line where the record starts';
comment on column job.warning.at is 'Written';
comment on column job.warning.month is 'As in job.execution';
comment on column job.warning.is_note is 'Refuses nothing';
comment on column job.warning.owner is 'As in job.execution';
comment on column job.warning.reason is 'Stable code; statistics group by it';
comment on column job.warning.identifier is 'Identifier of the item';
comment on column job.warning.field is 'Column or attribute';
comment on column job.warning.value is 'The value, cut at 200 characters';
comment on column job.warning.message is 'The sentence for people';
comment on column job.warning.item is 'The item itself';

create table job.error (
  id           bigint      generated always as identity,
  execution_id bigint      not null,
  step_id      bigint      not null,
  task_id      bigint,
  at           timestamptz not null,
  month        date        not null,
  owner        text        not null,
  reason       text        not null,
  message      text        not null,
  cause        text,
  hint         text,
  sqlstate     text,
  worker       text
) partition by range (month);
create index error_execution_id_idx on job.error (execution_id);
comment on table job.error is 'What ended a step badly';
comment on column job.error.id is 'Number; orders';
comment on column job.error.execution_id is 'job.execution';
comment on column job.error.step_id is 'job.step';
comment on column job.error.task_id is 'job.task; null: no task had begun';
comment on column job.error.at is 'Written';
comment on column job.error.month is 'As in job.execution';
comment on column job.error.owner is 'As in job.execution';
comment on column job.error.reason is 'Stable code; statistics group by it';
comment on column job.error.message is 'What failed, for people';
comment on column job.error.cause is 'Why';
comment on column job.error.hint is 'What to do next';
comment on column job.error.sqlstate is 'SQLSTATE, when the database said it';
comment on column job.error.worker is 'Name of the worker';

create table job.event (
  id           bigint      generated always as identity,
  execution_id bigint      not null,
  step_id      bigint,
  task_id      bigint,
  at           timestamptz not null,
  month        date        not null,
  owner        text        not null,
  level        text        not null default 'info',
  event        text        not null,
  message      text        not null,
  detail       jsonb,
  constraint event_level_check check (level in ('debug', 'info', 'warning', 'error'))
) partition by range (month);
create index event_execution_id_idx on job.event (execution_id);
comment on table job.event is 'The log of an execution: errors that were tried again, rescues, hand-backs, stops';
comment on column job.event.id is 'Number; orders';
comment on column job.event.execution_id is 'job.execution';
comment on column job.event.step_id is 'job.step';
comment on column job.event.task_id is 'job.task';
comment on column job.event.at is 'Written';
comment on column job.event.month is 'As in job.execution';
comment on column job.event.owner is 'As in job.execution';
comment on column job.event.level is 'debug, info, warning, error';
comment on column job.event.event is 'Stable code';
comment on column job.event.message is 'The sentence for people';
comment on column job.event.detail is 'Figures';

reset role;
