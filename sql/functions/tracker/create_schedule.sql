-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.create_schedule(code, job or profile, cron, time zone, parameters, label): a job is launched whenever the cron expression says, as the
-- caller's. Answers when it is first.
-- Caller: a person; the schedule is theirs. Locks: a new row.
-- Errors: 23505 when the code is taken; 22023 invalid_schedule for a code, a cron expression or a time zone that is none; what a launch
-- would be refused for (tracker.launch), but for files, which a schedule has none of.
create or replace function tracker.create_schedule(
  p_code text, p_job text, p_cron text, p_timezone text default 'UTC', p_parameters jsonb default '{}', p_label text default null
) returns timestamptz
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_person  text := tracker.caller();
  v_profile job.profile;
  v_job     job.job;
  v_zone    text;
  v_next    timestamptz;
  v_all     jsonb;
begin
  -- A colon stands in those that projects have.
  if p_code is null or p_code !~ '^[A-Za-z0-9_-]{1,120}$' then
    raise exception '"%" is no code of a schedule: 1 to 120 letters without accents, digits, underscores and hyphens', p_code
      using errcode = '22023', constraint = 'invalid_schedule', hint = 'Take another code.';
  end if;
  if exists (select from job.schedule s where s.code = p_code) then
    raise exception 'there is a schedule "%" already', p_code
      using errcode = '23505', constraint = 'schedule_code_key', hint = 'Remove it, or take another code.';
  end if;
  select z.name into v_zone from pg_timezone_names z where lower(z.name) = lower(p_timezone) limit 1;
  if not found then
    raise exception '"%" is no time zone', p_timezone
      using errcode = '22023', constraint = 'invalid_schedule', hint = 'Write it as Europe/Paris, or UTC.';
  end if;
  v_next := job._next_fire(p_cron, v_zone, job.now());
  if v_next is null then
    raise exception '"%" is no cron expression that ever comes true', p_cron
      using errcode = '22023', constraint = 'invalid_schedule',
            hint = 'Write minute, hour, day, month, weekday: 0 2 * * * is every night at two, */15 8-18 * * mon-fri every quarter of an hour at work.';
  end if;
  if not exists (select from job.job j where j.name = p_job) then
    select p.* into v_profile from job.profile p where lower(p.code) = lower(p_job);
  end if;
  v_job := tracker._job(coalesce(v_profile.job, p_job));
  v_all := tracker._check_parameters(
    v_job, case when v_profile.id is null then p_parameters else tracker._lay_over(v_profile.parameters, p_parameters) end);
  if v_job.kind = 'project' then
    perform tracker._check_project(v_all, v_person);
  end if;
  insert into job.schedule (code, owner, is_of_web, job, label, cron, timezone, parameters, next_at, created_at)
  values (p_code, v_person, tracker._caller_role() in ('chantier_webuser', 'chantier_webadmin'), coalesce(v_profile.code, v_job.name), nullif(p_label, ''), btrim(p_cron), v_zone, p_parameters, v_next, job.now());
  return v_next;
end $$;
alter function tracker.create_schedule(text, text, text, text, jsonb, text) owner to chantier_definer;
revoke execute on function tracker.create_schedule(text, text, text, text, jsonb, text) from public;
grant execute on function tracker.create_schedule(text, text, text, text, jsonb, text) to chantier_user;
comment on function tracker.create_schedule(text, text, text, text, jsonb, text) is 'Has a job launched again and again';
