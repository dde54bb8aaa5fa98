-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.finish_projects(): tells owner and contributors of projects in which all is done. Each once. Only where nothing is left that may
-- change the numbers: neither products that are to be looked at again, nor a structure that is not followed yet. Answers how many were told.
-- Caller: any worker that has found nothing else to do for projects. Locks: as tracker._notify_project.
create or replace function tracker.finish_projects() returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_done  record;
  v_count int := 0;
begin
  for v_done in
    select p.id, p.owner
      from tracker.project p
     where p.calculated_at is not null and p.products_done > 0 and p.products_to_do + p.products_in_progress = 0
       and p.structure_version = (select v.version from catalog.structure_version v)
       and not exists (select from tracker.project_change c where c.project_id is null or c.project_id = p.id)
       and not exists (select from tracker.project_notice n where n.project_id = p.id and n.person = p.owner and n.event = 'finished')
     order by p.id
  loop
    v_count := v_count + tracker._notify_project(v_done.id, 'finished', array(
      select v_done.owner
       union
      select c.person from tracker.project_contributor c where c.project_id = v_done.id and c.products_done > 0));
  end loop;
  return v_count;
end $$;
alter function tracker.finish_projects() owner to chantier_owner;
revoke execute on function tracker.finish_projects() from public;
grant execute on function tracker.finish_projects() to chantier_worker;
comment on function tracker.finish_projects() is 'Tells people of projects that are finished';
