-- SPDX-License-Identifier: Apache-2.0
--
-- 0001: schemas job (the engine) and tracker (the people).
--
-- Applied in one transaction, by a superuser or by a role with CREATEROLE that owns the database.
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

-- Roles -----------------------------------------------------------------------------------------------------------------
-- Roles belong to the cluster: another database may be migrated at this moment, so each statement bears being second.
do $$
declare
  v_role text;
  v_try  int;
begin
  foreach v_role in array array[
    'chantier_owner nologin', 'chantier_definer nologin', 'chantier_user nologin', 'chantier_worker login'
  ] loop
    begin
      if not exists (select from pg_catalog.pg_roles r where r.rolname = split_part(v_role, ' ', 1)) then
        execute 'create role ' || v_role;
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;

  for v_try in 1 .. 5 loop
    begin
      if not pg_has_role(current_user, 'chantier_owner', 'member') then
        execute format('grant chantier_owner to %I', current_user);
      end if;
      if not pg_has_role(current_user, 'chantier_definer', 'member') then
        execute format('grant chantier_definer to %I', current_user);
      end if;
      -- A killed worker's session must end, and a frozen one's transaction too, before its lease does.
      if not exists (
        select from pg_catalog.pg_roles r
         where r.rolname = 'chantier_worker' and 'idle_in_transaction_session_timeout=10s' = any (r.rolconfig)
      ) then
        alter role chantier_worker set idle_in_transaction_session_timeout = '10s';
      end if;
      begin
        if not exists (
          select from pg_catalog.pg_roles r
           where r.rolname = 'chantier_worker' and 'client_connection_check_interval=500ms' = any (r.rolconfig)
        ) then
          alter role chantier_worker set client_connection_check_interval = '500ms';
        end if;
      exception when invalid_parameter_value then
        raise warning 'this server cannot check its client''s connection: a killed worker''s locks may last until its statement ends';
      end;
      exit;
    exception when unique_violation or internal_error then       -- "tuple concurrently updated"
      if v_try = 5 then
        raise;
      end if;
    end;
  end loop;

  execute format('grant create on database %I to chantier_owner', current_database());
  begin
    revoke create on schema public from public;
  exception when insufficient_privilege or invalid_schema_name then null;
  end;
end $$;

-- Schemas ---------------------------------------------------------------------------------------------------------------
create schema if not exists job;
create schema if not exists tracker;
create table if not exists job.migration (
  number      int         not null,
  name        text        not null,
  checksum    text        not null,
  is_breaking boolean     not null default false,
  applied_at  timestamptz not null default clock_timestamp(),
  constraint migration_pkey primary key (number)
);
create table if not exists job.function_file (
  name       text        not null,
  checksum   text        not null,
  applied_at timestamptz not null default clock_timestamp(),
  constraint function_file_pkey primary key (name)
);
alter schema job owner to chantier_owner;
alter schema tracker owner to chantier_owner;
alter table job.migration owner to chantier_owner;
alter table job.function_file owner to chantier_owner;

alter default privileges for role chantier_owner revoke execute on functions from public;
alter default privileges for role chantier_definer revoke execute on functions from public;

set local role chantier_owner;

comment on schema job is 'The engine: executions, steps, tasks, leases, workers';
comment on schema tracker is 'What people call and read: launch, stop, own executions, notifications';
grant usage on schema job to chantier_user, chantier_worker, chantier_definer;
grant usage on schema tracker to chantier_user, chantier_worker, chantier_definer;
grant create on schema job, tracker to chantier_definer;          -- needed to own functions there; nobody logs in as it

-- The person, for policies; the file functions/tracker/me.sql says more and is the living text.
create function tracker.me() returns text language sql stable parallel safe
  set search_path = pg_catalog, pg_temp
as $$ select current_user::text $$;

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

-- Files --------------------------------------------------------------------------------------------------------------------
create table job.artifact (
  id            bigint      generated always as identity,
  execution_id  bigint,
  size          bigint,
  records       bigint,
  created_at    timestamptz not null,
  month         date        not null,
  is_complete   boolean     not null default false,
  owner         text        not null,
  kind          text        not null,
  name          text        not null,
  media_type    text,
  header        bytea,
  error_reason  text,
  error_message text,
  constraint artifact_pkey primary key (id),
  constraint artifact_execution_id_kind_name_key unique (execution_id, kind, name),
  constraint artifact_kind_check check (kind in ('input', 'output', 'invalid_items', 'log')),
  constraint artifact_only_input_waits_check check (execution_id is not null or kind = 'input'),
  constraint artifact_complete_has_size_check check (not is_complete or size is not null)
);
comment on table job.artifact is 'A file of an execution, or an upload that was not launched yet';
comment on column job.artifact.id is 'Number; for an upload also its handle';
comment on column job.artifact.execution_id is 'job.execution; null: uploaded, not launched yet';
comment on column job.artifact.size is 'Bytes; for an upload that goes on: as announced';
comment on column job.artifact.records is 'Records in it';
comment on column job.artifact.created_at is 'Begun';
comment on column job.artifact.month is 'Partition of its pieces: month of its beginning, which may be before the launch''s';
comment on column job.artifact.is_complete is 'All pieces are there';
comment on column job.artifact.owner is 'As in job.execution';
comment on column job.artifact.kind is 'input, output, invalid_items, log';
comment on column job.artifact.name is 'File name';
comment on column job.artifact.media_type is 'Media type';
comment on column job.artifact.header is 'First line of an invalid-items file, byte for byte';
comment on column job.artifact.error_reason is 'Why an upload failed: stable code';
comment on column job.artifact.error_message is 'Why an upload failed: the sentence for people';

create table job.piece (
  artifact_id bigint not null,
  part        bigint not null default 0,
  ordinal     int    not null,
  month       date   not null,
  owner       text   not null,
  bytes       bytea  not null,
  constraint piece_pkey primary key (artifact_id, part, ordinal, month),
  constraint piece_size_check check (octet_length(bytes) between 1 and 262144)
) partition by range (month);
comment on table job.piece is 'Bytes of a file, in order of (part, ordinal). Input pieces have exactly 256 KiB, but for the last: an offset is arithmetic';
comment on column job.piece.artifact_id is 'job.artifact';
comment on column job.piece.part is 'Part of the task that wrote it; 0 for an input';
comment on column job.piece.ordinal is 'Place within the part, from 0';
comment on column job.piece.month is 'As in job.artifact';
comment on column job.piece.owner is 'As in job.artifact';
comment on column job.piece.bytes is 'At most 256 KiB, compressed by the server';

create table job.invalid_item (
  execution_id bigint not null,
  row          bigint not null,
  month        date   not null,
  owner        text   not null,
  bytes        bytea  not null,
  constraint invalid_item_pkey primary key (execution_id, row, month)
) partition by range (month);
comment on table job.invalid_item is 'A refused record, byte for byte and once, whatever the number of its warnings';
comment on column job.invalid_item.execution_id is 'job.execution';
comment on column job.invalid_item.row is 'Record number: orders the invalid-items file';
comment on column job.invalid_item.month is 'As in job.execution';
comment on column job.invalid_item.owner is 'As in job.execution';
comment on column job.invalid_item.bytes is 'The record as it stood in the file, line end included';

-- People -------------------------------------------------------------------------------------------------------------------
create table tracker.setting (
  key   text  not null,
  value jsonb not null,
  constraint setting_pkey primary key (key)
);
comment on table tracker.setting is 'Settings that all programs share';
comment on column tracker.setting.key is 'Name';
comment on column tracker.setting.value is 'Value';

create table tracker.notification (
  id           bigint      generated always as identity,
  execution_id bigint      not null,
  problems     bigint      not null,
  created_at   timestamptz not null,
  read_at      timestamptz,
  month        date        not null,
  person       text        not null,
  owner        text        not null,
  colour       text        not null,
  kind         text        not null,
  job          text        not null,
  label        text        not null,
  first_reason text,
  constraint notification_pkey primary key (id)
);
create index notification_person_idx on tracker.notification (person, id desc);
comment on table tracker.notification is 'An execution has ended: for its owner and for whom it named. Holds all that is shown, so its reader needs no right to the execution';
comment on column tracker.notification.id is 'Number; newest last';
comment on column tracker.notification.execution_id is 'job.execution';
comment on column tracker.notification.problems is 'The number shown beside the colour';
comment on column tracker.notification.created_at is 'When the execution ended';
comment on column tracker.notification.read_at is 'When the person read it; null: unread';
comment on column tracker.notification.month is 'As in job.execution';
comment on column tracker.notification.person is 'Whom it is for';
comment on column tracker.notification.owner is 'Who launched the execution';
comment on column tracker.notification.colour is 'Colour of the execution';
comment on column tracker.notification.kind is 'Kind of the execution';
comment on column tracker.notification.job is 'Name of the job';
comment on column tracker.notification.label is 'Label of the execution';
comment on column tracker.notification.first_reason is 'Reason of the first error, else of the first warning';

comment on table job.migration is 'Migrations applied, written by the migrator';
comment on column job.migration.number is 'Number of the file';
comment on column job.migration.name is 'Name of the file';
comment on column job.migration.checksum is 'Of its text: a changed, applied file is refused';
comment on column job.migration.is_breaking is 'A program that does not know it must not run';
comment on column job.migration.applied_at is 'Applied';
comment on table job.function_file is 'Function files applied, written by the migrator';
comment on column job.function_file.name is 'Path under functions/';
comment on column job.function_file.checksum is 'Of its text: it is applied again when this changes';
comment on column job.function_file.applied_at is 'Applied last';

-- Compression, partitions, row-level security, grants ------------------------------------------------------------------------
do $$
declare
  v_table text;
  v_month date;
  v_now   date := date_trunc('month', clock_timestamp() at time zone 'UTC')::date;
  v_parents constant text[] := array['outcome', 'warning', 'error', 'event', 'piece', 'invalid_item'];
  v_of_execution constant text[] := array['execution', 'execution_detail', 'step', 'task', 'lease', 'held', 'request',
    'outcome', 'warning', 'error', 'event', 'artifact', 'piece', 'invalid_item'];
begin
  -- lz4 writes and reads a catalogue's files two to three times as fast as pglz; a server may be built without it.
  if exists (
    select from pg_catalog.pg_settings s where s.name = 'default_toast_compression' and 'lz4' = any (s.enumvals)
  ) then
    alter table job.piece alter column bytes set compression lz4;
    alter table job.invalid_item alter column bytes set compression lz4;
    alter table job.warning alter column item set compression lz4;
    alter table job.execution_detail alter column parameters set compression lz4;
  end if;

  foreach v_table in array v_parents loop
    execute format('create table job.%I partition of job.%I default', v_table || '_default', v_table);
    for v_month in select (v_now + make_interval(months => n))::date from generate_series(0, 2) as n loop
      execute format('create table job.%I partition of job.%I for values from (%L) to (%L)',
        v_table || to_char(v_month, '"_"YYYY"_"MM'), v_table, v_month, (v_month + interval '1 month')::date);
    end loop;
  end loop;

  -- Partitions too: nothing is granted on them, and queried by their own name they show nothing.
  for v_table in
    select c.oid::regclass::text
      from pg_catalog.pg_class c
     where c.relnamespace in ('job'::regnamespace, 'tracker'::regnamespace) and c.relkind in ('r', 'p')
  loop
    execute format('alter table %s enable row level security', v_table);
    execute format('alter table %s force row level security', v_table);
  end loop;

  for v_table in
    select c.oid::regclass::text
      from pg_catalog.pg_class c
     where c.relnamespace in ('job'::regnamespace, 'tracker'::regnamespace) and c.relkind in ('r', 'p')
       and not c.relispartition
  loop
    execute format('create policy worker on %s to chantier_worker using (true) with check (true)', v_table);
    execute format('create policy definer on %s to chantier_definer using (true) with check (true)', v_table);
    execute format('grant select, insert, update, delete on %s to chantier_worker, chantier_definer', v_table);
  end loop;
  revoke insert, update, delete on job.migration, job.function_file, job.owner, tracker.setting from chantier_worker;

  foreach v_table in array v_of_execution loop
    execute format('create policy own on job.%I for select to chantier_user using (owner = (select tracker.me()))', v_table);
    execute format('grant select on job.%I to chantier_user', v_table);
  end loop;
  create policy own on tracker.notification for select to chantier_user using (person = (select tracker.me()));
  create policy mark_read on tracker.notification for update to chantier_user
    using (person = (select tracker.me())) with check (person = (select tracker.me()));
  grant select, update (read_at) on tracker.notification to chantier_user;

  -- What everybody may read, and what the owner of the schemas maintains.
  foreach v_table in array array['job.job', 'job.migration', 'job.function_file', 'tracker.setting'] loop
    execute format('create policy everybody on %s for select to chantier_user using (true)', v_table);
    execute format('grant select on %s to chantier_user', v_table);
  end loop;
  foreach v_table in array array['job.job', 'job.owner', 'job.migration', 'job.function_file', 'tracker.setting'] loop
    execute format('create policy maintain on %s to chantier_owner using (true) with check (true)', v_table);
  end loop;
end $$;

revoke execute on function tracker.me() from public;
grant execute on function tracker.me() to chantier_user, chantier_worker, chantier_definer;
comment on function tracker.me() is 'The person of this session';

insert into tracker.setting (key, value) values
  ('base_url', '"http://localhost:8080"'),
  ('storage_directories', '[]'),
  ('max_upload', '10737418240');

reset role;
