-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_artifact: files of executions, all that row-level security lets the reader see. The base of artifact and
-- my_artifact. Their bytes: job.piece in order of (part, ordinal); for invalid_items the header, then job.invalid_item in
-- order of row.
create or replace view tracker._visible_artifact with (security_invoker = true) as
select a.execution_id,
       e.public_id,
       a.id as artifact_id,
       a.kind,
       a.name,
       a.media_type,
       a.size,
       a.records,
       -- A file may lie in the month before its execution, when it was uploaded before midnight, and be dropped a month earlier.
       a.is_complete and a.month >= (select tracker._details_from()) as is_complete,
       a.created_at,
       a.month,
       e.owner,
       e.owner = (select tracker.me()) as is_own,
       encode(a.sha256, 'hex') as sha256
  from job.execution e
  join job.artifact a on a.execution_id = e.id;
alter view tracker._visible_artifact owner to chantier_owner;
grant select on tracker._visible_artifact to chantier_user;
comment on view tracker._visible_artifact is 'Files; the base of artifact and my_artifact';
comment on column tracker._visible_artifact.execution_id is 'Internal number of the execution';
comment on column tracker._visible_artifact.public_id is 'Id in the URL';
comment on column tracker._visible_artifact.artifact_id is 'Number of the file';
comment on column tracker._visible_artifact.kind is 'input, output, invalid_items, log';
comment on column tracker._visible_artifact.name is 'File name';
comment on column tracker._visible_artifact.media_type is 'Media type';
comment on column tracker._visible_artifact.size is 'Bytes';
comment on column tracker._visible_artifact.records is 'Records in it';
comment on column tracker._visible_artifact.is_complete is 'All of it is there, and kept';
comment on column tracker._visible_artifact.created_at is 'Begun';
comment on column tracker._visible_artifact.month is 'Partition of its pieces';
comment on column tracker._visible_artifact.owner is 'Who launched the execution';
comment on column tracker._visible_artifact.is_own is 'This person launched it';
comment on column tracker._visible_artifact.sha256 is 'Checksum of all its bytes, in hexadecimal; of outputs';
