-- SPDX-License-Identifier: Apache-2.0
-- Warnings beyond those that are kept are counted by reason and field, while the step is at work and when it has ended.
begin;
\ir ../fixture.psql
select plan(9);
update tracker.setting set value = '3' where key = 'keep_warnings';
set local role chantier_worker;
select fixture.worker() as w \gset
reset role;
select fixture.launch('tap_mary', 'tap_plain') as e \gset
set local role chantier_worker;
select task_id, token, step_id from job.claim(:w, 1, null, false) \gset
select count(*) from job.begin_task(:task_id, :token);

-- A chunk of five: the last three are not kept, one of these for a reason that nobody has met before.
create function pg_temp.chunk(p_task bigint, p_token bigint, p_reason text[], p_first bigint, p_so_far bigint) returns void language plpgsql as $$
declare
  n int := cardinality(p_reason);
begin
  perform job.fence(p_task, p_token);
  perform job.add_warnings(p_task, p_token, p_reason, array_fill(false, array[n]),
    array(select p_first + g from generate_series(0, n - 1) g), array_fill(9::bigint, array[n]), array_fill('i'::text, array[n]),
    array_fill('f'::text, array[n]), array_fill('v'::text, array[n]),
    array(select 'row ' || p_first + g || ' (line 9), i, f: no v' from generate_series(0, n - 1) g), array_fill(null::jsonb, array[n]));
  perform job.checkpoint(p_task, p_token, p_first + n, n, n, 0, 0, 0, 0, n, 0, null, p_so_far + n, null, 1::smallint);
end $$;
select pg_temp.chunk(:task_id, :token, array['a', 'a', 'b', 'b', 'c'], 1, 0);
select pg_temp.chunk(:task_id, :token, array['a', 'b', 'c'], 6, 5);
select is((select count(*) from job.warning where step_id = :step_id), 3::bigint, 'the first three are kept');
reset role;

select set_config('role', 'tap_mary', true);
select results_eq(format('select reason, count, rows from tracker.my_reason where execution_id = %s order by reason', :e),
  $$ values ('a', 3::bigint, '{1,2,6}'::bigint[]), ('b', 3, '{3,4,7}'), ('c', 2, '{5,8}') $$,
  'all are counted while the step is at work');
select set_config('role', 'tap_julia', true);
select is((select count(*) from job.unkept_warning), 0::bigint, 'nobody else sees them');
reset role;

set local role chantier_worker;
select job.finish_task(:task_id, :token, 'completed');
select job.complete_step(:step_id);
reset role;
select results_eq(format('select reason, count, rows from job.reason where execution_id = %s and not is_note order by reason', :e),
  $$ values ('a', 3::bigint, '{1,2,6}'::bigint[]), ('b', 3, '{3,4,7}'), ('c', 2, '{5,8}') $$, 'and when it has ended');
select is((select template from job.reason where execution_id = :e and reason = 'c'), 'no …',
  'a reason of which none is kept has its sentence');
select is((select sum(count) from job.reason where execution_id = :e), (select warnings::numeric from job.execution where id = :e),
  'the sums agree with the number of the execution');
select is((select count(*) from job.warning where step_id = :step_id and reason <> 'more_warnings'), 3::bigint, 'three are kept still');
select ok((select count(*) > 0 from job.reason where execution_id = :e and reason = 'more_warnings' and is_note), 'a note says so');

-- With none to be kept, those of a task that were kept before the setting changed stay counted.
update tracker.setting set value = '0' where key = 'keep_warnings';
select fixture.launch('tap_mary', 'tap_plain') as e2 \gset
set local role chantier_worker;
select task_id as task2, token as token2, step_id as step2 from job.claim(:w, 1, null, false) \gset
select count(*) from job.begin_task(:task2, :token2);
reset role;
update tracker.setting set value = '3' where key = 'keep_warnings';
set local role chantier_worker;
select pg_temp.chunk(:task2, :token2, array['a', 'a'], 1, 0);
reset role;
update tracker.setting set value = '0' where key = 'keep_warnings';
set local role chantier_worker;
select job.finish_task(:task2, :token2, 'completed');
select job.complete_step(:step2);
reset role;
select is((select count from job.reason where execution_id = :e2 and reason = 'a'), 2::bigint, 'also those that went at the end');
select * from finish();
rollback;
