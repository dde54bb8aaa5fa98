-- SPDX-License-Identifier: Apache-2.0
-- The claim: order, fairness, priorities, marks, what comes back, and that its cost does not grow.
begin;
\ir ../fixture.psql
select plan(27);
set local role chantier_worker;
select fixture.worker() as w \gset
create function pg_temp.claimed(p_limit int, p_marks bigint[] default array[0, 0, 0], p_lowest boolean default false)
returns table (owner text, job text, priority smallint, is_resumed boolean) language sql as $$
  select e.owner, e.job, c.priority, c.is_resumed
    from job.claim((select max(id) from job.worker), p_limit, p_marks, p_lowest) with ordinality
      as c(task_id, token, execution_id, step_id, job_id, priority, tag, is_resumed, place)
    join job.execution e on e.id = c.execution_id
   order by c.place $$;

select is_empty('select * from pg_temp.claimed(10)', 'an empty queue gives nothing');
select is((select is_idle from job.worker where id = :w), true, 'who finds nothing is idle');

select job._clock(1::smallint) as clock \gset
-- Fair: mary launches five, then julia one; julia's is second, not sixth.
select fixture.launch('tap_mary', 'tap_plain') from generate_series(1, 5);
select fixture.launch('tap_julia', 'tap_plain');
select is(job._clock(1::smallint), :clock::bigint, 'the clock stands while nothing is claimed');
select results_eq($$ select owner from pg_temp.claimed(3) $$, $$ values ('tap_mary'), ('tap_julia'), ('tap_mary') $$,
  'one task of a person lies beside, not behind, the many of another');
select is((select is_idle from job.worker where id = :w), false, 'who found something is not idle');
select is(job._clock(1::smallint), (select max(tag) from job.lease), 'the clock stands at the latest claim');
select fixture.launch('tap_julia', 'tap_plain');
select results_eq($$ select owner from pg_temp.claimed(10) $$,
  $$ values ('tap_mary'), ('tap_julia'), ('tap_mary'), ('tap_mary') $$,
  'who comes late begins at the clock: nothing is saved up');

-- Priorities.
select fixture.launch('tap_mary', 'tap_plain', '{}', p::smallint) from unnest(array[1, 2, 0]) as p;
select results_eq($$ select priority::int from pg_temp.claimed(2) $$, $$ values (0), (1) $$, 'the highest priority first');
select fixture.launch('tap_mary', 'tap_plain', '{}', p::smallint) from unnest(array[1, 0]) as p;
select results_eq($$ select priority::int from pg_temp.claimed(2, array[0, 0, 0], true) $$, $$ values (2), (1) $$,
  'the lowest first when the caller says so');
select results_eq($$ select priority::int from pg_temp.claimed(9) $$, $$ values (0) $$, 'the rest stays for the next');

-- A tag lies above the clock, whatever an earlier launch of the same owner did to its sequence.
reset role;
select setval(clock_1, 1) from job.owner where name = 'tap_mary';
set local role chantier_worker;
select fixture.launch('tap_mary', 'tap_plain');
select cmp_ok((select max(tag) from job.ready), '>', job._clock(1::smallint), 'a tag lies above the clock');

-- The horizon: clocks, and the first tag that is still there.
select results_eq($$ select first_0, first_1 = (select min(tag) from job.ready where priority = 1), first_2 from job.horizon(array[0, 0, 0]) $$,
  $$ values (null::bigint, true, null::bigint) $$, 'the first tag of each priority that waits');
select is((select first_1 from job.horizon(array[0, (select max(tag) + 1 from job.ready), 0])), null, 'from the mark on');
select ok((select clock_1 = job._clock(1::smallint) and next_xid >= oldest_xid from job.horizon(null)), 'with the clocks, and the transactions');
select isnt_empty($$ select * from pg_temp.claimed(9) $$, 'it is claimed');

-- Marks.
select fixture.launch('tap_mary', 'tap_plain');
select max(tag) as tag from job.ready \gset
select is_empty(format($$ select * from pg_temp.claimed(9, array[0, %s, 0]) $$, :tag + 1), 'nothing below the mark is looked at');
select isnt_empty(format($$ select * from pg_temp.claimed(9, array[0, %s, 0]) $$, :tag), 'the mark itself is');
select fixture.launch('tap_mary', 'tap_plain');
select isnt_empty($$ select * from pg_temp.claimed(9, null) $$, 'no marks are marks of 0');

-- What comes back keeps its lease row, is at the front, and says so.
select fixture.launch('tap_julia', 'tap_plain');
select * from fixture.claim(:w) \gset
select fixture.launch('tap_mary', 'tap_plain') from generate_series(1, 2);
select job.hand_back(:task_id, :token, 'hand_back', null);
select is((select count(*) from job.lease where task_id = :task_id and worker_id is null), 1::bigint,
  'a task handed back keeps its lease row');
select results_eq($$ select owner, is_resumed from pg_temp.claimed(1) $$, $$ values ('tap_julia', true) $$,
  'and is claimed before what waits');
select isnt((select token from job.lease where task_id = :task_id), :token::bigint, 'under a new token');
select isnt_empty($$ select * from pg_temp.claimed(9) $$, 'the rest is still there');
select is_empty('select * from job.ready', 'every claimed row is gone from the ready rows');
select is((select count(distinct token) from job.lease), (select count(*) from job.lease), 'no token is given twice');

-- The cost: at a million waiting tasks a claim of ten reads ten entries of the key, and no table from end to end.
reset role;
insert into job.task (step_id, execution_id, tag, created_at, month, priority, owner)
select s.id, s.execution_id, 1000000, job.now(), s.month, 1, s.owner
  from (select * from job.step where name = 'run' limit 1) s, generate_series(1, 10);
insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
select 1, t.tag, t.id, 1, 1, t.step_id from job.task t where t.tag = 1000000;
insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
select 1, 1000001 + g, 1000000000 + g, 1, 1, 1 from generate_series(1, 1000000) as g;
create temporary table before on commit drop as
  select relname, seq_scan, idx_tup_fetch from pg_stat_xact_user_tables where schemaname = 'job';
set local role chantier_worker;
select is((select count(*) from pg_temp.claimed(10)), 10::bigint, 'ten of a million');
reset role;
select is((select sum(a.seq_scan - b.seq_scan) from pg_stat_xact_user_tables a join before b using (relname)
            where a.schemaname = 'job' and a.relname in ('ready', 'task', 'lease')), 0::numeric,
  'no sequential scan, of any of its tables');
select cmp_ok((select a.idx_tup_fetch - b.idx_tup_fetch from pg_stat_xact_user_tables a join before b using (relname)
            where a.schemaname = 'job' and a.relname = 'ready'), '<=', 12::bigint, 'ten entries of the key are read');

select * from finish();
rollback;
