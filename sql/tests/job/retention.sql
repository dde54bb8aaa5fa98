-- SPDX-License-Identifier: Apache-2.0
-- What is too old goes, and what stays tells no lie.
begin;
\ir ../fixture.psql
select plan(31);

select fixture.worker() as w \gset
select fixture.launch('tap_mary', 'tap_import', '{"free": {"a": 1}}') as e \gset
select fixture.plan(:w, 1) as import \gset
select c.* from fixture.claim(:w) as c \gset c_
select job.fence(:c_task_id, :c_token) is not null as fenced \gset
select job.add_warnings(:c_task_id, :c_token, array['invalid_number', 'invalid_number', 'unknown_option'],
  array[false, false, false], array[3, 5, 7], array[4, 6, 8], array['ab1', 'ab2', 'ab3'], array['price', 'price', 'colour'],
  array['x', 'y', 'Red'],
  array['row 3 (line 4), ab1, price: not a number: "x"', 'row 5 (line 6), ab2, price: not a number: "y"',
        'row 7 (line 8), ab3, colour: no option Red'], array[null, null, null]::jsonb[]);
select job.checkpoint(:c_task_id, :c_token, 100, 100, 100, 97, 0, 0, 0, 3, 0, null, 3, null, 1::smallint) as went \gset
select job.finish_task(:c_task_id, :c_token, 'completed') as open \gset
select s.next_step_id from job.complete_step(:import) as s \gset
select c.* from fixture.claim(:w) as c \gset c_
select job.fence(:c_task_id, :c_token) is not null as fenced \gset
select job.finish_task(:c_task_id, :c_token, 'completed') as open \gset
select s.status from job.complete_step(:c_step_id) as s \gset
select e.month as month from job.execution e where e.id = :e \gset

select results_eq($$ select e.status, e.warnings, e.items, e.day = (job.now() at time zone 'UTC')::date from job.execution e $$,
  $$ values ('completed', 3::bigint, 100::bigint, true) $$, 'the end writes the items and the day');
set local role tap_mary;
select results_eq($$ select r.step, r.reason, r.field, r.count, r.is_uniform, r.rows from tracker.my_reason r order by r.reason $$,
  $$ values ('import', 'invalid_number', 'price', 2::bigint, false, array[3, 5]::bigint[]),
            ('import', 'unknown_option', 'colour', 1, true, array[7]) $$, 'an ended step leaves its reasons, summed');
reset role;
select results_eq($$ select r.template from job.reason r order by r.reason $$, $$ values ('not a number: …'), ('no option …') $$,
  'a template has nothing of the item');

-- An execution that has not ended keeps its month.
select fixture.launch('tap_julia', 'tap_plain') as waiting \gset
select fixture.sleep('14 months 2 days') as slept \gset
set local role chantier_worker;
select is((job.upkeep(:w) ->> 'dropped')::int, 0, 'an execution that waits keeps what is of its month');
reset role;
select ok(to_regclass('job.warning' || to_char(:'month'::date, '"_"YYYY"_"MM')) is not null, 'so its partition stands');

update job.execution set status = 'failed', ended_at = job.now() where id = :waiting;
set local role chantier_worker;
select is((job.upkeep(:w) ->> 'dropped')::int, 0, 'what is too old is looked for once an hour');
select fixture.sleep('2 hours') as slept \gset
select cmp_ok((job.upkeep(:w) ->> 'dropped')::int, '>=', 8, 'then the months before the thirteenth go whole');
reset role;
select is(to_regclass('job.' || t || to_char(:'month'::date, '"_"YYYY"_"MM')), null, t || ' of that month is gone')
  from unnest(array['warning', 'error', 'event', 'outcome', 'piece', 'invalid_item']) as t;
select is(to_regclass('catalog.history' || to_char(:'month'::date, '"_"YYYY"_"MM')), null, 'the history of that month is gone');
select ok((select r.kept_from > :'month'::date from job.retention r where r.key = 'details'), 'and it is noted');

-- A file whose pieces lie in a month that went, of an execution that stays.
insert into job.artifact (execution_id, owner, month, kind, name, media_type, size, is_complete, created_at)
select e.id, e.owner, x.month, 'input', x.name, 'text/csv', 3, true, job.now()
  from job.execution e
 cross join (values (:'month'::date, 'dropped.csv'), (date_trunc('month', job.now())::date, 'kept.csv')) as x(month, name)
 where e.id = :e;
set local role tap_mary;
select results_eq($$ select a.name, a.is_complete from tracker.my_artifact a where a.name in ('dropped.csv', 'kept.csv') order by a.name $$,
  $$ values ('dropped.csv', false), ('kept.csv', true) $$, 'a file whose pieces were dropped is not complete');
reset role;
set local role tap_mary;
select is((select count(*) from tracker.my_warning), 0::bigint, 'the warnings are gone');
select results_eq($$ select m.warnings, m.colour from tracker.my_execution m where m.job = 'tap_import' $$,
  $$ values (3::bigint, 'yellow') $$, 'the execution still says how many there were');
select results_eq($$ select s.read, s.created, s.invalid, s.warnings from tracker.my_step s where s.name = 'import' $$,
  $$ values (100::bigint, 97::bigint, 3::bigint, 3::bigint) $$, 'its steps keep their sums');
select is((select sum(r.count) from tracker.my_reason r), 3::numeric, 'and the reasons theirs');
select is((select count(*) from job.task), 4::bigint - 1, 'its tasks still stand');
reset role;

set local role chantier_worker;
select results_eq(format($$ select u ->> 'passed', u ->> 'notifications' from job.upkeep(%s) as u $$, :w),
  $$ values ('2', '1') $$, 'the next upkeep passes those executions');
select is((select count(*) from job.task t where t.execution_id = :e), 0::bigint, 'and takes their tasks');
select is((job.upkeep(:w) ->> 'passed')::int, 0, 'once');
select is((select count(*) from job.execution), 2::bigint, 'the executions stay');
reset role;

select fixture.sleep('24 months') as slept \gset
insert into tracker.url_access (execution_id, opened_at, expires_at, month, owner, person)
values (:e, job.now(), job.now() + interval '15 min', :'month', 'tap_mary', 'x');
select job._forget_openings(array[:e]);
select is((select count(*) from tracker.url_access), 1::bigint, 'who opened it is on record as long as the execution is');
set local role chantier_worker;
select is((job.upkeep(:w) ->> 'executions')::int, 2, 'after 37 months they go');
reset role;
select is((select count(*) from job.execution) + (select count(*) from job.step) + (select count(*) from job.reason)
          + (select count(*) from job.execution_detail) + (select count(*) from tracker.url_access), 0::bigint, 'with all that is theirs');

-- Ids that are not in the order of months.
select fixture.launch('tap_mary', 'tap_plain') as a, fixture.launch('tap_mary', 'tap_plain') as b, fixture.launch('tap_mary', 'tap_plain') as c \gset
update job.execution e
   set status = 'failed', ended_at = job.now(),
       month = case when e.id <> :b then ((select r.kept_from from job.retention r where r.key = 'details') - interval '1 month')::date else e.month end
 where e.id in (:a, :b, :c);
set local role chantier_worker;
select is((job.upkeep(:w) ->> 'passed')::int, 1, 'what is passed ends at the first that must stay');
select is((job.upkeep(:w) ->> 'passed')::int, 0, 'and waits there');
reset role;
update job.execution e set month = (select a.month from job.execution a where a.id = :a) where e.id = :b;
set local role chantier_worker;
select is((job.upkeep(:w) ->> 'passed')::int, 2, 'none is left out');
reset role;

select * from finish();
rollback;
