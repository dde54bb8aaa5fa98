-- SPDX-License-Identifier: Apache-2.0
-- What people see: the colour rule, and progress that does not lie.
begin;
\ir ../fixture.psql
select plan(43);

-- The colour rule, whole.
create temporary table rule (status text, warnings bigint, errors bigint, colour text, problems bigint);
insert into rule values
  ('failed', 0, 0, 'red', 1), ('failed', 5, 2, 'red', 2), ('abandoned', 3, 0, 'red', 1), ('unknown', 0, 0, 'red', 1),
  ('completed', 0, 1, 'red', 1), ('completed', 7, 1, 'red', 1), ('completed', 37, 0, 'yellow', 37), ('completed', 0, 0, 'green', 0),
  ('stopped', 0, 0, 'grey', 0), ('stopped', 4, 0, 'grey', 4), ('queued', 0, 0, 'blue', 0), ('starting', 0, 0, 'blue', 0),
  ('running', 3, 0, 'blue', 3), ('pausing', 0, 0, 'blue', 0), ('paused', 0, 0, 'blue', 0), ('stopping', 0, 0, 'blue', 0);
insert into job.execution (created_at, ended_at, warnings, errors, owner_id, month, job_id, steps, status, owner, kind, job, label)
select now(), case when status in ('completed', 'failed', 'stopped', 'abandoned', 'unknown') then now() end, warnings, errors, 1, '2026-01-01', 1, 1,
       status, 'tap_rule', 'import', 'x', 'x' from rule;
select is(e.colour || ' ' || e.problems, r.colour || ' ' || r.problems, format('%s with %s warnings, %s errors', r.status, r.warnings, r.errors))
  from rule r join job.execution e on e.owner = 'tap_rule' and (e.status, e.warnings, e.errors) = (r.status, r.warnings, r.errors);
select throws_ok($$ update job.execution set status = 'done' where owner = 'tap_rule' $$, '23514', null, 'there is no other status');
select throws_ok($$ update job.execution set ended_at = null where owner = 'tap_rule' and status = 'failed' $$, '23514', null, 'what has ended has an end');

-- Progress
set local role chantier_worker;
select fixture.worker() as w \gset
select fixture.launch('tap_mary', 'tap_import') as e \gset
set local role tap_mary;
select results_eq(format('select status, percent, done, total, queue_s, elapsed_s from tracker.my_execution where execution_id = %s', :e),
  $$ values ('queued', null::int, 0::bigint, null::bigint, null::float8, null::float8) $$, 'a queued one has no percent');
set local role chantier_worker;
select fixture.plan(:w, 2) as s \gset
select * from fixture.claim(:w) \gset a_
select * from fixture.claim(:w) \gset b_
create function pg_temp.commit(p_task bigint, p_token bigint, p_done bigint, p_warnings bigint default 0) returns void language sql as $$
  select job.heartbeat((select max(id) from job.worker), '20 s');
  select job.checkpoint(p_task, p_token, p_done, p_done, p_done, 0, 0, p_done, 0, 0, 0, '{"x": 1}', p_warnings, null, 2::smallint) $$;
grant execute on function pg_temp.commit to public;
-- Two tasks of 100: a does 1 a second, b 2 a second, for 20 s.
select fixture.sleep('1 s'), pg_temp.commit(:a_task_id, :a_token, g), pg_temp.commit(:b_task_id, :b_token, 2 * g, 1) from generate_series(1, 20) as g;
set local role tap_mary;
select results_eq(format('select done, total, percent, warnings, status, colour, problems from tracker.my_execution where execution_id = %s', :e),
  $$ values (60::bigint, 200::bigint, 30, 1::bigint, 'running', 'blue', 1::bigint) $$, 'done and warnings are the sums of the tasks, live');
select ok((select rate_per_s between 2.9 and 3.1 from tracker.my_step where step_id = :s), 'the rate is that of both');
select ok((select eta_s between 45 and 48 from tracker.my_step where step_id = :s), 'and so is the time left');
select results_eq(format('select stalled, more, unchanged, open_tasks from tracker.my_step where step_id = %s', :s),
  $$ values (false, '{"x": 2}'::jsonb, 60::bigint, 2) $$, 'it is not stalled');
select fixture.sleep('29 s');
select is((select stalled from tracker.my_step where step_id = :s), false, '29 s without a commit are no stall');
select ok((select eta_s between 16 and 19 from tracker.my_step where step_id = :s), 'the time left shrinks with the clock');
select fixture.sleep('2 s');
select is((select stalled from tracker.my_step where step_id = :s), true, '31 s are');
select fixture.sleep('60 s');
select is((select eta_s from tracker.my_step where step_id = :s), 0::float8, 'the time left is never negative');
set local role chantier_worker;
select pg_temp.commit(:a_task_id, :a_token, 100), pg_temp.commit(:b_task_id, :b_token, 100);
set local role tap_mary;
select is((select percent from tracker.my_execution where execution_id = :e), 99, 'never 100 % before the end');
set local role chantier_worker;
select job.finish_task(:a_task_id, :a_token, 'completed'), job.finish_task(:b_task_id, :b_token, 'completed');
set local role tap_mary;
select is((select done from tracker.my_step where step_id = :s), 200::bigint, 'ended tasks count on');
set local role chantier_worker;
select job.complete_step(:s);
set local role tap_mary;
select results_eq(format('select status, percent, done, colour, warnings, duration_s > 110, stalled from tracker.my_step where step_id = %s', :s),
  $$ values ('completed', 100, 200::bigint, 'green', 0::bigint, true, false) $$, 'an ended step shows its own row');
select is((select step_name from tracker.my_execution where execution_id = :e), 'finish', 'the execution is at its next step');
set local role chantier_worker;
select * from fixture.claim(:w) \gset c_
select job.finish_task(:c_task_id, :c_token, 'completed');
select job.complete_step(:c_step_id);
set local role tap_mary;
select results_eq(format('select status, percent, colour, elapsed_s, duration_s > 110 from tracker.my_execution where execution_id = %s', :e),
  $$ values ('completed', 100, 'green', null::float8, true) $$, 'and then ended');
select is_empty(format('select 1 from tracker.my_running where execution_id = %s', :e), 'it runs no longer');
select results_eq(format('select event from tracker.my_log where execution_id = %s order by at, place', :e),
  $$ values ('launched'), ('step_started'), ('step_ended'), ('step_started'), ('step_ended'), ('step_started'), ('step_ended'), ('ended') $$,
  'its log tells it from launch to end');

-- The list reads its page from the index: were the view planned apart from the query, it would compute every row first.
create function pg_temp.plan_of(p_sql text) returns setof text language plpgsql as $$ begin return query execute 'explain (costs off) ' || p_sql; end $$;
grant execute on function pg_temp.plan_of to public;
set local enable_seqscan = off;
set local enable_bitmapscan = off;
select results_eq($$ select count(*) filter (where l ~ 'execution_owner_created_at_idx'), count(*) filter (where l ~ '^ *(->)? *Sort')
    from pg_temp.plan_of('select * from tracker.my_execution order by created_at desc, execution_id desc limit 25') as l $$,
  $$ values (1::bigint, 0::bigint) $$, 'a page of the list comes in the order of its index');
reset enable_seqscan;
reset enable_bitmapscan;

-- A worker that is slow, one that is lost, and none.
set local role chantier_worker;
select fixture.launch('tap_mary', 'tap_import') as e \gset
select fixture.plan(:w, 1) as s \gset
set local role tap_mary;
select results_eq(format('select worker_heard_at is null, worker_lost from tracker.my_step where step_id = %s', :s),
  $$ values (true, false) $$, 'a task that waits has no worker, and none is lost');
set local role chantier_worker;
select * from fixture.claim(:w) \gset l_
select job.heartbeat(:w, '200 s');
select fixture.sleep('14 s');
set local role tap_mary;
select results_eq(format('select tracker._now() - worker_heard_at < interval ''15 s'', worker_lost from tracker.my_step where step_id = %s', :s),
  $$ values (true, false) $$, 'a worker that missed two heartbeats is not lost');
select fixture.sleep('2 s');
select results_eq(format('select worker_lost, stalled from tracker.my_step where step_id = %s', :s),
  $$ values (true, false) $$, 'after three it is, which is not the same as stalled');
select fixture.sleep('20 s');
set local role chantier_worker;
select job.heartbeat(:w, '20 s');
set local role tap_mary;
select results_eq(format('select worker_lost, stalled from tracker.my_step where step_id = %s', :s),
  $$ values (false, true) $$, 'a worker that lives without a commit is stalled, not lost');
set local role tap_julia;
select is_empty(format('select worker_heard_at from tracker.my_step where step_id = %s', :s), 'nobody else is told');
set local role chantier_worker;
select job.finish_task(:l_task_id, :l_token, 'completed');
select job.complete_step(:l_step_id);
select * from fixture.claim(:w) \gset m_
select job.finish_task(:m_task_id, :m_token, 'completed');
select job.complete_step(:m_step_id);

-- Warnings beyond 100,000: the first are kept, the count is exact.
set local role chantier_worker;
select fixture.launch('tap_mary', 'tap_plain') as e \gset
select * from fixture.claim(:w) \gset d_
select job.heartbeat(:w, '20 s');
select job.add_warnings(:d_task_id, :d_token, array_agg('x'::text), array_agg(false), array_agg(100003 - g), array_agg(g::bigint), array_agg('x'::text),
  array_agg('x'::text), array_agg('x'::text), array_agg('x'::text), array_agg(null::jsonb)) from generate_series(1::bigint, 50000) as g;
update job.lease set warnings = 50000 where task_id = :d_task_id;
select job.add_warnings(:d_task_id, :d_token, array_agg('x'::text), array_agg(false), array_agg(50003 - g), array_agg(g::bigint), array_agg('x'::text),
  array_agg('x'::text), array_agg('x'::text), array_agg('x'::text), array_agg(null::jsonb)) from generate_series(1::bigint, 50000) as g;
insert into job.warning (execution_id, step_id, task_id, owner, month, reason, row, message, at)
select execution_id, step_id, 0, owner, month, 'sibling', g, 'x', job.now() from job.lease, generate_series(1, 2) g where task_id = :d_task_id;
select job.checkpoint(:d_task_id, :d_token, 100002, 100002, 100002, 0, 0, 0, 0, 100002, 0, null, 100002, null, 1::smallint);
select job.finish_task(:d_task_id, :d_token, 'completed');
select job.complete_step(:d_step_id);
set local role tap_mary;
select is((select warnings from tracker.my_execution where execution_id = :e), 100003::bigint, 'the count is exact, the note included');
select is((select count(*) from tracker.my_warning where execution_id = :e), 100001::bigint, '100,000 are kept, and the note');
select results_eq(format('select min(row), max(row) from tracker.my_warning where execution_id = %s', :e), $$ values (1::bigint, 100000::bigint) $$,
  'the first by row');

select * from finish();
rollback;
