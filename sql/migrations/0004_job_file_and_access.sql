-- SPDX-License-Identifier: Apache-2.0
--
-- 0004: files in pieces, settings and notifications; then compression, partitions, row-level security and rights of all
-- tables of schemas job and tracker.

set local role chantier_owner;

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
