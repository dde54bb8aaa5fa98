-- SPDX-License-Identifier: Apache-2.0
--
-- job.fire_schedules(): launches what is due, for the people whose schedules they are; answers how many fired. What was missed while nobody
-- worked fires once. What cannot be launched is told to the schedule's owner, and tried again the next time it is due; what only
-- the moment is against (a deadlock, a lock that somebody holds) is tried again at once. Whoever is no user any more has nothing launched.
-- Caller: any worker, every second, alone in its transaction. SECURITY DEFINER, since workers launch nothing by themselves.
-- Locks: the schedules that are due, skip locked; as tracker.launch, for two seconds at most.
create or replace function job.fire_schedules() returns int
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_now       timestamptz := job.now();
  v_schedule  job.schedule;
  v_execution bigint;
  v_error     text;
  v_next      timestamptz;
  v_from      text := current_setting('application_name');
  v_count     int := 0;
begin
  if not exists (select from job.schedule s where s.next_at <= v_now and not s.is_paused) then
    return 0;
  end if;
  for v_schedule in
    select s.* from job.schedule s where s.next_at <= v_now and not s.is_paused order by s.next_at, s.id limit 100 for update skip locked
  loop
    v_execution := null;
    v_error := null;
    begin
      insert into job.schedule_firing (schedule_id, fire_at, owner) values (v_schedule.id, v_schedule.next_at, v_schedule.owner)
      on conflict (schedule_id, fire_at) do nothing;
      if found then
        if not v_schedule.is_of_web
           and not exists (select from pg_roles r where r.rolname = v_schedule.owner and pg_has_role(r.oid, 'chantier_user', 'usage')) then
          raise exception '"%" may launch nothing here any more', v_schedule.owner using errcode = '42501';
        end if;
        perform set_config('tracker.scheduled_for', v_schedule.owner, true);
        perform set_config('application_name', left('schedule ' || v_schedule.code, 63), true);
        select l.execution_id into v_execution from tracker.launch(v_schedule.job, v_schedule.parameters, v_schedule.label) as l;
        update job.schedule_firing f set execution_id = v_execution where f.schedule_id = v_schedule.id and f.fire_at = v_schedule.next_at;
        v_count := v_count + 1;
      end if;
    exception when others then
      v_error := sqlerrm;
      -- All of it is undone, the firing too: next time it is as if nothing had been tried.
      -- Who has waited once leaves the others to the next tick, so that what fired is not kept back.
      exit when sqlstate = '55P03';
      continue when left(sqlstate, 2) in ('08', '40', '53', '57');
      insert into job.schedule_firing (schedule_id, fire_at, owner) values (v_schedule.id, v_schedule.next_at, v_schedule.owner)
      on conflict (schedule_id, fire_at) do nothing;
      insert into tracker.notification (person, owner, month, colour, kind, job, label, problems, first_message, created_at, schedule)
      values (v_schedule.owner, v_schedule.owner, date_trunc('month', v_now at time zone 'UTC')::date, 'red',
              coalesce((select j.kind
                          from job.job j
                         where j.name = coalesce((select p.job from job.profile p where p.code = v_schedule.job), v_schedule.job)), 'import'),
              'schedule_failed', coalesce(v_schedule.label, v_schedule.code), 0, left(v_error, 200), v_now, v_schedule.code);
      v_count := v_count + 1;
    end;
    perform set_config('tracker.scheduled_for', '', true);
    perform set_config('application_name', v_from, true);
    begin
      v_next := job._next_fire(v_schedule.cron, v_schedule.timezone, v_now);
    exception when invalid_parameter_value then                     -- a time zone that the server does not know any more
      v_error := sqlerrm;
      v_next := null;
    end;
    update job.schedule s
       set last_at = v_now, last_execution_id = coalesce(v_execution, s.last_execution_id), last_error = v_error,
           -- One that means no moment any more rests.
           next_at = coalesce(v_next, 'infinity')
     where s.id = v_schedule.id;
    delete from job.schedule_firing f where f.schedule_id = v_schedule.id and f.fire_at < v_now - interval '1 month';
  end loop;
  return v_count;
end $$;
alter function job.fire_schedules() owner to chantier_definer;
revoke execute on function job.fire_schedules() from public;
grant execute on function job.fire_schedules() to chantier_worker;
comment on function job.fire_schedules() is 'Launches what schedules say, for the people whose they are';
