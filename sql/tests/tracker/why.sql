-- SPDX-License-Identifier: Apache-2.0
-- Why an execution does not go on: each reason, and the place in the queue.
begin;
\ir ../fixture.psql
select plan(34);
create function pg_temp.why(p_execution bigint, p_person text default 'tap_mary') returns text language plpgsql as $$
declare
  v_id uuid := (select public_id from job.execution where id = p_execution);
  v_answer text;
begin
  perform set_config('role', p_person, true);
  select w.reason || ': ' || w.message into v_answer from tracker.why(v_id) as w;
  perform set_config('role', 'none', true);
  return v_answer;
exception when others then
  perform set_config('role', 'none', true);
  return sqlstate || ' ' || sqlerrm;
end $$;
create function pg_temp.place(p_execution bigint, p_person text default 'tap_mary') returns int language plpgsql as $$
declare
  v_answer int;
begin
  perform set_config('role', p_person, true);
  select e.queue_position into v_answer from tracker.my_execution e where e.execution_id = p_execution;
  perform set_config('role', 'none', true);
  return v_answer;
end $$;
create function pg_temp.ask(p_act text, p_execution bigint) returns text language plpgsql as $$
declare
  v_answer text;
begin
  perform set_config('role', 'tap_mary', true);
  execute format('select tracker.%I(public_id) from tracker.my_execution where execution_id = $1', p_act) into v_answer using p_execution;
  perform set_config('role', 'none', true);
  return v_answer;
end $$;

-- No worker, none that takes the job, none that knows the version
select fixture.launch('tap_mary', 'tap_import') as e \gset
select is(pg_temp.why(:e), 'no_worker: no worker is running', 'nobody is there');
select is(pg_temp.why(:e, 'tap_julia'), 'P0002 no such execution', 'another''s execution does not exist');
set local role chantier_worker;
select job.register_worker('other', 'host', 2, '1.0', 2, '{"tap_plain": {"run": 1}}', '1 hour') as o \gset
reset role;
select is(pg_temp.why(:e), 'unknown_job: none of the workers that are running takes tap_import', 'nobody takes the job');
set local role chantier_worker;
select job.register_worker('old', 'host', 2, '1.0', 2, '{"tap_import": {"scan": 7, "import": 2}}', '1 hour') as o \gset
reset role;
select is(pg_temp.why(:e), 'checkpoint_version: no worker that is running can go on with step "scan": it needs the version of the program that began it', 'nobody has its version');
set local role chantier_worker;
select * from fixture.claim(:o) \gset a_
select job.hold(:a_task_id, :a_token, 'checkpoint_version', 'no live worker reads version 1');
reset role;
select is(pg_temp.why(:e), 'checkpoint_version: no worker that is running can go on with step "scan": no live worker reads version 1', 'one has tried');
set local role chantier_worker;
select job.register_worker('w', 'host', 2, '1.0', 2, '{"tap_import": {"scan": 1, "import": 2, "finish": 1}, "tap_plain": {"run": 1}}', '1 hour') as w \gset
reset role;
select is(pg_temp.why(:e), 'queued: it is number 1 in the queue; a slot is free and takes it within a second', 'somebody comes');

-- The queue: places, without a word about others
select fixture.launch('tap_julia', 'tap_plain') as j1 \gset
select fixture.launch('tap_julia', 'tap_plain') as j2 \gset
select fixture.launch('tap_mary', 'tap_plain', '{}', 2::smallint) as low \gset
select is(pg_temp.place(:e), null, 'one that had begun is not called queued');
select is(pg_temp.place(:j1, 'tap_julia'), 2, 'though others stand behind it');
select is(pg_temp.place(:j2, 'tap_julia'), 3, 'one after the other');
select is(pg_temp.place(:low), 4, 'a low priority is last');
select is(tracker._queue_position(:j1), null, 'nobody is told another''s place');
set local role tap_mary;
select is(tracker._queue_position(:j1), null, 'not even by its number');
reset role;
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
select * from fixture.claim(:w) \gset b_
reset role;
select is(:a_execution_id::bigint, :e::bigint, 'the first in the queue is claimed first');
select is(pg_temp.place(:e), null, 'what runs has no place');
select is(pg_temp.place(:j2, 'tap_julia'), 1, 'the others move up');
update job.worker set lease_until = '-infinity' where name <> 'w';
select is(pg_temp.why(:j2, 'tap_julia'), 'slots_busy: it is number 1 in the queue; all slots of the workers that take it are busy', 'all slots are busy');
select is(pg_temp.why(:e), 'working: it does not wait: 1 of its tasks is at work', 'what works does not wait');
insert into job.ready (priority, tag, task_id, step_id, owner_id, job_id) select 0, g, -g, -g, 1, 1 from generate_series(1, 1000) as g;
select is(pg_temp.place(:j2, 'tap_julia'), null, 'a place far behind says nothing');
delete from job.ready where priority = 0;

-- At work: more tasks than slots, a failed chunk
set local role chantier_worker;
select job.finish_task(:b_task_id, :b_token, 'completed'), job.complete_step(:b_step_id);
select job.finish_task(:a_task_id, :a_token, 'completed');
select next_step_id as s from job.complete_step(:a_step_id) \gset
select job.start_phase(:s, 300, null, array[0, 100, 200]::bigint[], array[0, 100, 200]::bigint[], array[100, 200, 300]::bigint[], array[null, null, null]::jsonb[], 2::smallint);
select * from job.claim(:w, 1, null, false) \gset x_
select job.finish_task(:x_task_id, :x_token, 'completed'), job.complete_step(:x_step_id);
select * from fixture.claim(:w) \gset a_
reset role;
select is(pg_temp.why(:e), 'working: it does not wait: 1 of its tasks is at work, 2 more wait for a slot', 'the others wait for a slot');
set local role chantier_worker;
select job.record_error(:a_task_id, :a_token, '40001', 'could not serialize');
reset role;
select is(pg_temp.why(:e), 'retrying: its last chunk failed and is tried again within seconds: the chunk at item 0 failed and is tried again: could not serialize', 'a chunk is tried again');
set local role chantier_worker;
select fixture.chunk(row(:a_task_id, :a_token, :a_execution_id, :a_step_id, false)::fixture.claimed, 10);
reset role;
select alike(pg_temp.why(:e), 'working: %', 'until it is committed');

-- Asked to pause, paused, asked to stop
select is(pg_temp.ask('pause', :e), 'requested', 'it is asked to pause');
select is(pg_temp.why(:e), 'pausing: tap_mary asked it to pause; what is at work finishes its chunk first', 'and says so');
set local role chantier_worker;
select job.pause_task(:a_task_id, :a_token);
reset role;
select is(pg_temp.why(:e), 'paused: tap_mary paused it; it goes on when it is resumed', 'paused');
set local role tap_mary;
select is((select w.detail ->> 'by' from tracker.my_execution e, tracker.why(e.public_id) as w where e.execution_id = :e), 'tap_mary', 'the detail says it to programs');
reset role;
select pg_temp.ask('resume', :e);
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
reset role;
select pg_temp.ask('stop', :e);
select is(pg_temp.why(:e), 'stopping: tap_mary asked it to stop; what is at work finishes its chunk first', 'asked to stop');
set local role chantier_worker;
select job.finish_task(:a_task_id, :a_token, 'stopped'), job.complete_step(:s);
reset role;
select is(pg_temp.why(:e), 'ended: it has ended: stopped', 'ended');

-- A worker that is gone
select pg_temp.ask('retry', :e);
select is(pg_temp.place(:e), 1, 'a retry waits in the queue');
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
reset role;
select fixture.sleep('61 min');
select alike(pg_temp.why(:e), 'worker_lost: worker "w" was not heard from for 366_ s; no other worker is running: as soon as one is, it goes on from the last chunk', 'its worker is gone, and no other is there');
set local role chantier_worker;
select fixture.worker('v') as v \gset
reset role;
select alike(pg_temp.why(:e), 'worker_lost: worker "w" was not heard from for 366_ s; another one goes on from its last chunk within seconds', 'another one is');
set local role chantier_worker;
select count(*) from job.rescue(:v);
reset role;
select is(pg_temp.why(:e), 'queued: it is number 1 in the queue; a slot is free and takes it within a second; it comes back from a worker that is gone, and goes on from its last chunk', 'rescued');

-- An administrator with a grant may ask
create role tap_boss in role chantier_user, chantier_admin;
grant tap_boss to current_user;
select is(pg_temp.why(:e, 'tap_boss'), 'P0002 no such execution', 'to an administrator it does not exist');
select public_id as id from job.execution where id = :e \gset
select fixture.launch('tap_mary', 'tap_plain') as q \gset
select public_id as qid from job.execution where id = :q \gset
set local role tap_boss;
select tracker.open(:'id'), tracker.open(:'qid');
reset role;
update tracker.url_access set given_in = '3';
select alike(pg_temp.why(:e, 'tap_boss'), 'queued: %', 'but opened by its URL');
set local role tap_boss;
select is((select count(queue_position) from tracker.execution where execution_id = :q), 1::bigint, 'as its place in the queue');
reset role;

select * from finish();
rollback;
