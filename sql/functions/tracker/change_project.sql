-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.change_project(code, changes): changes label, description and due date, the keys of changes; what is not named stays, null takes
-- a description or due date away. Channel, locale and filters never change. Answers updated, or unchanged.
-- Caller: the owner of the project. Locks: its row.
-- Errors: P0002 for a project that is not there or not the caller's: one answer; 22023 invalid_project for another key, a label that is
-- none, a due date that is over or none.
create or replace function tracker.change_project(p_code text, p_changes jsonb) returns text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_person  text := tracker.caller();
  v_project tracker.project;
  v_new     tracker.project;
  v_key     text;
begin
  select p.* into v_project from tracker.project p where p.code = lower(p_code) and p.owner = v_person for update;
  if not found then
    raise exception 'no such project' using errcode = 'P0002';
  end if;
  select k into v_key from jsonb_object_keys(p_changes) as k where k not in ('label', 'description', 'due_date') limit 1;
  if found then
    raise exception '"%" of a project never changes', v_key
      using errcode = '22023', constraint = 'invalid_project', hint = 'label, description and due_date may; make another project.';
  end if;
  v_new := v_project;
  if p_changes ? 'label' then
    v_new.label := btrim(p_changes ->> 'label', E' \t\r\n');
    if coalesce(v_new.label, '') = '' or length(v_new.label) > 255 then
      raise exception 'the label of a project has 1 to 255 characters'
        using errcode = '22023', constraint = 'invalid_project', hint = 'Give it a label.';
    end if;
  end if;
  if p_changes ? 'description' then
    v_new.description := nullif(p_changes ->> 'description', '');
  end if;
  if p_changes ? 'due_date' then
    if p_changes ->> 'due_date' is not null and not catalog._is_day(p_changes ->> 'due_date') then
      raise exception 'the due date "%" is no day: yyyy-mm-dd', p_changes ->> 'due_date'
        using errcode = '22023', constraint = 'invalid_project', hint = 'Write it so: 2030-01-31.';
    end if;
    v_new.due_date := (p_changes ->> 'due_date')::date;
    if v_new.due_date < (job.now() at time zone 'UTC')::date and v_new.due_date is distinct from v_project.due_date then
      raise exception 'the due date % is over', v_new.due_date
        using errcode = '22023', constraint = 'invalid_project', hint = 'Name today or a later day.';
    end if;
  end if;
  if v_new is not distinct from v_project then
    return 'unchanged';
  end if;
  update tracker.project p
     set label = v_new.label, description = v_new.description, due_date = v_new.due_date
   where p.id = v_project.id;
  -- Of another day people are reminded anew.
  if v_new.due_date is distinct from v_project.due_date then
    delete from tracker.project_notice n where n.project_id = v_project.id and n.event like 'due\_%';
  end if;
  return 'updated';
end $$;
alter function tracker.change_project(text, jsonb) owner to chantier_definer;
revoke execute on function tracker.change_project(text, jsonb) from public;
grant execute on function tracker.change_project(text, jsonb) to chantier_user;
comment on function tracker.change_project(text, jsonb) is 'Changes label, description and due date of a project';
