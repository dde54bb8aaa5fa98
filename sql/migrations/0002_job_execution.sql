-- SPDX-License-Identifier: Apache-2.0
--
-- 0002: who launches what: clocks, jobs, workers, executions and their steps.
--
-- Tables are split by how they change:
--   written once            execution_detail, task
--   a handful of updates    execution, step
--   inserted and deleted    ready (its primary key is the claim order), held, request
--   updated at every chunk  lease (only unindexed columns change, so every update is HOT)
--   append only             outcome, warning, error, event, piece, invalid_item: partitioned by month, dropped whole
-- Every row of one execution carries its owner (for row-level security) and the month of its launch (the partition key),
-- so that an execution lies in one partition and a look-up prunes to it.
-- There are no foreign keys: rows are written by the functions of this folder alone, and a key check would lock the
-- execution's row in every chunk of every task.
-- Row-level security and rights of all these tables stand together in 0004.

set local role chantier_owner;

-- Clocks and tokens: sequences, since nobody waits for a sequence ----------------------------------------------------------
create sequence job.token_seq;
comment on sequence job.token_seq is 'Fencing tokens: every claim, steal and rescue takes the next one';
create sequence job.clock_0;
create sequence job.clock_1;
create sequence job.clock_2;
comment on sequence job.clock_0 is 'Virtual time of priority 0 (high): the tag of the latest claim';
comment on sequence job.clock_1 is 'Virtual time of priority 1 (normal): the tag of the latest claim';
comment on sequence job.clock_2 is 'Virtual time of priority 2 (low): the tag of the latest claim';
grant usage, select, update on sequence job.token_seq, job.clock_0, job.clock_1, job.clock_2
  to chantier_worker, chantier_definer;                            -- people get none: it would show the volume of others

-- Registry -----------------------------------------------------------------------------------------------------------------
create table job.owner (
  id      int  generated always as identity,
  name    text not null,
  clock_0 regclass,
  clock_1 regclass,
  clock_2 regclass,
  constraint owner_pkey primary key (id),
  constraint owner_name_key unique (name)
);
comment on table job.owner is 'A person who launches, with the sequences that keep this person''s virtual time';
comment on column job.owner.id is 'Short name of the person in the hot tables';
comment on column job.owner.name is 'The PostgreSQL role';
comment on column job.owner.clock_0 is 'Sequence: last tag given at priority 0; null: tags are the clock + 1';
comment on column job.owner.clock_1 is 'Sequence: last tag given at priority 1; null: tags are the clock + 1';
comment on column job.owner.clock_2 is 'Sequence: last tag given at priority 2; null: tags are the clock + 1';

create table job.job (
  id            smallint    generated always as identity,
  name          text        not null,
  kind          text        not null,
  label         text        not null,
  steps         jsonb       not null,
  parameters    jsonb       not null,
  is_short      boolean     not null default false,
  registered_at timestamptz not null,
  constraint job_pkey primary key (id),
  constraint job_name_key unique (name),
  constraint job_kind_check check (kind in ('import', 'export', 'mass_edit', 'rule', 'project')),
  constraint job_steps_check check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) > 0),
  constraint job_parameters_check check (jsonb_typeof(parameters) = 'object')
);
comment on table job.job is 'A program registered by a name, with its steps and parameters';
comment on column job.job.id is 'Short name of the job in the hot tables';
comment on column job.job.name is 'Name by which it is launched';
comment on column job.job.kind is 'One of the five kinds';
comment on column job.job.label is 'What people read when the launch gave no label';
comment on column job.job.steps is 'In order: [{"name", "label", "unit", "checkpoint_version", "is_planned", "may_be_split", "split_minimum"}]';
comment on column job.job.parameters is 'Known parameters with their defaults; an object that is not empty lists its known keys';
comment on column job.job.is_short is 'Its tasks last milliseconds: they may be prefetched and completed in groups';
comment on column job.job.registered_at is 'Last registered by a worker or a migration';

create table job.worker (
  id             int         generated always as identity,
  name           text        not null,
  host           text        not null,
  pid            int         not null,
  version        text        not null,
  slots          int         not null,
  jobs           jsonb       not null,
  is_idle        boolean     not null default false,
  started_at     timestamptz not null,
  heartbeat_at   timestamptz not null,
  lease_until    timestamptz not null,
  locked_at      timestamptz not null,
  lock_missed_at timestamptz,
  constraint worker_pkey primary key (id)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 100);
comment on table job.worker is 'A worker process; its control session holds the advisory lock (1128812116, id). No index but the key: a heartbeat is HOT';
comment on column job.worker.id is 'Number of the worker, and of its lock';
comment on column job.worker.name is 'Name for people: host and process, or what the operator gave';
comment on column job.worker.host is 'Host it runs on';
comment on column job.worker.pid is 'Process id on that host';
comment on column job.worker.version is 'Version of the program';
comment on column job.worker.slots is 'How many tasks it runs at once';
comment on column job.worker.jobs is 'What it can run: {job: {step: checkpoint version}}';
comment on column job.worker.is_idle is 'Its last claim found nothing: a launch may send a hint';
comment on column job.worker.started_at is 'Registered';
comment on column job.worker.heartbeat_at is 'Last heartbeat';
comment on column job.worker.lease_until is 'All its leases end here; -infinity: declared dead or gone';
comment on column job.worker.locked_at is 'When it last took its advisory lock';
comment on column job.worker.lock_missed_at is 'A rescuer saw the lock gone: the first of two looks';

-- Executions ---------------------------------------------------------------------------------------------------------------
create table job.execution (
  id         bigint      generated always as identity,
  public_id  uuid        not null default gen_random_uuid(),
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at   timestamptz,
  warnings   bigint      not null default 0,
  errors     bigint      not null default 0,
  owner_id   int         not null,
  month      date        not null,
  job_id     smallint    not null,
  priority   smallint    not null default 1,
  step       smallint    not null default 1,
  steps      smallint    not null,
  status     text        not null default 'queued',
  owner      text        not null,
  kind       text        not null,
  job        text        not null,
  profile    text,
  label      text        not null,
  stopped_by text,
  colour     text generated always as (case
               when status in ('failed', 'abandoned', 'unknown') or (status = 'completed' and errors > 0) then 'red'
               when status = 'completed' and warnings > 0 then 'yellow'
               when status = 'completed' then 'green'
               when status = 'stopped' then 'grey'
               else 'blue' end) stored,
  problems   bigint generated always as (case
               when status in ('failed', 'abandoned', 'unknown') then greatest(errors, 1)
               when errors > 0 then errors
               else warnings end) stored,
  constraint execution_pkey primary key (id),
  constraint execution_public_id_key unique (public_id),
  constraint execution_status_check check (status in ('queued', 'starting', 'running', 'pausing', 'paused', 'stopping',
    'completed', 'stopped', 'failed', 'abandoned', 'unknown')),
  constraint execution_kind_check check (kind in ('import', 'export', 'mass_edit', 'rule', 'project')),
  constraint execution_priority_check check (priority between 0 and 2),
  constraint execution_ended_has_time_check
    check ((ended_at is not null) = (status in ('completed', 'stopped', 'failed', 'abandoned', 'unknown'))),
  constraint execution_month_is_first_day_check check (extract(day from month) = 1),
  constraint execution_step_in_steps_check check (step between 1 and steps)
) with (fillfactor = 80);
create index execution_owner_created_at_idx on job.execution (owner, created_at desc, id desc);
create index execution_owner_status_created_at_idx on job.execution (owner, status, created_at desc, id desc);
comment on table job.execution is 'One run of a job: who, what, and how it stands. A handful of updates in its life';
comment on column job.execution.id is 'Internal number; the only thing a notification channel may carry';
comment on column job.execution.public_id is 'Random id in the URL';
comment on column job.execution.created_at is 'Launched';
comment on column job.execution.started_at is 'Its first task began';
comment on column job.execution.ended_at is 'Ended, whatever the status';
comment on column job.execution.warnings is 'Exact number of warnings; written once, when it ends';
comment on column job.execution.errors is 'Number of errors; written once, when it ends';
comment on column job.execution.owner_id is 'job.owner of the launcher';
comment on column job.execution.month is 'First day of the month of the launch: partition of all its rows';
comment on column job.execution.job_id is 'job.job';
comment on column job.execution.priority is '0 high, 1 normal, 2 low';
comment on column job.execution.step is 'Ordinal of the step at work, from 1';
comment on column job.execution.steps is 'Number of steps';
comment on column job.execution.status is 'queued, starting, running, pausing, paused, stopping; ended: completed, stopped, failed, abandoned, unknown';
comment on column job.execution.owner is 'The person who launched it: the only one who sees it';
comment on column job.execution.kind is 'One of the five kinds';
comment on column job.execution.job is 'Name of the job';
comment on column job.execution.profile is 'Code of the saved profile it was launched from';
comment on column job.execution.label is 'What people read';
comment on column job.execution.stopped_by is 'Who asked it to stop';
comment on column job.execution.colour is 'green, yellow, red, grey (stopped) or blue (not ended)';
comment on column job.execution.problems is 'The number shown beside the colour: errors, else warnings';

create table job.execution_detail (
  execution_id      bigint not null,
  input_artifact_id bigint,
  month             date   not null,
  owner             text   not null,
  launched_from     text,
  parameters        jsonb  not null,
  constraint execution_detail_pkey primary key (execution_id)
);
comment on table job.execution_detail is 'What an execution was launched with; written once';
comment on column job.execution_detail.execution_id is 'job.execution';
comment on column job.execution_detail.input_artifact_id is 'The uploaded file, if any: job.artifact';
comment on column job.execution_detail.month is 'As in job.execution';
comment on column job.execution_detail.owner is 'As in job.execution';
comment on column job.execution_detail.launched_from is 'application_name of the session that launched';
comment on column job.execution_detail.parameters is 'All parameters, defaults filled in, frozen at the launch';

create table job.step (
  id           bigint      generated always as identity,
  execution_id bigint      not null,
  started_at   timestamptz,
  ended_at     timestamptz,
  counted_at   timestamptz,
  total        bigint,
  done         bigint,
  read         bigint,
  created      bigint,
  updated      bigint,
  unchanged    bigint,
  skipped      bigint,
  invalid      bigint,
  written      bigint,
  warnings     bigint,
  errors       bigint,
  open         int         not null default 0,
  month        date        not null,
  ordinal      smallint    not null,
  phase        smallint    not null default 0,
  has_failed   boolean     not null default false,
  has_stopped  boolean     not null default false,
  status       text        not null default 'waiting',
  owner        text        not null,
  name         text        not null,
  unit         text,
  facts        jsonb,
  more         jsonb,
  constraint step_pkey primary key (id),
  constraint step_execution_id_ordinal_key unique (execution_id, ordinal),
  constraint step_status_check
    check (status in ('waiting', 'running', 'stopping', 'paused', 'completed', 'failed', 'stopped')),
  constraint step_open_not_negative_check check (open >= 0),
  constraint step_ended_has_time_check check ((ended_at is not null) = (status in ('completed', 'failed', 'stopped'))),
  constraint step_ended_is_not_open_check check (ended_at is null or open = 0)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
comment on table job.step is 'One stage of an execution. The last act of a task takes it off open and adds its figures here, in one update';
comment on column job.step.id is 'Internal number';
comment on column job.step.execution_id is 'job.execution';
comment on column job.step.started_at is 'Its first task began, or its tasks were planned';
comment on column job.step.ended_at is 'Its last task ended';
comment on column job.step.counted_at is 'Its latest task ended';
comment on column job.step.total is 'Items to handle; null: unknown';
comment on column job.step.done is 'Items handled by ended tasks, so all of them when the step has ended; null: none yet, here and in the columns below';
comment on column job.step.read is 'Records reached or items selected';
comment on column job.step.created is 'Written new';
comment on column job.step.updated is 'Written with a difference';
comment on column job.step.unchanged is 'Nothing differed';
comment on column job.step.skipped is 'Passed over although not faulty';
comment on column job.step.invalid is 'Refused, each with a warning';
comment on column job.step.written is 'Put into an output file';
comment on column job.step.warnings is 'Warnings, kept or only counted';
comment on column job.step.errors is 'Number of errors; written when the step ends';
comment on column job.step.open is 'Tasks not ended. Set with the insertion of tasks; the last act of a task takes one off; who reads 0 goes on';
comment on column job.step.month is 'As in job.execution';
comment on column job.step.ordinal is 'Place among the steps, from 1';
comment on column job.step.phase is 'How often the step has planned tasks after its first ones';
comment on column job.step.has_failed is 'A task failed: the others stop at their next chunk';
comment on column job.step.has_stopped is 'A task was stopped';
comment on column job.step.status is 'waiting, running, stopping, paused; ended: completed, failed, stopped';
comment on column job.step.owner is 'As in job.execution';
comment on column job.step.name is 'Name of the step';
comment on column job.step.unit is 'What done and total count: rows, bytes, products';
comment on column job.step.facts is 'What the step found out: charset, delimiter, records, columns';
comment on column job.step.more is 'Counters beyond the standard ones';

create table job.task (
  id                 bigint      generated always as identity,
  step_id            bigint      not null,
  execution_id       bigint      not null,
  part               bigint      not null default 0,
  range_start        bigint      not null default 0,
  range_end          bigint,
  tag                bigint      not null,
  created_at         timestamptz not null,
  month              date        not null,
  priority           smallint    not null,
  checkpoint_version smallint    not null default 1,
  owner              text        not null,
  input              jsonb,
  constraint task_pkey primary key (step_id, id),
  constraint task_range_check check (range_end is null or range_end >= range_start)
) with (autovacuum_vacuum_insert_scale_factor = 0.1);
comment on table job.task is 'The unit that is queued and claimed: one part of one step; written once. The key serves "all tasks of a step" as well as one task';
comment on column job.task.id is 'Number of the task';
comment on column job.task.step_id is 'job.step';
comment on column job.task.execution_id is 'job.execution';
comment on column job.task.part is 'Orders what the tasks of a step put out; in a step that may be split it is range_start';
comment on column job.task.range_start is 'First item';
comment on column job.task.range_end is 'End of its range as planned, exclusive; the lease has the present one; null: to the end';
comment on column job.task.tag is 'Virtual time it became ready with: (priority, tag, id) is the key of its first row in job.ready';
comment on column job.task.created_at is 'Planned';
comment on column job.task.month is 'As in job.execution';
comment on column job.task.priority is 'As in job.execution';
comment on column job.task.checkpoint_version is 'Version of the step''s checkpoint when it was planned';
comment on column job.task.owner is 'As in job.execution';
comment on column job.task.input is 'What the plan gave this task';

reset role;
