-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._project_schedule(code): what the schedule of a project's nightly calculation is called: nobody else's can be called so, and those of
-- two projects differ, however long their codes are.
-- Caller: tracker.create_project, tracker._drop_project. Locks: none.
create or replace function tracker._project_schedule(p_code text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select 'project:' || case when length(p_code) <= 100 then p_code else left(p_code, 67) || '-' || md5(p_code) end
$$;
alter function tracker._project_schedule(text) owner to chantier_owner;
revoke execute on function tracker._project_schedule(text) from public;
grant execute on function tracker._project_schedule(text) to chantier_definer, chantier_worker;
comment on function tracker._project_schedule(text) is 'What the schedule of a project''s nightly calculation is called';
