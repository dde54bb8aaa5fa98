-- SPDX-License-Identifier: Apache-2.0
--
-- job.complete_artifact(artifact, size, records, sha256): all pieces are there; of an output also its checksum.
-- Caller: a slot, in a chunk's transaction.
-- Locks: the artifact row.
create or replace function job.complete_artifact(p_artifact bigint, p_size bigint, p_records bigint, p_sha256 bytea)
returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update job.artifact a
     set size = p_size, records = p_records, sha256 = p_sha256, is_complete = true
   where a.id = p_artifact;
end $$;

alter function job.complete_artifact(bigint, bigint, bigint, bytea) owner to chantier_owner;
revoke execute on function job.complete_artifact(bigint, bigint, bigint, bytea) from public;
grant execute on function job.complete_artifact(bigint, bigint, bigint, bytea) to chantier_worker;
comment on function job.complete_artifact(bigint, bigint, bigint, bytea) is 'Says that a file is complete';
