-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._project_url(code): the address of a project.
-- Caller: views and functions of tracker. Locks: none.
create or replace function tracker._project_url(p_code text) returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return regexp_replace(tracker._base_url(), 'executions/$', 'projects/') || p_code;
end $$;
alter function tracker._project_url(text) owner to chantier_owner;
revoke execute on function tracker._project_url(text) from public;
grant execute on function tracker._project_url(text) to chantier_user, chantier_worker, chantier_definer;
comment on function tracker._project_url(text) is 'Address of a project';
