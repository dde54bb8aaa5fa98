-- SPDX-License-Identifier: Apache-2.0
-- Row-level security: each person sees their own, workers all, and nobody else anything.
begin;
\ir ../fixture.psql
select plan(41);
select fixture.worker() as w \gset
\ir ../people.psql
select fixture.fill('tap_mary'), fixture.fill('tap_julia');

create temporary table seen (relation text, role text, rows bigint, others bigint);
create function pg_temp.look(p_role text) returns void language plpgsql as $$
declare
  v_relation text;
  v_rows bigint;
  v_others bigint;
begin
  foreach v_relation in array array['job.execution', 'job.execution_detail', 'job.step', 'job.task', 'job.lease', 'job.held', 'job.request',
    'job.outcome', 'job.warning', 'job.unkept_warning', 'job.error', 'job.event', 'job.artifact', 'job.piece', 'job.invalid_item',
    'tracker.notification'] loop
    perform set_config('role', p_role, true);
    execute format('select count(*), count(*) filter (where owner <> %L) from %s', p_role, v_relation) into v_rows, v_others;
    perform set_config('role', 'none', true);
    insert into seen values (v_relation, p_role, v_rows, v_others);
  end loop;
end $$;
select pg_temp.look('tap_mary'), pg_temp.look('tap_julia'), pg_temp.look('chantier_worker');
select is_empty($$ select relation from seen where rows = 0 $$, 'each sees rows in every table of an execution');
select is_empty($$ select relation, role from seen where role like 'tap%' and others > 0 $$, 'a person sees no row of another');
select is_empty($$ select relation from seen s where role = 'chantier_worker'
   and rows <> (select sum(rows) from seen p where p.relation = s.relation and p.role like 'tap%') $$, 'a worker sees all');
select is((select count(*) from seen), 48::bigint, 'in all sixteen tables');

-- Views
set local role tap_mary;
select is((select count(*) from tracker.my_execution), 1::bigint, 'my_execution');
select is((select count(*) from tracker.my_step), 3::bigint, 'my_step');
select is((select count(*) from tracker.my_warning), 1::bigint, 'my_warning');
select is((select count(*) from tracker.my_error), 1::bigint, 'my_error');
select is((select count(*) from tracker.my_artifact), 2::bigint, 'my_artifact');
select is((select count(*) from tracker.my_notification), 1::bigint, 'my_notification');
select is((select count(*) from tracker.my_running), 1::bigint, 'my_running');
select isnt_empty('select * from tracker.my_log', 'my_log');
select is((select count(*) from tracker.my_log l where l.execution_id not in (select execution_id from tracker.my_execution)), 0::bigint, 'only of its own');

-- A plan that was made for one is not used for another.
prepare one_look as select string_agg(distinct owner, ',') from job.execution;
prepare other_look as select string_agg(distinct owner, ',') from tracker.execution;
execute one_look; execute other_look;
set local plan_cache_mode = force_generic_plan;
set local role tap_julia;
select is((select string_agg(distinct owner, ',') from job.execution), 'tap_julia', 'julia sees hers');
select results_eq('execute one_look', $$ values ('tap_julia') $$, 'by mary''s prepared statement too');
select results_eq('execute other_look', $$ values ('tap_julia') $$, 'and by that on the view');
set local role tap_mary;
select results_eq('execute one_look', $$ values ('tap_mary') $$, 'mary again sees hers');

-- What a person may not touch
select throws_ok(s.statement, '42501', null, s.what)
  from (values
    ('insert into job.execution (owner) values (''tap_mary'')', 'no execution is inserted'),
    ('update job.execution set owner = ''tap_mary''', 'none is changed'),
    ('delete from job.warning', 'no warning is deleted'),
    ('update tracker.notification set person = ''tap_julia''', 'no notification is handed to another'),
    ('select * from job.ready', 'the queue of all is not shown'),
    ('select * from job.worker', 'nor the workers'),
    ('select * from job.owner', 'nor who else launches'),
    ('select last_value from job.clock_1', 'nor how much'),
    ('select * from job.claim(1, 1, null, false)', 'a person claims nothing'),
    ('select * from job.complete_step(1)', 'and ends nothing'),
    ('select job._end_execution(1, ''completed'', null)', 'by no door'),
    ('select tracker.caller()', 'the definers'' helper is theirs'),
    ('update tracker.setting set value = ''1''', 'settings are the operator''s')
  ) as s(statement, what);
select lives_ok('update tracker.notification set read_at = now()', 'a notification is marked as read');
reset role;
select is((select count(*) from tracker.notification where read_at is not null), 1::bigint, 'only one''s own');
select is_empty($$ select c.oid::regclass from pg_class c where c.relispartition and has_table_privilege('tap_mary', c.oid, 'select') $$,
  'no partition can be asked by its own name');

-- Others
set local role tap_stranger;
select throws_ok('select * from tracker.my_execution', '42501', null, 'who is not a user sees nothing');
select throws_ok($$ select * from tracker.launch('tap_plain') $$, '42501', null, 'and launches nothing');
set local role chantier_worker;
select throws_ok('delete from job.migration', '42501', null, 'a worker does not rewrite the history of migrations');
select throws_ok('create table job.x (a int)', '42501', null, 'nor makes tables');
select throws_ok('copy job.warning from stdin', '0A000', null, 'nor copies into a guarded table');
select lives_ok('select 1 from job.event', 'it reads what it works on');
reset role;

-- The owner of everything is bound too.
set local role chantier_owner;
select is((select count(*) from job.execution), 0::bigint, 'not even the owner of the tables reads executions');
reset role;
select is((select count(*) from pg_policies where schemaname in ('job', 'tracker') and 'public' = any (roles)), 0::bigint, 'every policy names its role');

select * from finish();
rollback;
