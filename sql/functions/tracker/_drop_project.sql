-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._drop_project(project): removes a project and all that was calculated of it. Notifications about it stay.
-- Caller: tracker.delete_project, tracker.end_projects. Locks: its rows; a refresh or calculation of it that is at work is waited for.
create or replace function tracker._drop_project(p_project int) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_schedule job.schedule.id%type;
begin
  -- As the refresh takes it: nobody writes its states meanwhile.
  perform pg_advisory_xact_lock(1128812121, p_project);
  delete from job.schedule s
   using tracker.project p
   where p.id = p_project and s.code = tracker._project_schedule(p.code) and s.owner = p.owner
  returning s.id into v_schedule;
  -- Behind it: what fired while this waited for the schedule is seen now.
  delete from job.schedule_firing f where f.schedule_id = v_schedule;
  delete from tracker.project p where p.id = p_project;
  delete from tracker.project_contributor c where c.project_id = p_project;
  delete from tracker.project_group g where g.project_id = p_project;
  delete from tracker.project_notice n where n.project_id = p_project;
  -- What stands there as changed for it alone the refresh takes off: it holds these rows before it asks for this lock.
  delete from tracker.project_product x where x.project_id = p_project;
end $$;
alter function tracker._drop_project(int) owner to chantier_owner;
revoke execute on function tracker._drop_project(int) from public;
grant execute on function tracker._drop_project(int) to chantier_definer, chantier_worker;
comment on function tracker._drop_project(int) is 'Removes a project and all that was calculated of it';
