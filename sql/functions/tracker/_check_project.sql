-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._check_project(parameters, person): whether a calculation names a project of this person. Answers its label.
-- Caller: tracker.launch. Locks: none.
-- Errors: 22023 without a code; P0002 for a project that is not there or not this person's: one answer.
create or replace function tracker._check_project(p_parameters jsonb, p_person text) returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_label text;
begin
  if coalesce(p_parameters ->> 'project_code', '') = '' then
    raise exception 'project_code must name a project' using errcode = '22023', hint = 'Use: chantier project recalculate CODE';
  end if;
  select p.label into v_label
    from tracker.project p
   where p.code = lower(p_parameters ->> 'project_code') and p.owner = p_person;
  if not found then
    raise exception 'no such project' using errcode = 'P0002';
  end if;
  return v_label;
end $$;
alter function tracker._check_project(jsonb, text) owner to chantier_owner;
revoke execute on function tracker._check_project(jsonb, text) from public;
grant execute on function tracker._check_project(jsonb, text) to chantier_definer;
comment on function tracker._check_project(jsonb, text) is 'Whether a calculation names a project of this person';
