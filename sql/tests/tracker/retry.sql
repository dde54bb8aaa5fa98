-- SPDX-License-Identifier: Apache-2.0
-- Retry in detail: what runs again and what does not, and that every count comes out as if nothing had happened.
begin;
\ir ../fixture.psql
select plan(45);
set local role chantier_worker;
select fixture.worker() as w \gset
reset role;
create function pg_temp.ask(p_act text, p_execution bigint) returns text language plpgsql as $$
declare
  v_answer text;
begin
  perform set_config('role', 'tap_mary', true);
  execute format('select tracker.%I(public_id) from tracker.my_execution where execution_id = $1', p_act) into v_answer using p_execution;
  perform set_config('role', 'none', true);
  return v_answer;
exception when others then
  perform set_config('role', 'none', true);
  return sqlstate || ' ' || sqlerrm;
end $$;
-- One chunk with a refused item; the checkpoint says where it stands.
create function pg_temp.chunk(p_task bigint, p_token bigint, p_position bigint, p_more jsonb default null) returns void language plpgsql as $$
declare
  v_done bigint := (select p_position - t.range_start from job.task t join job.lease l on l.task_id = t.id and l.step_id = t.step_id where t.id = p_task);
begin
  perform job.fence(p_task, p_token);
  perform job.add_warnings(p_task, p_token, array['bad'], array[false], array[p_position], array[p_position], array['i'], array['f'],
    array['v'], array['m'], array[null]::jsonb[]);
  perform job.add_invalid_items(p_task, p_token, 'h', 'invalid_items.csv', array[p_position], array['row']::bytea[]);
  perform job.checkpoint(p_task, p_token, p_position, v_done, v_done, v_done - 1, 0, 0, 0, 1, 0, p_more, 1, '{"at": 1}', 2::smallint);
end $$;
create function pg_temp.sums(p_step bigint) returns text language sql as $$
  select concat_ws(' ', 'done ' || done, 'read ' || read, 'created ' || created, 'invalid ' || invalid, 'warnings ' || warnings,
                   'errors ' || errors, more, 'open', open, status, 'phase', phase)
    from job.step where id = p_step $$;

-- Three tasks: one completed, one fails in its middle, one waits.
select fixture.launch('tap_mary', 'tap_import', '{"users_to_notify": ["tap_julia"]}') as e \gset
set local role chantier_worker;
select fixture.plan(:w, 3) as s \gset
select * from fixture.claim(:w) \gset a_
select * from fixture.claim(:w) \gset b_
select pg_temp.chunk(:a_task_id, :a_token, 100, '{"even": 50}');
select job.finish_task(:a_task_id, :a_token, 'completed');
select pg_temp.chunk(:b_task_id, :b_token, 140, '{"even": 20, "odd": 20}');
update job.lease set range_end = 180, error_count = 2, crash_count = 1 where task_id = :b_task_id;      -- as a thief would cut it
select is(job.fail_task(:b_task_id, :b_token, 'database_error', 'it broke', 'a cause', 'a hint', '55000', 'w'), 0, 'the task that waits ends with it');
select job.complete_step(:s);
reset role;
select is(pg_temp.sums(:s), 'done 140 read 140 created 138 invalid 2 warnings 2 errors 1 {"odd": 20, "even": 70} open 0 failed phase 0', 'it has failed');
select results_eq(format('select state, position, range_end, checkpoint from job.outcome where step_id = %s order by task_id', :s),
  $$ values ('completed', null::bigint, null::bigint, null::jsonb), ('failed', 140, 180, '{"at": 1}'), ('stopped', null, null, null) $$,
  'where it stood is kept of what was not completed');
select is(pg_temp.ask('retry', :e), 'requested', 'it is retried');
select results_eq(format('select status, colour, ended_at, errors, warnings, problems, stopped_by, step::int, started_at is null from job.execution where id = %s', :e),
  $$ values ('queued', 'blue', null::timestamptz, 0::bigint, 0::bigint, 0::bigint, null, 2, false) $$, 'it has not ended, and waits');
select is(pg_temp.sums(:s), 'done 100 read 100 created 99 invalid 1 warnings 1 {"even": 50} open 2 waiting phase 0', 'only what was completed stands in the sums');
set local role tap_mary;
select results_eq(format('select done, read, created, invalid, warnings, more, errors from tracker.my_step where step_id = %s', :s),
  $$ values (140::bigint, 140::bigint, 138::bigint, 2::bigint, 2::bigint, '{"odd": 20, "even": 70}'::jsonb, 0::bigint) $$, 'people see what was counted, once');
select is_empty(format('select * from tracker.my_error where execution_id = %s', :e), 'its errors are no longer the present ones');
select results_eq(format($$select level, event, message from tracker.my_log where execution_id = %s and event in ('database_error', 'retried') order by at, place$$, :e),
  $$ values ('error', 'database_error', 'it broke. a cause. a hint'), ('info', 'retried', 'tap_mary asked for a retry; it had ended: failed') $$, 'but stand in the log');
reset role;
select results_eq(format('select position, range_end, done, error_count::int, crash_count::int, crash_streak::int, worker_id, checkpoint, sample_done from job.lease where task_id = %s', :b_task_id),
  $$ values (140::bigint, 180::bigint, 40::bigint, 0, 0, 0, null::int, '{"at": 1}'::jsonb, array[40]::bigint[]) $$, 'its lease is back, free, with its range and figures; its errors are forgotten');
select is((select count(*) from job.outcome where step_id = :s), 1::bigint, 'one task stays ended');
select is((select count(*) from job.ready where step_id = :s), 2::bigint, 'the others wait');
select results_eq(format('select is_complete, size from job.artifact where execution_id = %s and kind = ''invalid_items''', :e), $$ values (false, null::bigint) $$,
  'the invalid-items file is open again');
select is(pg_temp.ask('retry', :e), 'queued', 'a second retry finds it waiting');
set local role chantier_worker;
select * from fixture.claim(:w) \gset b_
select * from fixture.claim(:w) \gset c_
select results_eq(format('select status, started_at = (select min(started_at) from job.step where execution_id = %s) from job.execution where id = %s', :e, :e),
  $$ values ('running', true) $$, 'begun again, it keeps when it first began');
select results_eq(format('select position, done, more, checkpoint, checkpoint_version::int from job.begin_task(%s, %s)', :b_task_id, :b_token),
  $$ values (140::bigint, 40::bigint, '{"odd": 20, "even": 20}'::jsonb, '{"at": 1}'::jsonb, 2) $$, 'the failed task goes on where it stood');
select results_eq(format('select position, range_start, range_end, done from job.begin_task(%s, %s)', :c_task_id, :c_token),
  $$ values (200::bigint, 200::bigint, 300::bigint, 0::bigint) $$, 'the other begins');
select job.checkpoint(:b_task_id, :b_token, 180, 80, 80, 79, 0, 0, 0, 1, 0, '{"even": 40, "odd": 40}', 1, null, 2::smallint);
select job.finish_task(:b_task_id, :b_token, 'completed');
select job.checkpoint(:c_task_id, :c_token, 300, 100, 100, 100, 0, 0, 0, 0, 0, '{"even": 50}', 0, null, 2::smallint);
select is(job.finish_task(:c_task_id, :c_token, 'completed'), 0, 'the last one');
select job.complete_step(:s);
select is(pg_temp.sums(:s), 'done 280 read 280 created 278 invalid 2 warnings 2 errors 0 {"odd": 40, "even": 140} open 0 completed phase 0', 'every figure is that of one run');
select * from fixture.claim(:w) \gset z_
select job.finish_task(:z_task_id, :z_token, 'completed'), job.complete_step(:z_step_id);
reset role;
select results_eq(format('select status, colour, warnings, errors from job.execution where id = %s', :e), $$ values ('completed', 'yellow', 2::bigint, 0::bigint) $$, 'it completes');
select results_eq(format('select is_complete, records, size from job.artifact where execution_id = %s and kind = ''invalid_items''', :e), $$ values (true, 2::bigint, 7::bigint) $$,
  'the invalid-items file is complete');
select results_eq(format('select person, colour from tracker.notification where execution_id = %s order by id, person', :e),
  $$ values ('tap_julia', 'red'), ('tap_mary', 'red'), ('tap_julia', 'yellow'), ('tap_mary', 'yellow') $$, 'the second end is told anew');
select is(pg_temp.ask('retry', :e), 'completed', 'what is completed is not retried');

-- Stopped before it began, and stopped when nothing but the end was left
select fixture.launch('tap_mary', 'tap_import') as e \gset
select pg_temp.ask('stop', :e);
select is(pg_temp.ask('retry', :e), 'requested', 'one that was stopped before it began');
select results_eq(format('select e.started_at, s.started_at, s.status, s.open from job.execution e join job.step s on s.execution_id = e.id and s.ordinal = 1 where e.id = %s', :e),
  $$ values (null::timestamptz, null::timestamptz, 'waiting', 1) $$, 'is as if just launched');
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
reset role;
select pg_temp.ask('stop', :e);
set local role chantier_worker;
select job.finish_task(:a_task_id, :a_token, 'completed');
select is((select status from job.complete_step(:a_step_id)), 'stopped', 'stopped between two steps');
reset role;
select is(pg_temp.ask('retry', :e), 'requested', 'it is retried');
select results_eq(format('select open, (select checkpoint_version::int from job.task where step_id = s.id order by id desc limit 1), phase::int from job.step s where id = %s', :a_step_id),
  $$ values (1, 0, 0) $$, 'by a task without code');
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
select is(job.finish_task(:a_task_id, :a_token, 'completed'), 0, 'whose end');
select results_eq(format('select next_name, is_planned from job.complete_step(%s)', :a_step_id), $$ values ('import', true) $$, 'asks what comes next');

-- A plan that failed: of a step that never had a task
select id as s from job.step where execution_id = :e and name = 'import' \gset
select job.fail_step(:s, 'x', 'no plan', null, null, null, 'w');
select is((select status from job.complete_step(:s)), 'failed', 'a plan fails');
reset role;
select is(pg_temp.ask('retry', :e), 'requested', 'it is retried');
select is(pg_temp.sums(:s), 'open 1 waiting phase -1', 'before its first plan');
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
select job.finish_task(:a_task_id, :a_token, 'completed');
select job.start_phase(:s, 100, null, array[0]::bigint[], array[0]::bigint[], array[100]::bigint[], array[null]::jsonb[], 2::smallint);
select is(pg_temp.sums(:s), 'open 1 running phase 0', 'its first plan is number 0');

-- Quarantined, and retried: three more lives
create function pg_temp.die() returns boolean language plpgsql as $$
declare
  v_worker int := fixture.worker('dies');
  v_rescuer int := (select max(id) from job.worker where name = 'tap_w');
  v_was boolean;
begin
  perform fixture.claim(v_worker);
  perform fixture.sleep('21 s');
  perform job.heartbeat(v_rescuer, '20 s');
  select bool_or(was_quarantined) into v_was from job.rescue(v_rescuer);
  return v_was;
end $$;
select is(array[pg_temp.die(), pg_temp.die(), pg_temp.die()], array[false, false, true], 'it kills three workers');
reset role;
select is((select reason from job.error where execution_id = :e), 'worker_killed_thrice', 'and is quarantined');
select is(pg_temp.ask('retry', :e), 'requested', 'its owner lets it try again');
set local role chantier_worker;
select is(array[pg_temp.die(), pg_temp.die(), pg_temp.die()], array[false, false, true], 'three times');
reset role;
select results_eq(format('select status, errors from job.execution where id = %s', :e), $$ values ('failed', 1::bigint) $$, 'the errors of one attempt are counted');

-- Warnings beyond the limit: the note is written anew
select pg_temp.ask('retry', :e);
update job.step set warnings = 200001 where id = :s;
insert into job.warning (execution_id, step_id, at, month, is_note, owner, reason, message)
select :e, :s, job.now(), month, true, owner, 'more_warnings', 'x' from job.execution where id = :e;
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
select job.fail_task(:a_task_id, :a_token, 'x', 'x', null, null, null, 'w');
update job.step set warnings = 1 where id = :s;      -- not trimmed again here
select job.complete_step(:s);
reset role;
select pg_temp.ask('retry', :e);
select results_eq(format('select coalesce(warnings, 0), (select count(*) from job.warning where execution_id = %s and is_note) from job.step where id = %s', :e, :s),
  $$ values (0::bigint, 0::bigint) $$, 'the note and its count are gone');

-- Refusals, in words
set local role chantier_worker;
select * from fixture.claim(:w) \gset a_
select job.fail_task(:a_task_id, :a_token, 'x', 'x', null, null, null, 'w'), job.complete_step(:s);
reset role;
update job.outcome set done = 1, position = null where step_id = :s and state <> 'completed';
select is(pg_temp.ask('retry', :e), '55000 this execution cannot be retried: where its tasks stood is not kept any more', 'what an older program ended');
set local role tap_mary;
select tracker.start_upload('prices.csv', null) as u \gset
select tracker.fail_upload(:u, 'file_unreadable', 'cannot read "prices.csv"');
select execution_id as f from tracker.launch('tap_import', p_upload => :u) \gset
select tracker.start_upload('more.csv', 3) as u \gset
select tracker.put_pieces(:u, 0, array['abc']::bytea[]);
select tracker.finish_upload(:u, 3);
select execution_id as g from tracker.launch('tap_import', p_upload => :u) \gset
select tracker.stop(public_id) from tracker.my_execution where execution_id = :g;
reset role;
select is(pg_temp.ask('retry', :f), '55000 this execution cannot be retried: its file "prices.csv" was never received', 'a file that never came');
savepoint s;
select is(pg_temp.ask('retry', :g), 'requested', 'one that is there is read again');
rollback to s;
delete from job.piece where artifact_id = :u;
select is(pg_temp.ask('retry', :g), '55000 this execution cannot be retried: its file "more.csv" is not kept any more', 'a file that was dropped');
delete from job.artifact where id = :u;
select is(pg_temp.ask('retry', :g), '55000 this execution cannot be retried: its file is not kept any more', 'with all that was known of it');

select * from finish();
rollback;
