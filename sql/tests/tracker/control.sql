-- SPDX-License-Identifier: Apache-2.0
-- Stop, pause, resume, retry: every state with every act, who may, and what each leaves behind.
begin;
\ir ../fixture.psql
select plan(103);
set local role chantier_worker;
select fixture.worker() as w \gset
reset role;
select set_config('fixture.w', :'w', true);

-- An execution of mary's in a state; answers its id. One step, one task, unless the state needs more.
create function pg_temp.put(p_state text) returns uuid language plpgsql as $$
declare
  v_worker int := current_setting('fixture.w')::int;
  v_execution bigint := fixture.launch('tap_mary', 'tap_plain');
  v_id uuid := (select public_id from job.execution where id = v_execution);
  v fixture.claimed;
begin
  if p_state not in ('queued', 'paused from queued', 'stopped from queued') then
    v := fixture.claim(v_worker);
    perform fixture.chunk(v, 3, 1, 2);
  end if;
  case split_part(p_state, ' ', 1)
    when 'queued', 'running' then null;
    when 'starting' then update job.execution set status = 'starting' where id = v_execution;
    when 'stopping' then perform pg_temp.ask('stop', v_id);
    when 'pausing' then perform pg_temp.ask('pause', v_id);
    when 'paused' then
      perform pg_temp.ask('pause', v_id);
      if v.task_id is not null then perform job.pause_task(v.task_id, v.token); end if;
    when 'stopped' then
      perform pg_temp.ask('stop', v_id);
      if v.task_id is not null then
        perform job.finish_task(v.task_id, v.token, 'stopped');
        perform job.complete_step(v.step_id);
      end if;
    when 'completed' then
      perform job.finish_task(v.task_id, v.token, 'completed');
      perform job.complete_step(v.step_id);
    else
      perform job.fail_task(v.task_id, v.token, 'x', 'it broke', null, null, null, 'w');
      perform job.complete_step(v.step_id);
      update job.execution set status = p_state where id = v_execution;
  end case;
  return v_id;
end $$;

create function pg_temp.ask(p_act text, p_id uuid, p_person text default 'tap_mary') returns text language plpgsql as $$
declare
  v_answer text;
begin
  perform set_config('role', p_person, true);
  execute format('select tracker.%I($1)', p_act) into v_answer using p_id;
  perform set_config('role', 'none', true);
  return v_answer;
exception when others then
  perform set_config('role', 'none', true);
  return sqlstate || ' ' || sqlerrm;
end $$;

-- What an act answers in a state, and the state after it; all of it is undone.
create function pg_temp.try(p_state text, p_act text) returns text language plpgsql as $$
declare
  v_id uuid;
  v_answer text;
begin
  v_id := pg_temp.put(p_state);
  v_answer := pg_temp.ask(p_act, v_id);
  v_answer := v_answer || ' → ' || (select status || ' ' || colour from job.execution where public_id = v_id);
  raise exception using message = v_answer, errcode = 'ZZ000';
exception when sqlstate 'ZZ000' then
  return sqlerrm;
end $$;

select is(pg_temp.try(c.state, c.act), c.answer, format('%s: %s', c.act, c.state))
  from (values
    ('queued',   'stop', 'stopped → stopped grey'),     ('queued',   'pause', 'paused → paused blue'),
    ('queued',   'resume', 'queued → queued blue'),     ('queued',   'retry', 'queued → queued blue'),
    ('starting', 'stop', 'requested → stopping blue'),  ('starting', 'pause', 'requested → pausing blue'),
    ('starting', 'resume', 'starting → starting blue'), ('starting', 'retry', 'starting → starting blue'),
    ('running',  'stop', 'requested → stopping blue'),  ('running',  'pause', 'requested → pausing blue'),
    ('running',  'resume', 'running → running blue'),   ('running',  'retry', 'running → running blue'),
    ('pausing',  'stop', 'requested → stopping blue'),  ('pausing',  'pause', 'pausing → pausing blue'),
    ('pausing',  'resume', 'requested → running blue'), ('pausing',  'retry', 'pausing → pausing blue'),
    ('paused',   'stop', 'stopped → stopped grey'),     ('paused',   'pause', 'paused → paused blue'),
    ('paused',   'resume', 'requested → running blue'), ('paused',   'retry', 'paused → paused blue'),
    ('paused from queued', 'resume', 'requested → queued blue'), ('paused from queued', 'stop', 'stopped → stopped grey'),
    ('stopping', 'stop', 'requested → stopping blue'),  ('stopping', 'pause', 'stopping → stopping blue'),
    ('stopping', 'resume', 'stopping → stopping blue'), ('stopping', 'retry', 'stopping → stopping blue'),
    ('completed', 'stop', 'completed → completed yellow'),   ('completed', 'pause', 'completed → completed yellow'),
    ('completed', 'resume', 'completed → completed yellow'), ('completed', 'retry', 'completed → completed yellow'),
    ('stopped',  'stop', 'stopped → stopped grey'),     ('stopped',  'pause', 'stopped → stopped grey'),
    ('stopped',  'resume', 'stopped → stopped grey'),   ('stopped',  'retry', 'requested → queued blue'),
    ('stopped from queued', 'retry', 'requested → queued blue'),
    ('failed',   'stop', 'failed → failed red'),        ('failed',   'pause', 'failed → failed red'),
    ('failed',   'resume', 'failed → failed red'),      ('failed',   'retry', 'requested → queued blue'),
    ('abandoned', 'stop', 'abandoned → abandoned red'), ('abandoned', 'pause', 'abandoned → abandoned red'),
    ('abandoned', 'resume', 'abandoned → abandoned red'), ('abandoned', 'retry', 'requested → queued blue'),
    ('unknown',  'stop', 'unknown → unknown red'),      ('unknown',  'pause', 'unknown → unknown red'),
    ('unknown',  'resume', 'unknown → unknown red'),    ('unknown',  'retry', 'requested → queued blue')
  ) as c(state, act, answer);

-- Who may
select pg_temp.put('running') as id \gset
select is(pg_temp.ask(a, :'id', 'tap_julia'), 'P0002 no such execution', format('another''s execution does not exist: %s', a))
  from unnest(array['stop', 'pause', 'resume', 'retry']) as a;
select is(pg_temp.ask(a, gen_random_uuid()), 'P0002 no such execution', format('nor does a wrong id: %s', a))
  from unnest(array['stop', 'pause', 'resume', 'retry']) as a;
select is((select status from job.execution where public_id = :'id'), 'running', 'it runs on');
select pg_temp.ask('stop', :'id');
select job.finish_task(task_id, token, 'stopped'), job.complete_step(step_id) from job.lease where execution_id = (select id from job.execution where public_id = :'id');

-- Pause: one waits, one works, one is held for another reason
select fixture.launch('tap_mary', 'tap_import') as e \gset
select public_id as id from job.execution where id = :e \gset
set local role chantier_worker;
select fixture.plan(:w, 3) as s \gset
select * from fixture.claim(:w) \gset a_
select fixture.chunk(row(:a_task_id, :a_token, :a_execution_id, :a_step_id, false)::fixture.claimed, 40, 4, 5);
select * from fixture.claim(:w) \gset b_
select job.hold(:b_task_id, :b_token, 'checkpoint_version', 'its checkpoint has version 3');
reset role;
select is(pg_temp.ask('pause', :'id'), 'requested', 'a pause is asked for');
select results_eq(format('select reason, count(*) from job.held where step_id = %s group by 1', :s), $$ values ('paused', 2::bigint) $$,
  'what waits stands aside, whatever it waited for');
select is_empty(format('select 1 from job.ready where step_id = %s', :s), 'no claim meets it');
select is((select count(*) from job.lease where step_id = :s), 2::bigint, 'what was never claimed needs no lease for it');
set local role chantier_worker;
select is(job.unhold(:w), 0, 'no worker brings it back');
select is((select request from job.fence(:a_task_id, :a_token)), 'pause', 'what works is told at its fence');
select is(job.pause_task(:a_task_id, :a_token + 1), null, 'another token pauses nothing');
select is(job.pause_task(:a_task_id, :a_token), true, 'it stands aside');
select is_empty(format('select * from job.fence(%s, %s)', :a_task_id, :a_token), 'its holder is fenced off');
reset role;
select results_eq(format('select e.status, e.colour, s.status, s.open from job.execution e join job.step s on s.id = %s where e.id = %s', :s, :e),
  $$ values ('paused', 'blue', 'paused', 3) $$, 'nobody is at work: it is paused');
set local role tap_mary;
select fixture.sleep('1 hour');
select results_eq(format('select status, warnings, done, stalled from tracker.my_step where step_id = %s', :s),
  $$ values ('paused', 5::bigint, 40::bigint, false) $$, 'its figures stand, and it is not called stalled');
reset role;
set local role chantier_worker;
select isnt(job.heartbeat(:w, '20 s'), null, 'the worker lives');
reset role;

-- Resume
select pg_temp.ask('resume', :'id');
select results_eq(format('select e.status, s.status, (select count(*) from job.request) from job.execution e join job.step s on s.id = %s where e.id = %s', :s, :e),
  $$ values ('running', 'running', 0::bigint) $$, 'it runs again');
select results_eq(format('select count(*) filter (where tag = job._clock(1::smallint)), count(*) filter (where tag > job._clock(1::smallint)) from job.ready where step_id = %s', :s),
  $$ values (2::bigint, 1::bigint) $$, 'what had begun is at the front, what had not has a fair place');
set local role chantier_worker;
select results_eq(format('select b.position, b.done, b.warnings from job.claim(%s, 1, null, false) c, job.begin_task(c.task_id, c.token) b where c.task_id = %s', :w, :a_task_id),
  $$ values (40::bigint, 40::bigint, 5::bigint) $$, 'from its checkpoint, with its figures');
select count(*) from job.claim(:w, 10, null, false);
select results_eq(format('select count(*), count(distinct task_id) from job.lease where step_id = %s and worker_id = %s', :s, :w), $$ values (3::bigint, 3::bigint) $$,
  'all three are claimed, once');
reset role;

-- A pause withdrawn while a task was about to stand aside; one that ends instead of pausing
select pg_temp.ask('pause', :'id'), pg_temp.ask('resume', :'id');
set local role chantier_worker;
select task_id as t, token as k from job.lease where task_id = :a_task_id \gset
select is(job.pause_task(:t, :k), false, 'a pause withdrawn meanwhile: the task goes on');
reset role;
select pg_temp.ask('pause', :'id');
set local role chantier_worker;
select job.pause_task(l.task_id, l.token) from job.lease l where l.step_id = :s and l.task_id <> :t;
select is((select status from job.execution where id = :e), 'pausing', 'while one is at work it is pausing');
select is(job.finish_task(:t, :k, 'completed'), 2, 'the one that was in its last chunk ends');
select is((select status from job.execution where id = :e), 'paused', 'and that was the last at work');
reset role;

-- Handed back and rescued tasks stand aside too
select pg_temp.ask('resume', :'id');
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
select fixture.worker('dies') as d \gset
select * from fixture.claim(:d) \gset b_
reset role;
select pg_temp.ask('pause', :'id');
set local role chantier_worker;
select job.hand_back(:a_task_id, :a_token, 'hand_back', 'the worker leaves');
select is((select reason from job.held where task_id = :a_task_id), 'paused', 'what is handed back under a pause stands aside');
select fixture.sleep('21 s'), job.heartbeat(:w, '20 s');
select is((select count(*) from job.rescue(:w)), 1::bigint, 'so does');
select is((select status from job.execution where id = :e), 'paused', 'what a dead worker held');

-- A failure under a pause: no pause, but an end
reset role;
select pg_temp.ask('resume', :'id');
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
select * from fixture.claim(:w) \gset b_
reset role;
select pg_temp.ask('pause', :'id');
set local role chantier_worker;
select is(job.fail_task(:a_task_id, :a_token, 'x', 'it broke', null, null, null, 'w'), 1, 'a task fails while it pauses');
select is((select request from job.fence(:b_task_id, :b_token)), 'stop', 'the other is told to stop, not to pause');
savepoint s;
select job.pause_task(:b_task_id, :b_token);
select is((select status from job.execution where id = :e), 'failed', 'one that pauses at that moment ends with it');
rollback to s;
select job.finish_task(:b_task_id, :b_token, 'stopped');
select job.complete_step(:s);
select is((select status from job.execution where id = :e), 'failed', 'it has failed');
select is_empty('select * from job.held union all select * from job.held', 'nothing is left aside');
reset role;
select is_empty('select * from job.request', 'nor asked');

-- A pause between two steps, and one overtaken by the end
select fixture.launch('tap_mary', 'tap_noop') as e \gset
select public_id as id from job.execution where id = :e \gset
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
reset role;
select pg_temp.ask('pause', :'id');
set local role chantier_worker;
select is(job.finish_many(array[:a_task_id::bigint], array[:a_token::bigint]), 1::bigint, 'a short task ends under a pause');
reset role;
select results_eq(format('select e.status, e.step::int, (select count(*) from job.held) from job.execution e where e.id = %s', :e), $$ values ('paused', 2, 1::bigint) $$,
  'the next step stands aside');
select pg_temp.ask('resume', :'id');
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
reset role;
select pg_temp.ask('pause', :'id');
set local role chantier_worker;
select job.finish_many(array[:a_task_id::bigint], array[:a_token::bigint]);
reset role;
select results_eq(format('select status from job.execution where id = %s', :e), $$ values ('completed') $$, 'a pause that came too late is none');

-- A worker that is gone, and no other there
select pg_temp.put('running') as id \gset
select fixture.sleep('21 s');
select pg_temp.ask('retry', :'id') as answer \gset
select is(:'answer'::text, 'requested', 'retry hands on what a dead worker held');
select results_eq(format('select count(*), max(crash_count)::int from job.lease l join job.execution e on e.id = l.execution_id where e.public_id = %L and l.worker_id is null', :'id'),
  $$ values (1::bigint, 1) $$, 'a crash is counted');
select is(pg_temp.ask('stop', :'id'), 'stopped', 'what nobody holds can be stopped at once');
select is((select string_agg(event, ' ' order by v.id) from job.event v join job.execution e on e.id = v.execution_id where e.public_id = :'id'),
  'rescued stop_requested', 'the log tells');

-- A task that may not run now, met under a pause: it counts as paused, and the pause is at its end.
set local role chantier_worker;
select job.heartbeat(:w, '20 s') is not null as lives;
reset role;
select pg_temp.put('pausing') as id \gset
select job.hold(l.task_id, l.token, 'unknown_job', 'no such job') from job.lease l join job.execution e on e.id = l.execution_id where e.public_id = :'id';
select is((select e.status from job.execution e where e.public_id = :'id'), 'paused', 'held under a pause: paused');
select is((select h.reason from job.held h join job.execution e on e.id = h.execution_id where e.public_id = :'id'), 'paused', 'and resumed with it');

-- An administrator: stop alone, and only with a grant; the owner is told
create role tap_boss in role chantier_user, chantier_admin;
grant tap_boss to current_user;
set local role chantier_worker;
select job.heartbeat(:w, '20 s') is not null as lives;
reset role;
select pg_temp.put('running') as id \gset
select is(pg_temp.ask('stop', :'id', 'tap_boss'), 'P0002 no such execution', 'to an administrator it does not exist');
set local role tap_boss;
select tracker.open(:'id');
reset role;
update tracker.url_access set given_in = '3';      -- as if in an earlier transaction
select is(pg_temp.ask(a, :'id', 'tap_boss'), 'P0002 no such execution', format('opened by its URL, still not to %s', a))
  from unnest(array['pause', 'resume', 'retry']) as a;
select is(pg_temp.ask('stop', :'id', 'tap_boss'), 'requested', 'but to stop');
select job.finish_task(task_id, token, 'stopped'), job.complete_step(step_id) from job.lease where execution_id = (select id from job.execution where public_id = :'id');
select results_eq(format('select status, stopped_by from job.execution where public_id = %L', :'id'), $$ values ('stopped', 'tap_boss') $$, 'who asked is kept');
select results_eq(format('select n.person, n.colour from tracker.notification n join job.execution e on e.id = n.execution_id where e.public_id = %L', :'id'),
  $$ values ('tap_mary', 'grey') $$, 'its owner is told');
select is((select message from job.event v join job.execution e on e.id = v.execution_id where e.public_id = :'id' and event = 'stop_requested'),
  'tap_boss asked it to stop', 'the log names who asked');

-- What must not be: no step has open tasks, and nobody will ever open one.
select pg_temp.put('running') as id \gset
update job.step s set open = 0 where s.execution_id = (select e.id from job.execution e where e.public_id = :'id');
select alike(pg_temp.ask('pause', :'id'), '55000 execution % has not ended, and none of its steps has open tasks', 'a pause does not wait for ever');

select * from finish();
rollback;
