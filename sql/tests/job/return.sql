-- SPDX-License-Identifier: Apache-2.0
-- Tasks that change hands: handed back, held, rescued, stolen; workers that come and go; upkeep.
begin;
\ir ../fixture.psql
select plan(55);
set local role chantier_worker;
select fixture.worker('one') as w \gset
select fixture.worker('two') as v \gset
select results_eq(format('select classid::bigint, objid::bigint from pg_locks where locktype = ''advisory'' and pid = pg_backend_pid() and objid in (%s, %s) order by 2', :w, :v),
  format('values (1128812116::bigint, %s::bigint), (1128812116, %s)', :w, :v), 'a worker holds the lock of its number');

-- hand_back
select fixture.launch('tap_mary', 'tap_plain') as e \gset
select * from fixture.claim(:w) \gset c_
select fixture.chunk(row(:c_task_id, :c_token, :c_execution_id, :c_step_id, false)::fixture.claimed, 5);
select is(job.hand_back(:c_task_id, :c_token + 1, 'hand_back', null), false, 'another token hands nothing back');
select is(job.hand_back(:c_task_id, :c_token, 'hand_back', 'the worker was asked to leave'), true, 'a task is handed back');
select is(job.hand_back(:c_task_id, :c_token, 'hand_back', null), false, 'once');
select is_empty(format('select * from job.fence(%s, %s)', :c_task_id, :c_token), 'its old holder is fenced off');
select is(job.checkpoint(:c_task_id, :c_token, 9, 9, 9, 9, 0, 0, 0, 0, 0, null, 0, null, 1::smallint), false, 'and cannot write');
select task_id, token from fixture.claim(:v) \gset
select results_eq(format('select position, done, hand_back_count, crash_count::int, error_count::int from job.begin_task(%s, %s)', :task_id, :token),
  $$ values (5::bigint, 5::bigint, 1, 0, 0) $$, 'the next one goes on from the checkpoint; only a hand-back is counted');
select job.record_error(:task_id, :token, '40001', 'x'), job.hand_back(:task_id, :token, 'error', 'tried again later');
select task_id, token from fixture.claim(:w) \gset
select results_eq(format('select hand_back_count, crash_count::int, error_count::int from job.begin_task(%s, %s)', :task_id, :token),
  $$ values (1, 0, 1) $$, 'after an error only the error is counted');
select is((select count(*) from job.event where execution_id = :e and event = 'handed_back'), 2::bigint, 'the log tells both');

-- hold and unhold
select is(job.hold(:task_id, :token + 1, 'checkpoint_version', null), false, 'another token holds nothing');
select is(job.hold(:task_id, :token, 'checkpoint_version', 'its checkpoint has version 2'), true, 'a task is set aside');
select is_empty('select * from job.ready', 'no claim meets it');
select results_eq('select reason, owner from job.held', $$ values ('checkpoint_version', 'tap_mary') $$, 'the reason stands');
update job.lease set checkpoint_version = 2 where task_id = :task_id;
select is(job.unhold(:v), 0, 'a worker with another version leaves it there');
select job.register_worker('new', 'host', 2, '2.0', 1, '{"tap_plain": {"run": 2}}', '20 s') as n \gset
select is_empty('select * from job.held', 'a worker that can run it brings it back by registering');
select results_eq(format('select position, done from job.claim(%s, 1, null, false) c, job.begin_task(c.task_id, c.token)', :n),
  $$ values (5::bigint, 5::bigint) $$, 'with its checkpoint');

-- leave
select is((select count(*) from job.lease where worker_id = :n), 1::bigint, 'it works on it');
select job.leave(:n);
select is_empty(format('select id from job.worker where id = %s', :n), 'a worker that leaves is gone');
select is((select count(*) from job.ready), 1::bigint, 'its task waits again');
select is(:n = any (job._locked_workers()), false, 'its lock is free');
select is(job.heartbeat(:n, '20 s'), null, 'a worker that is gone has no heartbeat');
select is(:n = any (job._locked_workers()), false, 'nor takes a lock by trying');

-- rescue by lock: two looks, half a second apart
update job.lease set checkpoint_version = null;
select * from fixture.claim(:w) \gset c_
select is_empty(format('select * from job.rescue(%s)', :v), 'a worker that holds its lock is alive');
select pg_advisory_unlock(1128812116, :w);
select is_empty(format('select * from job.rescue(%s)', :v), 'the first look judges nobody');
select is_empty(format('select * from job.rescue(%s)', :v), 'nor does one right after');
select isnt(job.heartbeat(:w, '20 s'), null, 'a heartbeat in between takes the lock again');
select is(:w = any (job._locked_workers()), true, 'it has');
select fixture.sleep('600 ms');
select is_empty(format('select * from job.rescue(%s)', :v), 'and clears the first look');
select pg_advisory_unlock(1128812116, :w);
select job.rescue(:v);
select fixture.sleep('600 ms');
select results_eq(format('select worker_id, task_id, cause, was_quarantined from job.rescue(%s)', :v),
  format('values (%s, %s::bigint, ''lock'', false)', :w, :c_task_id), 'the second look, half a second later, hands its task on');
select is(job.heartbeat(:w, '20 s'), null, 'the dead worker must register anew');
select is_empty(format('select * from job.fence(%s, %s)', :c_task_id, :c_token), 'and is fenced off');
select is_empty(format('select * from job.rescue(%s)', :v), 'a worker is rescued once');
select fixture.worker('one') as w \gset
select * from fixture.claim(:w) \gset c_
select results_eq(format('select crash_count::int, position from job.begin_task(%s, %s)', :c_task_id, :c_token), $$ values (1, 5::bigint) $$,
  'one crash is counted; the checkpoint stands');

-- after a restart of the server every lock is gone: a worker is judged by its lease alone
select pg_advisory_unlock(1128812116, :w);
update job.worker set locked_at = pg_postmaster_start_time() - interval '1 min' where id = :w;
select job.rescue(:v);
select fixture.sleep('600 ms');
select is_empty(format('select * from job.rescue(%s)', :v), 'a lock from before the restart is no sign');

-- rescue by lease; a chunk in between ends the streak
select is(fixture.chunk(row(:c_task_id, :c_token, :c_execution_id, :c_step_id, false)::fixture.claimed, 6), true, 'it works on');
select fixture.sleep('21 s');
select isnt(job.heartbeat(:v, '20 s'), null, 'the rescuer lives');
select results_eq(format('select worker_id, cause from job.rescue(%s)', :v), format('values (%s, ''lease'')', :w), 'a lease that ended is handed on');
select results_eq(format('select crash_count::int, crash_streak::int from job.lease where task_id = %s', :c_task_id), $$ values (2, 1) $$,
  'two crashes in all, one since the last chunk');

-- quarantine: the third death without a chunk in between
create function pg_temp.die() returns boolean language plpgsql as $$
declare
  v_worker int := fixture.worker('dies');
  v_rescuer int := (select max(id) from job.worker where name = 'two');
  v_was boolean;
begin
  perform fixture.claim(v_worker);
  perform fixture.sleep('21 s');
  perform job.heartbeat(v_rescuer, '20 s');
  select bool_or(was_quarantined) into v_was from job.rescue(v_rescuer);
  return v_was;
end $$;
select is(pg_temp.die(), false, 'the second');
-- One that only lies claimed beside a suspect is not blamed again.
select fixture.worker('claims') as x \gset
select job.claim(:x, 1, null, false);
select fixture.sleep('21 s'), job.heartbeat(:v, '20 s');
select job.rescue(:v);
select is((select crash_streak::int from job.lease where task_id = :c_task_id), 2, 'a task that was not begun is not blamed again');
select is(pg_temp.die(), true, 'the third ends it');
select results_eq(format('select status, colour from job.execution where id = %s', :e), $$ values ('failed', 'red') $$, 'its execution has failed');
select is((select reason from job.error where execution_id = :e), 'worker_killed_thrice', 'and says why');
select is_empty('select * from job.ready', 'it waits nowhere');

-- steal
select fixture.launch('tap_mary', 'tap_import') as e \gset
select fixture.worker('one') as w \gset
select fixture.worker('thief') as v \gset
select fixture.plan(:w, 1) as s \gset
select * from fixture.claim(:w) \gset c_
select is_empty(format('select * from job.steal(%s, 51)', :v), 'a range below twice the minimum is left alone');
select fixture.chunk(row(:c_task_id, :c_token, :c_execution_id, :c_step_id, false)::fixture.claimed, 20);
select task_id, token, range_start, range_end from job.steal(:v, 10) \gset s_
select results_eq(format('values (%s, %s)', :s_range_start, :s_range_end), $$ values (60, 100) $$, 'the upper half of what is left');
select is((select range_end from job.fence(:c_task_id, :c_token)), 60::bigint, 'the victim learns its end at its fence');
select isnt_empty(format('select * from job.fence(%s, %s)', :s_task_id, :s_token), 'the thief holds the rest');
select results_eq(format('select open, part, range_start, range_end from job.step s join job.task t on t.step_id = s.id where t.id = %s', :s_task_id),
  $$ values (2, 60::bigint, 60::bigint, 100::bigint) $$, 'the step has one task more, whose part orders its output');
select is(job.finish_task(:c_task_id, :c_token, 'completed'), 1, 'the victim is not the last');
select job.register_worker('stranger', 'host', 2, '2.0', 1, '{"tap_import": {"import": 9}}', '20 s') as x \gset
select is_empty(format('select * from job.steal(%s, 1)', :x), 'a worker with another version takes nothing');

-- upkeep
select fixture.sleep('70 days');
set local role tap_mary;
select tracker.start_upload('old.csv', 3) as u \gset
select tracker.put_pieces(:u, 0, array['abc']::bytea[]);
set local role chantier_worker;
select fixture.sleep('25 hours');
select cmp_ok((job.upkeep(:v) ->> 'partitions')::int, '>=', 6, 'partitions of the months to come are made');
select is_empty(format('select 1 from job.artifact where id = %s union all select 1 from job.piece where artifact_id = %s', :u, :u),
  'an upload that was never launched is removed after a day');
select is_empty(format('select * from job.worker w where w.id <> %s and not exists (select from job.lease l where l.worker_id = w.id)', :v),
  'rows of workers long dead are removed');
reset role;
select is_empty($$ select oid::regclass from pg_class where relnamespace = 'job'::regnamespace and relkind = 'r'
   and not (relrowsecurity and relforcerowsecurity) $$, 'new partitions are guarded as the first');

select * from finish();
rollback;
