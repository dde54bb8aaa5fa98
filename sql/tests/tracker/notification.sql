-- SPDX-License-Identifier: Apache-2.0
-- Notifications: who is told what of an end, and what they may do with it.
begin;
\ir ../fixture.psql
select plan(27);
set local role chantier_worker;
select fixture.worker() as w \gset
reset role;
select set_config('fixture.w', :'w', true);

-- One execution of mary's, run to an end.
create function pg_temp.run(p_end text, p_parameters jsonb default '{"users_to_notify": ["tap_julia", "tap_mary"]}', p_job text default 'tap_plain')
returns bigint language plpgsql as $$
declare
  v_execution bigint := fixture.launch('tap_mary', p_job, p_parameters);
  v fixture.claimed := fixture.claim(current_setting('fixture.w')::int);
begin
  if p_end = 'warning' then
    perform fixture.chunk(v, 3, 1, 2);
    perform job.add_warnings(v.task_id, v.token, array['bad_cell'], array[false], array[1]::bigint[], array[1]::bigint[], array['i'], array['f'],
      array['v'], array['m'], array[null]::jsonb[]);
  end if;
  if p_end = 'failed' then
    perform job.fail_task(v.task_id, v.token, 'database_error', 'the disk is full', 'a cause', null, '53100', 'w');
  else
    perform job.finish_task(v.task_id, v.token, case p_end when 'stopped' then 'stopped' else 'completed' end);
  end if;
  perform job.complete_step(v.step_id);
  return v_execution;
end $$;
select pg_temp.run('done') as green \gset
select pg_temp.run('warning') as yellow \gset
select pg_temp.run('failed') as red \gset

set local role tap_mary;
select results_eq('select colour, message, first_reason, problems from tracker.my_notification order by id', $$ values
  ('green', 'Export “Tap plain” finished', null, 0::bigint),
  ('yellow', 'Export “Tap plain” finished with 2 warnings', 'bad_cell', 2),
  ('red', 'Export “Tap plain” failed: the disk is full', 'database_error', 1) $$, 'the owner is told of each end, in words');
select is_empty($$ select 1 from tracker.my_notification n where n.url <> 'http://localhost:8080/executions/' || n.public_id or n.url is null $$, 'with the address');
set local role tap_julia;
select results_eq('select colour, message, owner from tracker.my_notification order by id', $$ values
  ('green', 'Export “Tap plain” finished', 'tap_mary'), ('yellow', 'Export “Tap plain” finished with 2 warnings', 'tap_mary'),
  ('red', 'Export “Tap plain” failed: the disk is full', 'tap_mary') $$, 'so is whom it named');
select is_empty('select 1 from tracker.my_notification where url is not null or public_id is not null', 'but the report stays its owner''s');
select is_empty('select 1 from tracker.my_execution', 'whose execution does not exist for others');
reset role;
select is((select count(*) from tracker.notification where person = 'tap_mary'), 3::bigint, 'a name that stands twice is told once');

-- An administrator who opened it by its URL sees no address of another's here
create role tap_boss in role chantier_user, chantier_admin;
grant tap_boss to current_user;
select pg_temp.run('done', '{"users_to_notify": ["tap_boss"]}') as e \gset
select public_id as id from job.execution where id = :e \gset
set local role tap_boss;
select tracker.open(:'id');
reset role;
update tracker.url_access set given_in = '3';
set local role tap_boss;
select results_eq('select label, url from tracker.my_notification', $$ values ('Tap plain', null) $$, 'no list shows what was opened by its URL');
reset role;

-- Mail
select pg_temp.run('done', '{"send_email": true}') as e \gset
select results_eq(format('select level, event, message from job.event where execution_id = %s', :e),
  $$ values ('info', 'email_not_sent', 'no e-mail was sent: no mail server is set up') $$, 'mail that is wished for is noted as not sent');
select results_eq(format('select colour, warnings from job.execution where id = %s', :e), $$ values ('green', 0::bigint) $$, 'which is no warning');
select is_empty(format('select 1 from job.event where execution_id = %s', :green), 'and not noted where nobody wished for it');

-- Stopped
select fixture.launch('tap_mary', 'tap_plain', '{"users_to_notify": ["tap_julia"]}') as e \gset
set local role tap_mary;
select tracker.stop(public_id) from tracker.my_execution where execution_id = :e;
reset role;
select is_empty(format('select 1 from tracker.notification where execution_id = %s', :e), 'nobody is told of a stop by the owner');

-- Read, unread, removed
delete from tracker.notification where execution_id not in (:green, :yellow, :red);
set local role tap_mary;
select array_agg(id order by id) as ids, min(id) as first, max(id) as last from tracker.my_notification \gset
select is(tracker.mark_read(array[:first]), 1::bigint, 'one is marked as read');
select is(tracker.mark_read(array[:first]), 0::bigint, 'once');
select results_eq('select colour from tracker.my_notification order by (read_at is not null), id desc', $$ values ('red'), ('yellow'), ('green') $$,
  'unread come first, then the newest');
set local role tap_julia;
select is(tracker.mark_read(array[:last]), 0::bigint, 'another''s is not there to be marked');
select is(tracker.remove_notification(array[:last]), 0::bigint, 'nor to be removed');
select is((select count(*) from tracker.my_notification where read_at is null), 3::bigint, 'each has a read mark of one''s own');
set local role tap_mary;
select is((select read_at from tracker.my_notification where id = :last), null, 'it is unread as before');
select is(tracker.mark_read(), 2::bigint, 'all are marked as read');
select is((select count(*) from tracker.my_notification where read_at is null), 0::bigint, 'none is unread');
select is(tracker.remove_notification(array[:first, :first]), 1::bigint, 'one is removed');
select results_eq('select colour from tracker.my_notification order by id', $$ values ('yellow'), ('red') $$, 'it is gone');
select throws_ok($$ insert into tracker.notification (person) values ('tap_mary') $$, '42501', null, 'nobody writes one by hand');
select throws_ok($$ update tracker.notification set label = 'x' $$, '42501', null, 'or changes what it says');
select throws_ok($$ delete from tracker.notification $$, '42501', null, 'or removes but by the function');
reset role;

-- A busy person's
insert into tracker.notification (execution_id, problems, created_at, read_at, month, person, owner, colour, kind, job, label)
select g, 0, job.now(), case when g > 3 then job.now() end, date_trunc('month', job.now()), case g % 2 when 0 then 'tap_mary' else 'tap_julia' end, 'x', 'green', 'rule', 'x', 'x'
  from generate_series(1, 20000) as g;
analyze tracker.notification;
set local role tap_mary;
create function pg_temp.plan(p_sql text) returns text language plpgsql as $$
declare v text; v_all text := '';
begin
  for v in execute 'explain ' || p_sql loop v_all := v_all || v || e'\n'; end loop;
  return v_all;
end $$;
select unalike(pg_temp.plan('select id, message from tracker.my_notification order by (read_at is not null), id desc limit 10'), '%Sort%', 'the newest ten are found without sorting all');
select alike(pg_temp.plan('select id, message from tracker.my_notification order by (read_at is not null), id desc limit 10'), '%notification_person_is_read_idx%', 'by their index');

select * from finish();
rollback;
