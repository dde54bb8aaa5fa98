-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_artifact: files of own executions. Their bytes: job.piece in order of (part, ordinal); for invalid_items the
-- header, then job.invalid_item in order of row.
create or replace view tracker.my_artifact with (security_invoker = true) as
select a.execution_id,
       e.public_id,
       a.id as artifact_id,
       a.kind,
       a.name,
       a.media_type,
       a.size,
       a.records,
       a.is_complete,
       a.created_at,
       a.month
  from job.execution e
  join job.artifact a on a.execution_id = e.id
 where e.owner = (select tracker.me());
alter view tracker.my_artifact owner to chantier_owner;
grant select on tracker.my_artifact to chantier_user;
comment on view tracker.my_artifact is 'Files of own executions';
comment on column tracker.my_artifact.execution_id is 'my_execution';
comment on column tracker.my_artifact.public_id is 'Id in the URL';
comment on column tracker.my_artifact.artifact_id is 'Number of the file';
comment on column tracker.my_artifact.kind is 'input, output, invalid_items, log';
comment on column tracker.my_artifact.name is 'File name';
comment on column tracker.my_artifact.media_type is 'Media type';
comment on column tracker.my_artifact.size is 'Bytes';
comment on column tracker.my_artifact.records is 'Records in it';
comment on column tracker.my_artifact.is_complete is 'All of it is there';
comment on column tracker.my_artifact.created_at is 'Begun';
comment on column tracker.my_artifact.month is 'Partition of its pieces';
