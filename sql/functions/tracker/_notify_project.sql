-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._notify_project(project, event, persons): tells these people of an event of a project, those who were not told yet. Answers how
-- many were. event: created, due_7, due_3, due_1, finished.
-- Caller: the calculation's and the refresh's transactions, tracker.remind_projects. Locks: the new rows; whoever tells the same person of
-- the same waits, and then tells nobody.
create or replace function tracker._notify_project(p_project int, p_event text, p_persons text[]) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_count int;
begin
  with told as (
    insert into tracker.project_notice (project_id, person, event)
    select p_project, u.person, p_event from (select distinct unnest(p_persons) as person) as u order by u.person
    on conflict (project_id, person, event) do nothing
    returning person
  )
  insert into tracker.notification (person, owner, month, colour, kind, job, label, problems, created_at, project, due_date)
  select t.person, p.owner, date_trunc('month', job.now() at time zone 'UTC')::date,
         case when p_event = 'finished' then 'green' when p_event = 'created' then 'blue' else 'yellow' end,
         'project', case when p_event like 'due%' then 'project_due' else 'project_' || p_event end, p.label,
         coalesce((select c.products_to_do + c.products_in_progress from tracker.project_contributor c
                    where c.project_id = p.id and c.person = t.person and p.owner <> t.person),
                  p.products_to_do + p.products_in_progress),
         job.now(), p.code, p.due_date
    from told t
    join tracker.project p on p.id = p_project;
  get diagnostics v_count = row_count;
  return v_count;
end $$;
alter function tracker._notify_project(int, text, text[]) owner to chantier_owner;
revoke execute on function tracker._notify_project(int, text, text[]) from public;
grant execute on function tracker._notify_project(int, text, text[]) to chantier_worker, chantier_definer;
comment on function tracker._notify_project(int, text, text[]) is 'Tells people of an event of a project, each once';
