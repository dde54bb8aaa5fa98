-- SPDX-License-Identifier: Apache-2.0
--
-- 0023: archives of exports. What goes into one is listed while the files are written; how each file lies in it is noted chunk by chunk, so that
-- an archive of any number of files is continued to the byte by whoever takes over.

set local role chantier_owner;

alter table catalog.export_file drop column crc32, drop column packed;

create table catalog.export_entry (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    step smallint not null,
    part bigint not null,
    ordinal integer not null,
    path text collate "C" not null,
    artifact_id bigint,
    hash text collate "C",
    size bigint not null,
    place integer,
    crc bigint,
    packed bigint,
    start bigint,
    is_packed boolean,
    constraint export_entry_pkey primary key (execution_id, step, part, ordinal),
    constraint export_entry_place_key unique (execution_id, place),
    constraint export_entry_source_check check ((artifact_id is null) <> (hash is null)),
    constraint export_entry_size_check check (size >= 0)
);
comment on table catalog.export_entry is 'Files that go into the archive of a running export.';
comment on column catalog.export_entry.execution_id is 'The export.';
comment on column catalog.export_entry.owner is 'Whose execution it is.';
comment on column catalog.export_entry.month is 'First day of the month in which the execution was launched.';
comment on column catalog.export_entry.step is 'Which step listed it; 0: a file of the export itself.';
comment on column catalog.export_entry.part is 'Part of the task that listed it.';
comment on column catalog.export_entry.ordinal is 'Its place among those of the part, from 0.';
comment on column catalog.export_entry.path is 'Its path in the archive.';
comment on column catalog.export_entry.artifact_id is 'The file (job.artifact); null: a medium.';
comment on column catalog.export_entry.hash is 'The medium (catalog.media); null: a file of the export.';
comment on column catalog.export_entry.size is 'Its bytes.';
comment on column catalog.export_entry.place is 'Its place in the archive, from 1; null before the archive is begun, and for a second file of the same path.';
comment on column catalog.export_entry.crc is 'Its checksum in the archive; null until it is there.';
comment on column catalog.export_entry.packed is 'Its bytes in the archive.';
comment on column catalog.export_entry.start is 'Where it begins in the archive.';
comment on column catalog.export_entry.is_packed is 'Whether it is packed there, or stands as it is.';
alter table catalog.export_entry enable row level security;
alter table catalog.export_entry force row level security;
create policy worker on catalog.export_entry to chantier_worker using (true) with check (true);
create policy definer on catalog.export_entry to chantier_definer using (true) with check (true);
grant select, insert, update, delete on catalog.export_entry to chantier_worker;

reset role;
