-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.delete_project(code): removes a project. Its executions stay; one that is at work ends at its next chunk.
-- Caller: the owner of the project. Locks: as tracker._drop_project.
-- Errors: P0002 for a project that is not there or not the caller's: one answer.
create or replace function tracker.delete_project(p_code text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_person  text := tracker.caller();
  v_project int;
begin
  select p.id into v_project from tracker.project p where p.code = lower(p_code) and p.owner = v_person;
  if not found then
    raise exception 'no such project' using errcode = 'P0002';
  end if;
  perform tracker._drop_project(v_project);
end $$;
alter function tracker.delete_project(text) owner to chantier_definer;
revoke execute on function tracker.delete_project(text) from public;
grant execute on function tracker.delete_project(text) to chantier_user;
comment on function tracker.delete_project(text) is 'Removes a project';
