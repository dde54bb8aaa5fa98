-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.create_profile(code, job, label, parameters, overlap): saves a job with its parameters, under a code by which
-- tracker.launch starts it. Caller: a person; the profile is theirs. Locks: a new row.
-- Errors: 23505 when the code is taken; 22023 invalid_profile; P0001 unknown_job: job.put_profile.
create or replace function tracker.create_profile(
  p_code text, p_job text, p_label text default null, p_parameters jsonb default '{}', p_overlap text default 'queue'
) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_person text := tracker.caller();
begin
  if exists (select from job.profile p where lower(p.code) = lower(p_code)) then
    raise exception 'there is a profile "%" already', p_code
      using errcode = '23505', constraint = 'profile_code_key', hint = 'Change it, or take another code.';
  end if;
  perform job.put_profile(v_person, false, p_code, p_job, p_label, p_parameters, p_overlap);
end $$;

alter function tracker.create_profile(text, text, text, jsonb, text) owner to chantier_definer;
revoke execute on function tracker.create_profile(text, text, text, jsonb, text) from public;
grant execute on function tracker.create_profile(text, text, text, jsonb, text) to chantier_user;
comment on function tracker.create_profile(text, text, text, jsonb, text) is 'Saves a job with its parameters';
