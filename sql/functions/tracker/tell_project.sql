-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.tell_project(project): tells the contributors of a new project, those with open work. Each once, whatever is calculated again.
-- Answers how many were told.
-- Caller: the transaction in which its first calculation ends. Locks: as tracker._notify_project.
create or replace function tracker.tell_project(p_project int) returns int
language sql
set search_path = pg_catalog, pg_temp
as $$
  select tracker._notify_project(p_project, 'created', array(
    select c.person
      from tracker.project_contributor c
      join tracker.project p on p.id = c.project_id
     where c.project_id = p_project and c.products_to_do + c.products_in_progress > 0 and c.person <> p.owner))
$$;
alter function tracker.tell_project(int) owner to chantier_owner;
revoke execute on function tracker.tell_project(int) from public;
grant execute on function tracker.tell_project(int) to chantier_worker;
comment on function tracker.tell_project(int) is 'Tells people of a new project';
