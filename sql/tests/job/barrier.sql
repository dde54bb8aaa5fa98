-- SPDX-License-Identifier: Apache-2.0
-- The end of tasks, steps and executions: who reads 0 goes on, once.
begin;
\ir ../fixture.psql
select plan(50);
set local role chantier_worker;
select fixture.worker() as w \gset

-- One task, then many, then one.
select fixture.launch('tap_mary', 'tap_import', '{"users_to_notify": ["tap_julia", "tap_mary"]}') as e \gset
select task_id, token, step_id from fixture.claim(:w) \gset
select throws_ok(format('select job.complete_step(%s)', :step_id), '55000', null, 'a step with open tasks cannot be completed');
select throws_ok(format($$ select job.start_phase(%s, 1, null, array[0], array[0], array[1], array[null]::jsonb[], 1::smallint) $$, :step_id),
  '55000', null, 'nor start another phase');
select is(job.finish_task(:task_id, :token + 1, 'completed'), null, 'another token ends nothing');
select is(job.finish_task(:task_id, :token, 'completed'), 0, 'the only task leaves none open');
select is(job.finish_task(:task_id, :token, 'completed'), null, 'a task ends once');
select is_empty(format('select * from job.fence(%s, %s)', :task_id, :token), 'its lease is gone');
select results_eq(format('select state, owner from job.outcome where task_id = %s', :task_id),
  $$ values ('completed', 'tap_mary') $$, 'its outcome stays');
select next_step_id as s, next_ordinal, next_name, is_planned, status from job.complete_step(:step_id) \gset
select results_eq(format('values (%s::int, %L, %L::boolean, %L)', :next_ordinal, :'next_name', :'is_planned', :'status'),
  $$ values (2, 'import', true, 'running') $$, 'the next step is planned by the worker');
select results_eq(format('select status, ended_at is not null, done from job.step where id = %s', :step_id),
  $$ values ('completed', true, 0::bigint) $$, 'the step has ended');
select throws_ok(format('select job.complete_step(%s)', :step_id), '55000', null, 'the barrier is passed once');
select throws_ok(format($$ select job.start_phase(%s, 1, null, '{}', '{}', '{}', '{}', 1::smallint) $$, :s), '22023', null,
  'a phase has at least one task');
select job.start_phase(:s, 300, 'rows', array[0, 100, 200], array[0, 100, 200], array[100, 200, 300], array['{"n": 0}', null, null]::jsonb[], 2::smallint);
select results_eq(format('select status, open, phase::int, total, unit from job.step where id = %s', :s),
  $$ values ('running', 3, 0, 300::bigint, 'rows') $$, 'its tasks are open');
select is((select step::int from job.execution where id = :e), 2, 'the execution is at its second step');
select results_eq(format('select t.range_start, t.range_end, r.priority::int, r.tag = t.tag from job.task t join job.ready r on r.task_id = t.id
                           where t.step_id = %s order by r.tag', :s),
  $$ values (0::bigint, 100::bigint, 1, true), (100, 200, 1, true), (200, 300, 1, true) $$, 'they are ready in order');
select throws_ok(format($$ select job.start_phase(%s, 1, null, array[0], array[0], array[1], array[null]::jsonb[], 1::smallint) $$, :s),
  '55000', null, 'a step cannot be started twice');

select task_id as t1, token as k1 from fixture.claim(:w) \gset
select task_id as t2, token as k2 from fixture.claim(:w) \gset
select task_id as t3, token as k3 from fixture.claim(:w) \gset
select job.checkpoint(:t1, :k1, 100, 100, 100, 90, 4, 3, 1, 2, 0, '{"a": 1, "b": 2}', 2, null, 2::smallint);
select job.checkpoint(:t2, :k2, 200, 100, 100, 80, 0, 0, 20, 0, 0, '{"a": 10}', 0, null, 2::smallint);
select is(job.finish_task(:t1, :k1, 'completed'), 2, 'two are left');
select is(job.finish_task(:t2, :k2, 'completed'), 1, 'one is left');
select is(job.finish_task(:t3, :k3, 'completed'), 0, 'none is left');
-- A second phase before the step ends.
select job.start_phase(:s, null, null, array[7], array[0], array[null]::bigint[], array[null]::jsonb[], 2::smallint);
select results_eq(format('select phase::int, open, total from job.step where id = %s', :s), $$ values (1, 1, 300::bigint) $$, 'a step can have phases');
select task_id, token from fixture.claim(:w) \gset
select job.finish_task(:task_id, :token, 'completed');
select results_eq(format('select next_step_id, status from job.complete_step(%s)', :s), $$ values (null::bigint, 'running') $$,
  'a step that is not planned gets its one task');
select results_eq(format('select status, done, read, created, updated, unchanged, skipped, invalid, more, warnings, errors from job.step where id = %s', :s),
  $$ values ('completed', 200::bigint, 200::bigint, 170::bigint, 4::bigint, 3::bigint, 21::bigint, 2::bigint, '{"a": 11, "b": 2}'::jsonb, 2::bigint, 0::bigint) $$,
  'the sums of its tasks are written once');
select task_id, token, step_id from fixture.claim(:w) \gset
select job.finish_task(:task_id, :token, 'completed');
select results_eq(format('select next_step_id, status from job.complete_step(%s)', :step_id), $$ values (null::bigint, 'completed') $$,
  'the last step ends the execution');
select results_eq(format('select status, colour, warnings, errors, problems, step::int, ended_at is not null from job.execution where id = %s', :e),
  $$ values ('completed', 'yellow', 2::bigint, 0::bigint, 2::bigint, 3, true) $$, 'with status, colour and figures');
select results_eq(format('select person, colour, problems, label, first_reason from tracker.notification where execution_id = %s order by person', :e),
  $$ values ('tap_julia', 'yellow', 2::bigint, 'Tap import', null), ('tap_mary', 'yellow', 2, 'Tap import', null) $$,
  'its owner is told, and whom it names, once each');
select is_empty(format('select 1 from job.request where execution_id = %s union all select 1 from job.progress_notice where execution_id = %s
   union all select 1 from job.lease where execution_id = %s', :e, :e, :e), 'nothing of it is left in the hot tables');
select throws_ok(format('select job._end_execution(%s, ''failed'', null)', :e), '55000', null, 'an execution ends once');

-- A plan without tasks.
select fixture.launch('tap_mary', 'tap_import') as e \gset
select task_id, token, step_id from fixture.claim(:w) \gset
select job.finish_task(:task_id, :token, 'completed');
select next_step_id as s from job.complete_step(:step_id) \gset
select is((select status from job.complete_step(:s)), 'running', 'a planned step without tasks is completed at once');
select is((select status from job.step where id = :s), 'completed', 'and says so');
select task_id, token, step_id from fixture.claim(:w) \gset

-- A plan that fails.
select fixture.launch('tap_mary', 'tap_import') as f \gset
select task_id as ft, token as fk, step_id as fs from fixture.claim(:w) \gset
select throws_ok(format($$ select job.fail_step(%s, 'x', 'x', null, null, null, null) $$, :fs), '55000', null, 'a step with open tasks fails by its tasks');
select job.finish_task(:ft, :fk, 'completed');
select next_step_id as fn from job.complete_step(:fs) \gset
select job.fail_step(:fn, 'filter_invalid', 'no such field', 'cause', 'hint', null, 'w');
select is((select status from job.complete_step(:fn)), 'failed', 'a plan that fails ends the execution');
select is((select reason from job.error where execution_id = :f), 'filter_invalid', 'with its reason');
select throws_ok(format($$ select job.fail_step(%s, 'x', 'x', null, null, null, null) $$, :fn), '55000', null, 'not after its end');

-- A failed task: the last step.
select is(job.fail_task(:task_id, :token + 1, 'x', 'x', null, null, null, null), null, 'another token fails nothing');
select is(job.fail_task(:task_id, :token, 'not_utf8', 'not UTF-8 in lines 3', 'byte 0xff', 'save the file as UTF-8', '22021', 'w'), 0, 'a task fails');
select is((select status from job.complete_step(:step_id)), 'failed', 'and with it the step and the execution');
select results_eq(format('select status, colour, errors, problems from job.execution where id = %s', :e),
  $$ values ('failed', 'red', 1::bigint, 1::bigint) $$, 'which is red');
select results_eq(format('select first_reason from tracker.notification where execution_id = %s', :e), $$ values ('not_utf8') $$,
  'the notification names the reason');

-- A failed task among siblings: who waits ends, who works is told, a later step never starts.
select fixture.launch('tap_mary', 'tap_import') as e \gset
select fixture.plan(:w, 4) as s \gset
select task_id as t1, token as k1 from fixture.claim(:w) \gset
select task_id as t2, token as k2 from fixture.claim(:w) \gset
select task_id as t3, token as k3 from fixture.claim(:w) \gset
select job.checkpoint(:t3, :k3, 250, 50, 50, 50, 0, 0, 0, 0, 0, null, 0, null, 2::smallint);
select job.hand_back(:t3, :k3, 'hand_back', null);
select is(job.fail_task(:t1, :k1, 'database_error', 'x', null, null, null, null), 1, 'of four, one is left: the one at work');
select is_empty(format('select * from job.ready where step_id = %s', :s), 'no sibling waits any longer');
select is((select count(*) from job.lease where step_id = :s), 1::bigint, 'not the one handed back either');
select is((select request from job.fence(:t2, :k2)), 'stop', 'the one at work is told at its fence');
select is(job.finish_task(:t2, :k2, 'stopped'), 0, 'it stops');
select is((select status from job.complete_step(:s)), 'failed', 'the step has failed');
select results_eq(format('select ordinal::int, status from job.step where execution_id = %s order by 1', :e),
  $$ values (1, 'completed'), (2, 'failed'), (3, 'waiting') $$, 'the third never starts');
select is((select done from job.step where id = :s), 50::bigint, 'what was done counts');

-- Short tasks, completed in groups.
select array_agg(fixture.launch('tap_mary', 'tap_noop')) as many from generate_series(1, 5) \gset
create temporary table mine as select task_id, token from job.claim(:w, 100, null, false);
select is(job.finish_many(array_agg(task_id), array_agg(token)), 5::bigint, 'five first steps end in one call') from mine;
select is(job.finish_many(array_agg(task_id), array_agg(token)), 0::bigint, 'but not twice') from mine;
truncate mine; insert into mine select task_id, token from job.claim(:w, 100, null, false);
select is(job.finish_many(array_agg(task_id), array_agg(token)), 5::bigint, 'five second steps end') from mine;
select results_eq(format('select status, colour, started_at is not null, count(*) from job.execution where id = any (%L) group by 1, 2, 3', :'many'),
  $$ values ('completed', 'green', true, 5::bigint) $$, 'and five executions, green');
select fixture.launch('tap_mary', 'tap_import') as e \gset
select throws_ok(format('select job.finish_many(array_agg(task_id), array_agg(token)) from job.claim(%s, 100, null, false)', :w), '55000', null,
  'a planned step is not for groups');

select * from finish();
rollback;
