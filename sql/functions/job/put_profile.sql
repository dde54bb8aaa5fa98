-- SPDX-License-Identifier: Apache-2.0
--
-- job.put_profile(person, is admin, code, job, label, parameters, overlap): makes a profile, or replaces one as a whole. A null
-- label is the job's own, or stays. Answers 'created', 'updated' or 'unchanged'.
-- Caller: tracker.create_profile and tracker.change_profile; the import of profiles, for its owner. Locks: the profile's row.
-- Errors: 22023 for a code, label or overlap that cannot be; invalid_profile as tracker._check_profile; P0001 unknown_job;
-- 42501 not_yours for a profile of somebody else.
create or replace function job.put_profile(
  p_person text, p_is_admin boolean, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text
) returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now   timestamptz := job.now();
  v_job   job.job;
  v_old   job.profile;
  v_label text;
begin
  if p_code is null or p_code !~ '^[a-zA-Z0-9_]{1,100}$' then
    raise exception 'invalid_profile: "%" is no code of a profile: 1 to 100 letters without accents, digits and underscores', p_code
      using errcode = '22023', constraint = 'invalid_profile';
  end if;
  if exists (select from job.job j where lower(j.name) = lower(p_code)) then
    raise exception 'invalid_profile: profile "%": its code is the name of a job', p_code
      using errcode = '22023', constraint = 'invalid_profile', hint = 'Take another code: both are launched by name.';
  end if;
  v_job := tracker._job(p_job);
  if p_overlap is null or p_overlap not in ('skip', 'queue', 'allow') then
    raise exception 'invalid_profile: profile "%": overlap must be one of "skip", "queue", "allow"', p_code
      using errcode = '22023', constraint = 'invalid_profile';
  end if;
  select p.* into v_old from job.profile p where lower(p.code) = lower(p_code) for update;
  if v_old.id is not null then
    perform tracker._check_profile(p_code, v_job, p_parameters);
  end if;
  v_label := coalesce(nullif(p_label, ''), v_old.label, v_job.label);
  if length(v_label) > 255 then
    raise exception 'invalid_profile: profile "%": the label is longer than 255 characters', p_code
      using errcode = '22023', constraint = 'invalid_profile';
  end if;
  if v_old.id is null then
    insert into job.profile (code, job, label, parameters, overlap, owner, updated_by, created_at, updated_at)
    values (p_code, v_job.name, v_label, case when jsonb_typeof(p_parameters) = 'object' then p_parameters else '{}' end, p_overlap, p_person, p_person, v_now, v_now)
        on conflict (lower(code)) do nothing;
    if found then
      -- Only now, and what is refused takes the row with it: a filter may name its own profile (since its last execution).
      perform tracker._check_profile(p_code, v_job, p_parameters);
      return 'created';
    end if;
    return job.put_profile(p_person, p_is_admin, p_code, p_job, p_label, p_parameters, p_overlap);      -- another was first
  end if;
  if v_old.owner <> p_person and not p_is_admin then
    raise exception 'not_yours: profile "%" is % and not yours to change', v_old.code, quote_ident(v_old.owner) || '''s'
      using errcode = '42501', constraint = 'not_yours', hint = 'Its owner and administrators may; make one under another code.';
  end if;
  if (v_old.job, v_old.label, v_old.parameters, v_old.overlap) is not distinct from (v_job.name, v_label, p_parameters, p_overlap) then
    return 'unchanged';
  end if;
  update job.profile p
     set job = v_job.name, label = v_label, parameters = p_parameters, overlap = p_overlap, updated_by = p_person, updated_at = v_now
   where p.id = v_old.id;
  if p_overlap = 'allow' and v_old.overlap <> 'allow' then
    perform job._give_turn(v_old.code);
  end if;
  return 'updated';
end $$;

alter function job.put_profile(text, boolean, text, text, text, jsonb, text) owner to chantier_owner;
revoke execute on function job.put_profile(text, boolean, text, text, text, jsonb, text) from public;
grant execute on function job.put_profile(text, boolean, text, text, text, jsonb, text) to chantier_definer, chantier_worker;
comment on function job.put_profile(text, boolean, text, text, text, jsonb, text) is 'Makes or replaces a profile';
