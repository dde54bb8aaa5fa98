-- SPDX-License-Identifier: Apache-2.0
--
-- job._next_fire(cron, time zone, after): the first moment after p_after that a cron expression means: minute, hour, day of the month, month
-- (1–12, jan–dec), day of the week (0–7, sun–sat, 0 and 7 are Sunday). Where both days are restricted, one of them suffices, as with cron.
-- A time that a change of the clock leaves out is made up for right behind it; one that comes twice counts once, but where every hour (*) is
-- meant, which goes on through all of them. Null: it is no cron expression, or means no moment within five years, such as 30 February.
-- Caller: tracker.create_schedule, job.fire_schedules. Locks: none.
create or replace function job._next_fire(p_cron text, p_timezone text, p_after timestamptz) returns timestamptz
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_fields   text[] := regexp_split_to_array(btrim(p_cron), '\s+');
  v_minutes  int[];
  v_hours    int[];
  v_days     int[];
  v_months   int[];
  v_weekdays int[];
  v_local    timestamp := date_trunc('minute', p_after at time zone p_timezone);
  v_day      date;
  v_fire     timestamptz;
begin
  if coalesce(cardinality(v_fields), 0) <> 5 then
    return null;
  end if;
  v_minutes := job._cron_field(v_fields[1], 0, 59, null);
  v_hours := job._cron_field(v_fields[2], 0, 23, null);
  v_days := job._cron_field(v_fields[3], 1, 31, null);
  v_months := job._cron_field(v_fields[4], 1, 12, '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}');
  v_weekdays := job._cron_field(v_fields[5], 0, 7, '{sun,mon,tue,wed,thu,fri,sat}');
  if v_minutes is null or v_hours is null or v_days is null or v_months is null or v_weekdays is null then
    return null;
  end if;
  if 7 = any (v_weekdays) then
    v_weekdays := v_weekdays || 0;
  end if;
  for v_offset in 0 .. 366 * 5 loop
    v_day := v_local::date + v_offset;
    continue when extract(month from v_day)::int <> all (v_months)
      or case
           when v_fields[3] like '*%' or v_fields[5] like '*%'
             then extract(day from v_day)::int <> all (v_days) or extract(dow from v_day)::int <> all (v_weekdays)
           else extract(day from v_day)::int <> all (v_days) and extract(dow from v_day)::int <> all (v_weekdays)
         end;
    select min(x.fire) into v_fire
      from (select t.fire
              from (select (v_day + make_time(h, m, 0)) at time zone p_timezone as fire, v_day + make_time(h, m, 0) as local
                      from unnest(v_hours) as h cross join unnest(v_minutes) as m) as t
            union all
            -- The server means the later of two: clocks go back by an hour, or by half of one.
            select t.fire - b.back
              from (select (v_day + make_time(h, m, 0)) at time zone p_timezone as fire, v_day + make_time(h, m, 0) as local
                      from unnest(v_hours) as h cross join unnest(v_minutes) as m) as t
             cross join (values (interval '30 minutes'), (interval '1 hour')) as b(back)
             where v_fields[2] like '*%' and (t.fire - b.back) at time zone p_timezone = t.local) as x
     where x.fire > p_after;
    if v_fire is not null then
      return v_fire;
    end if;
  end loop;
  return null;
end $$;
alter function job._next_fire(text, text, timestamptz) owner to chantier_owner;
revoke execute on function job._next_fire(text, text, timestamptz) from public;
grant execute on function job._next_fire(text, text, timestamptz) to chantier_definer;
comment on function job._next_fire(text, text, timestamptz) is 'The next moment that a cron expression means';
