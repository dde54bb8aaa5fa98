-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.change_profile(code, label, parameters, removed, overlap): changes a profile; what is null stays. The parameters given
-- stand over those saved; those removed, a dot reaching into objects, have the job's default again. Executions that were launched
-- keep theirs. Answers 'updated' or 'unchanged'.
-- Caller: who made it, or an administrator. Locks: its row.
-- Errors: P0002 when there is none; 42501 not_yours; 22023 invalid_profile: job.put_profile.
create or replace function tracker.change_profile(
  p_code text, p_label text default null, p_parameters jsonb default '{}', p_removed text[] default '{}', p_overlap text default null
) returns text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_person  text := tracker.caller();
  v_profile job.profile;
  v_all     jsonb;
  v_path    text;
begin
  select p.* into v_profile from job.profile p where lower(p.code) = lower(p_code) for update;
  if not found then
    raise exception 'there is no profile "%"', p_code using errcode = 'P0002';
  end if;
  if jsonb_typeof(p_parameters) is distinct from 'object' then
    raise exception 'the parameters must be a JSON object' using errcode = '22023';
  end if;
  v_all := v_profile.parameters;
  foreach v_path in array p_removed loop
    if v_all #> string_to_array(v_path, '.') is null then
      raise exception 'profile "%" has no parameter "%" of its own', v_profile.code, v_path using errcode = '22023';
    end if;
    v_all := v_all #- string_to_array(v_path, '.');
  end loop;
  return job.put_profile(v_person, pg_has_role(tracker._caller_role(), 'chantier_admin', 'usage'), v_profile.code, v_profile.job,
                         p_label, tracker._lay_over(v_all, p_parameters), coalesce(p_overlap, v_profile.overlap));
end $$;

alter function tracker.change_profile(text, text, jsonb, text[], text) owner to chantier_definer;
revoke execute on function tracker.change_profile(text, text, jsonb, text[], text) from public;
grant execute on function tracker.change_profile(text, text, jsonb, text[], text) to chantier_user;
comment on function tracker.change_profile(text, text, jsonb, text[], text) is 'Changes a profile';
