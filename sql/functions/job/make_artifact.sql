-- SPDX-License-Identifier: Apache-2.0
--
-- job.make_artifact(execution, kind, name, media type): a file of an execution, to be filled with pieces. Answers its
-- number; the same one when it exists (a chunk that runs again). Caller: a slot, in a chunk's transaction.
-- Locks: the artifact's key. Errors: P0002 for an execution that does not exist.
create or replace function job.make_artifact(p_execution bigint, p_kind text, p_name text, p_media_type text)
returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_artifact bigint;
begin
  insert into job.artifact (execution_id, owner, month, kind, name, media_type, created_at)
  select e.id, e.owner, e.month, p_kind, p_name, p_media_type, job.now()
    from job.execution e
   where e.id = p_execution
     and not exists (
       select from job.artifact a where a.execution_id = p_execution and a.kind = p_kind and a.name = p_name)
      on conflict (execution_id, kind, name) do nothing;
  select a.id into v_artifact
    from job.artifact a
   where a.execution_id = p_execution and a.kind = p_kind and a.name = p_name;
  if not found then
    raise exception 'no execution %', p_execution using errcode = 'P0002';
  end if;
  return v_artifact;
end $$;

alter function job.make_artifact(bigint, text, text, text) owner to chantier_owner;
revoke execute on function job.make_artifact(bigint, text, text, text) from public;
grant execute on function job.make_artifact(bigint, text, text, text) to chantier_worker;
comment on function job.make_artifact(bigint, text, text, text) is 'Makes a file of an execution';
