-- SPDX-License-Identifier: Apache-2.0
--
-- job.make_preview(execution): makes the catalogue in which a preview works; see job._make_preview. Answers whether it was made;
-- false: it is there already (a chunk that runs again).
-- Caller: the first task of a preview, in a chunk of its own. Locks: as job._make_preview.
-- Errors: P0002 for an execution that is no preview.
create or replace function job.make_preview(p_execution bigint) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform from job.execution e where e.id = p_execution and e.preview and e.ended_at is null;
  if not found then
    raise exception 'execution % is no preview that goes on', p_execution using errcode = 'P0002';
  end if;
  return job._make_preview(p_execution);
end $$;

alter function job.make_preview(bigint) owner to chantier_owner;
revoke execute on function job.make_preview(bigint) from public;
grant execute on function job.make_preview(bigint) to chantier_worker;
comment on function job.make_preview(bigint) is 'Makes the catalogue of a preview, once';
