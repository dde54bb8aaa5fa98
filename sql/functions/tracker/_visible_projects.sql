-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_projects(): the projects that row-level security shows this person; for the policies of what hangs on a project,
-- as (select …): computed once a query.
-- Caller: policies. Locks: none.
create or replace function tracker._visible_projects() returns int[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(p.id), '{}') from tracker.project p
$$;
alter function tracker._visible_projects() owner to chantier_owner;
revoke execute on function tracker._visible_projects() from public;
grant execute on function tracker._visible_projects() to chantier_user;
comment on function tracker._visible_projects() is 'Projects that this person sees';
