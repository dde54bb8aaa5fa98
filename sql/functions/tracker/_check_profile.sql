-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._check_profile(code, job, parameters): whether a profile can be launched as it stands.
-- Caller: job.put_profile, tracker.launch. Locks: none.
-- Errors: 22023 invalid_profile; the message names the profile and the parameter and says why, the hint as
-- tracker._check_parameters. A secret is refused: everybody reads a profile.
create or replace function tracker._check_profile(p_code text, p_job job.job, p_parameters jsonb) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_message text;
  v_hint    text;
  v_secret  text;
begin
  if jsonb_typeof(p_parameters) is distinct from 'object' then
    raise exception 'invalid_profile: profile "%": the parameters must be a JSON object', p_code
      using errcode = '22023', constraint = 'invalid_profile';
  end if;
  with recursive member as (
    select e.key as path, e.key, e.value from jsonb_each(p_parameters) as e
     union all
    select m.path || '.' || e.key, e.key, e.value
      from member m
     cross join lateral jsonb_each(case when jsonb_typeof(m.value) = 'object' then m.value else '{}' end) as e
  )
  select min(m.path) into v_secret
    from member m
   where m.key ~* '(passw|passphrase|secret|credential|token|private_?key|api_?key)' and m.value not in ('null', '""');
  if v_secret is not null then
    raise exception 'invalid_profile: profile "%": % is a secret, and everybody reads a profile', p_code, v_secret
      using errcode = '22023', constraint = 'invalid_profile', hint = 'Give it at the launch.';
  end if;
  begin
    perform tracker._check_parameters(p_job, p_parameters);
  exception when invalid_parameter_value then
    get stacked diagnostics v_message = message_text, v_hint = pg_exception_hint;
    raise exception 'invalid_profile: profile "%": %', p_code, v_message
      using errcode = '22023', constraint = 'invalid_profile', hint = coalesce(nullif(v_hint, ''), 'Correct it, or leave it out.');
  end;
end $$;

alter function tracker._check_profile(text, job.job, jsonb) owner to chantier_owner;
revoke execute on function tracker._check_profile(text, job.job, jsonb) from public;
grant execute on function tracker._check_profile(text, job.job, jsonb) to chantier_definer, chantier_worker;
comment on function tracker._check_profile(text, job.job, jsonb) is 'Whether a profile can be launched';
