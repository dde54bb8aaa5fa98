-- SPDX-License-Identifier: Apache-2.0
-- Schedules: when they are due, that they fire once and for whom, and what a launch that is refused leaves.
begin;
\ir ../fixture.psql
select plan(42);
select fixture.worker();

-- When
select is(job._next_fire('0 2 * * *', 'Europe/Paris', '2026-11-26 12:00+00'), '2026-11-27 01:00+00', 'every night at two, in Paris');
select is(job._next_fire('*/15 8-18 * * mon-fri', 'UTC', '2026-11-27 18:46+00'), '2026-11-30 08:00+00', 'a quarter of an hour at work');
select is(job._next_fire('*/15 8-18 * * mon-fri', 'UTC', '2026-11-30 08:00+00'), '2026-11-30 08:15+00', 'the moment itself is over');
select is(job._next_fire('30 2 * * *', 'Europe/Paris', '2026-03-29 00:00+00'), '2026-03-29 01:30+00', 'an hour that the clock leaves out');
select is(job._next_fire('30 2 * * *', 'Europe/Paris', '2026-10-25 01:30+00'), '2026-10-26 01:30+00', 'an hour that comes twice counts once');
select is(array[job._next_fire('30 * * * *', 'Europe/Paris', '2026-10-24 23:30+00'), job._next_fire('30 * * * *', 'Europe/Paris', '2026-10-25 00:30+00')],
  array['2026-10-25 00:30+00', '2026-10-25 01:30+00']::timestamptz[], 'but every hour goes on through both');
select is(job._next_fire('*/15 */1 * * *', 'Australia/Lord_Howe', '2026-04-04 15:00+00'), '2026-04-04 15:15+00', 'also where the clock goes back by half an hour');
select is(array[job._next_fire('0 * * * *', 'Europe/Paris', '2026-03-29 00:00+00'), job._next_fire('0 * * * *', 'Europe/Paris', '2026-03-29 01:00+00')],
  array['2026-03-29 01:00+00', '2026-03-29 02:00+00']::timestamptz[], 'and what is left out is no hour');
select is(job._next_fire('0 0 1 * sun', 'UTC', '2026-11-26 00:00+00'), '2026-11-29 00:00+00', 'of two days one suffices');
select is(job._next_fire('0 0 1 * *', 'UTC', '2026-11-26 00:00+00'), '2026-12-01 00:00+00');
select is(job._next_fire('0 0 * * 7', 'UTC', '2026-11-26 00:00+00'), '2026-11-29 00:00+00', '7 is a Sunday, too');
select is(job._next_fire('5/20 * 29 feb *', 'UTC', '2026-11-26 00:00+00'), '2028-02-29 00:05+00');
select is(job._next_fire('0 0 30 2 *', 'UTC', '2026-01-01 00:00+00'), null, '30 February never comes');
select is(array_agg(job._next_fire(c, 'UTC', '2026-01-01 00:00+00')), array[null, null, null, null, null, null, null]::timestamptz[], 'what is no cron expression')
  from unnest(array['', '* * * *', '60 * * * *', '* 24 * * *', '5-1 * * * *', '*/0 * * * *', 'x * * * *']) as c;

-- Made
select set_config('role', 'tap_mary', true);
select throws_like($$ select tracker.create_schedule('a b', 'tap_plain', '0 2 * * *') $$, '%is no code of a schedule%');
select throws_like($$ select tracker.create_schedule('project:spring', 'tap_plain', '0 2 * * *') $$, '%is no code of a schedule%',
  'those are the projects'' own');
select throws_like($$ select tracker.create_schedule('nightly', 'tap_plain', '0 2 * *') $$, '%is no cron expression%');
select throws_like($$ select tracker.create_schedule('nightly', 'tap_plain', '0 2 * * *', 'Mars/Olympus') $$, '%is no time zone');
select throws_ok($$ select tracker.create_schedule('nightly', 'nothing', '0 2 * * *') $$, 'P0001');
select throws_ok($$ select tracker.create_schedule('nightly', 'tap_plain', '0 2 * * *', 'UTC', '{"x": 1}') $$, '22023');
select lives_ok($$ select tracker.create_schedule('nightly', 'tap_plain', '0 * * * *', 'europe/paris', p_label => 'Hourly') $$);
select throws_ok($$ select tracker.create_schedule('nightly', 'tap_plain', '0 2 * * *') $$, '23505');
select is((select m.timezone from tracker.my_schedule m), 'Europe/Paris');
select set_config('role', 'tap_julia', true);
select is_empty($$ select from tracker.my_schedule $$, 'nobody else sees it');
select throws_ok($$ select tracker.pause_schedule('nightly') $$, 'P0002', 'no such schedule');
select throws_ok($$ select tracker.delete_schedule('nightly') $$, 'P0002', 'no such schedule');

-- Fired
create function pg_temp.fire() returns int language plpgsql as $$
declare
  v_count int;
begin
  perform set_config('role', 'chantier_worker', true);
  v_count := job.fire_schedules();
  perform set_config('role', 'none', true);
  return v_count;
end $$;
select set_config('role', 'none', true);
select is(pg_temp.fire(), 0, 'not yet');
select fixture.sleep('3 hours 1 minute');
select is(array[pg_temp.fire(), pg_temp.fire()], '{1,0}', 'three missed hours fire once');
select is((select array_agg(format('%s %s %s', e.owner, e.label, d.launched_from)) from job.execution e join job.execution_detail d on d.execution_id = e.id),
  '{tap_mary Hourly schedule nightly}', 'for whom it is, under its label');
update job.schedule s set next_at = (select f.fire_at from job.schedule_firing f);
select is(pg_temp.fire(), 0, 'a moment fires once, whoever thinks it is due');
select ok((select s.next_at > job.now() from job.schedule s), 'and the next one is ahead');

-- Refused
select set_config('role', 'tap_mary', true);
select is(tracker.pause_schedule('nightly'), true);
select set_config('role', 'none', true);
select fixture.sleep('2 hours');
select is(pg_temp.fire(), 0, 'paused: nothing');
select set_config('role', 'tap_mary', true);
select is(array[tracker.pause_schedule('nightly', false), tracker.pause_schedule('nightly', false)], '{t,f}', 'resumed: nothing is made up for');
select set_config('role', 'none', true);
update job.schedule s set job = 'gone', next_at = job.now();
select is(pg_temp.fire(), 1, 'what cannot be launched');
select set_config('role', 'tap_mary', true);
select matches((select n.message from tracker.my_notification n where n.schedule = 'nightly'), '^Schedule “Hourly” could not launch: .*gone', 'is told to its owner');
-- Somebody else is at it
select set_config('role', 'none', true);
create function pg_temp.refuse() returns trigger language plpgsql as $f$
begin
  raise lock_not_available;
end $f$;
create trigger refuse before insert on job.execution for each row execute function pg_temp.refuse();
update job.schedule s set job = 'tap_plain', next_at = job.now() - interval '1 minute';
select is(pg_temp.fire(), 0, 'what only the moment is against is not told');
drop trigger refuse on job.execution;
select is(pg_temp.fire(), 1, 'and fires at once when it goes');
select is((select s.last_error from job.schedule s), null);

-- Somebody whose rights are gone
select set_config('role', 'none', true);
revoke chantier_user from tap_mary;
update job.schedule s set job = 'tap_plain', next_at = job.now();
select is(pg_temp.fire(), 1, 'whoever may launch nothing any more');
select is((select s.last_error from job.schedule s), '"tap_mary" may launch nothing here any more', 'has nothing launched');
grant chantier_user to tap_mary;
select set_config('role', 'tap_mary', true);
select lives_ok($$ select tracker.delete_schedule('nightly') $$);

select * from finish();
rollback;
