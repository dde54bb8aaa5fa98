-- SPDX-License-Identifier: Apache-2.0
--
-- 0013: the catalogue's media, and what archives of imports hold.
--
-- A file that values name is kept once, by the SHA-256 of its content: a value is "<hash>/<name of the file>". Its bytes stand in pieces of
-- 256 KiB; a piece never changes. What no value names any more goes after a week
-- (job._drop_unused_media).

set local role chantier_owner;

create table catalog.media (
  hash text collate "C" not null,
  size bigint not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  constraint media_pkey primary key (hash),
  constraint media_hash_check check (hash ~ '^[0-9a-f]{64}$'),
  constraint media_size_check check (size >= 0)
) with (fillfactor = 80);
create index media_seen_at_idx on catalog.media (seen_at);
comment on table catalog.media is 'A file that values of images and files name, kept once whatever its names.';
comment on column catalog.media.hash is 'SHA-256 of its content, in hexadecimal.';
comment on column catalog.media.size is 'Its size in bytes.';
comment on column catalog.media.created_at is 'When it came first.';
comment on column catalog.media.seen_at is 'When it last came, or was last found to be in use.';

create table catalog.media_piece (
  hash text collate "C" not null,
  ordinal int not null,
  bytes bytea not null,
  constraint media_piece_pkey primary key (hash, ordinal),
  constraint media_piece_ordinal_check check (ordinal >= 0)
);
-- Images and the like are compressed already.
alter table catalog.media_piece alter column bytes set storage external;
comment on table catalog.media_piece is 'A part of a medium''s content: 256 KiB, the last one less.';
comment on column catalog.media_piece.hash is 'The medium.';
comment on column catalog.media_piece.ordinal is 'Its place, from 0.';
comment on column catalog.media_piece.bytes is 'The content.';

create table catalog.archive_file (
  execution_id bigint not null,
  owner text not null,
  month date not null,
  path text collate "C" not null,
  hash text collate "C" not null,
  size bigint not null,
  constraint archive_file_pkey primary key (execution_id, path)
);
create index archive_file_hash_idx on catalog.archive_file (hash);
comment on table catalog.archive_file is 'A file in the archive of an import, so that records find it by its path.';
comment on column catalog.archive_file.execution_id is 'The execution that reads the archive.';
comment on column catalog.archive_file.owner is 'Whose execution it is.';
comment on column catalog.archive_file.month is 'First day of the month in which the execution was launched.';
comment on column catalog.archive_file.path is 'Its path in the archive, composed (NFC): systems write the same name in two forms.';
comment on column catalog.archive_file.hash is 'Its content in the media store.';
comment on column catalog.archive_file.size is 'Its size in bytes.';

create table catalog.media_sweep (
  stage int not null,
  place bigint not null,
  began_at timestamptz not null,
  constraint media_sweep_stage_check check (stage between 1 and 4)
);
create unique index media_sweep_key on catalog.media_sweep ((true));
comment on table catalog.media_sweep is 'How far the search for media that nothing names has come; empty: none is on its way.';
comment on column catalog.media_sweep.stage is '1 products, 2 product models, 3 history, 4 what was not found goes.';
comment on column catalog.media_sweep.place is 'The id of the last item looked at.';
comment on column catalog.media_sweep.began_at is 'When it began.';

alter table catalog.archive_file enable row level security;
alter table catalog.archive_file force row level security;
create policy worker on catalog.archive_file to chantier_worker using (true) with check (true);
create policy definer on catalog.archive_file to chantier_definer using (true) with check (true);

-- The media are everybody's to read, as all of the catalogue; what an import has brought is its owner's and the workers' affair.
grant select on catalog.media, catalog.media_piece to chantier_user;
grant select, insert, update, delete on catalog.media to chantier_worker;
grant select, insert, delete on catalog.media_piece to chantier_worker;
grant select, insert, delete on catalog.archive_file to chantier_worker;
grant select, insert, update, delete on catalog.media_sweep to chantier_worker;

reset role;
