-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.remind_projects(): tells everybody with open work of projects that are due in 7, 3 or 1 days, each once; answers how many were
-- told. A day on which nobody worked is made up for, until the next of these days.
-- Caller: any worker, in a transaction of its own. Locks: as tracker._notify_project.
create or replace function tracker.remind_projects() returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_today date := (job.now() at time zone 'UTC')::date;
  v_due   record;
  v_count int := 0;
begin
  for v_due in
    select p.id, p.owner, d.days
      from tracker.project p
      join (values (7, 3), (3, 1), (1, 0)) as d(days, next) on p.due_date - v_today <= d.days and p.due_date - v_today > d.next
     where p.due_date between v_today and v_today + 7
       and p.products_to_do + p.products_in_progress > 0
       -- A project that is made later than that day before it is due is not late in telling so.
       and (p.calculated_at at time zone 'UTC')::date <= p.due_date - d.days
       and not exists (select from tracker.project_notice n
                        where n.project_id = p.id and n.person = p.owner and n.event = 'due_' || d.days)
     order by p.id
  loop
    v_count := v_count + tracker._notify_project(v_due.id, 'due_' || v_due.days, array(
      select v_due.owner
       union
      select c.person from tracker.project_contributor c
       where c.project_id = v_due.id and c.products_to_do + c.products_in_progress > 0));
  end loop;
  return v_count;
end $$;
alter function tracker.remind_projects() owner to chantier_owner;
revoke execute on function tracker.remind_projects() from public;
grant execute on function tracker.remind_projects() to chantier_worker;
comment on function tracker.remind_projects() is 'Tells people of projects that are due in 7, 3 or 1 days';
