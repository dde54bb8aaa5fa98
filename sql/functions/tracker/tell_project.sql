-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.tell_project(project, is first): after the numbers of a project have changed: tells its contributors of a new project, those with
-- open work; its owner and its contributors that all is done. Each once, whatever is calculated again. Answers how many were told.
-- Caller: the calculation's and the refresh's transactions. Locks: as tracker._notify_project.
create or replace function tracker.tell_project(p_project int, p_is_first boolean) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_project tracker.project;
  v_count   int := 0;
begin
  select p.* into v_project from tracker.project p where p.id = p_project;
  if p_is_first then
    v_count := tracker._notify_project(p_project, 'created', array(
      select c.person from tracker.project_contributor c
       where c.project_id = p_project and c.products_to_do + c.products_in_progress > 0 and c.person <> v_project.owner));
  end if;
  if v_project.products_done > 0 and v_project.products_to_do + v_project.products_in_progress = 0 then
    v_count := v_count + tracker._notify_project(p_project, 'finished', array(
      select v_project.owner
       union
      select c.person from tracker.project_contributor c where c.project_id = p_project and c.products_done > 0));
  end if;
  return v_count;
end $$;
alter function tracker.tell_project(int, boolean) owner to chantier_owner;
revoke execute on function tracker.tell_project(int, boolean) from public;
grant execute on function tracker.tell_project(int, boolean) to chantier_worker;
comment on function tracker.tell_project(int, boolean) is 'Tells people of a new project, and of one that is finished';
