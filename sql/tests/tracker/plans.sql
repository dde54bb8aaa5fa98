-- SPDX-License-Identifier: Apache-2.0
-- Row-level security must not cost the index: the plans of a user's and of an administrator's queries. Two own most rows and many
-- few: an owner's name then says little to the planner, and a plan that gathers all own rows looks cheap to it.
begin;
\ir ../fixture.psql
\ir ../people.psql
select plan(14);
select id as job_id from job.job where name = 'tap_plain' \gset
insert into job.execution (owner, owner_id, job_id, job, kind, label, steps, created_at, started_at, ended_at, status, month)
select case when g % 5 < 3 then 'tap_boss' when g % 5 = 3 then 'tap_mary' else 'other_' || g % 1000 end, 1, :job_id, 'tap_plain', 'export', 'x', 1, now() - g * interval '1 min',
       now() - g * interval '1 min', now() - g * interval '1 min', 'completed', '2026-01-01'
  from generate_series(1, 40000) as g;
insert into job.step (execution_id, owner, month, ordinal, name) select id, owner, month, 1, 'run' from job.execution;
insert into job.warning (execution_id, step_id, at, month, owner, reason, message)
select execution_id, id, now(), month, owner, 'x', 'x' from job.step;
analyze job.execution, job.step, job.warning;
-- As after a vacuum, which no transaction can run.
update pg_class set relallvisible = relpages where oid = 'job.execution'::regclass;
select id as e, public_id as id from job.execution where owner = 'tap_mary' limit 1 \gset
insert into tracker.url_access (execution_id, owner, month, person, opened_at, expires_at, given_in)
values (:e, 'tap_mary', '2026-01-01', 'tap_boss', job.now(), job.now() + interval '15 min', '3');

create function pg_temp.plan_of(p_query text) returns text language plpgsql as $$
declare
  v_line text;
  v_plan text := '';
begin
  for v_line in execute 'explain (costs off) ' || p_query loop
    v_plan := v_plan || v_line || E'\n';
  end loop;
  return v_plan;
end $$;
grant execute on function pg_temp.plan_of(text) to public;

set local role tap_mary;
select matches(pg_temp.plan_of('select label from tracker.my_execution order by created_at desc, execution_id desc limit 25'),
  'Limit.*Index Scan using execution_owner_created_at_idx', 'a user''s list is read in the order of the index');
select unalike(pg_temp.plan_of('select label from tracker.my_execution order by created_at desc, execution_id desc limit 25'),
  '%Sort%', 'and not sorted');
select matches(pg_temp.plan_of('select label from job.execution order by created_at desc, id desc limit 25'),
  'Limit.*Index Scan using execution_owner_created_at_idx', 'that of the table too');
select matches(pg_temp.plan_of(format('select label from tracker.execution where public_id = %L', :'id')),
  '^Index Scan using execution_public_id_key', 'an execution is found by its id');
select matches(pg_temp.plan_of(format('select message from tracker.my_warning where execution_id = %s', :e)),
  'Index Cond: \(execution_id = ', 'warnings by their execution');
select matches(pg_temp.plan_of('select count(*) filter (where x.colour = ''green''), max(x.duration_s) from tracker.my_entry x '
                               'where x.created_at > tracker._now() - interval ''168 hours'''),
  'Index Only Scan using execution_owner_created_at_idx', 'the sums of a person''s last days are read from the index alone');
reset role;

set local role tap_boss;
select matches(pg_temp.plan_of('select label from tracker.my_execution order by created_at desc, execution_id desc limit 25'),
  'Limit.*Index Scan using execution_owner_created_at_idx', 'an administrator''s list too is read in the order of the index');
select unalike(pg_temp.plan_of('select label from tracker.my_execution order by created_at desc, execution_id desc limit 25'),
  '%Sort%', 'and not gathered and sorted');
select matches(pg_temp.plan_of('select label from tracker.my_running order by created_at desc limit 25'), 'Index.*execution_owner_',
  'what is at work by the owner''s index');
select matches(pg_temp.plan_of(format('select label from tracker.execution where public_id = %L', :'id')),
  '^Index Scan using execution_public_id_key', 'what was opened is found by its id');
select matches(pg_temp.plan_of(format('select message from tracker.warning where execution_id = %s', :e)),
  'Index Cond: \(execution_id = ', 'its warnings by their execution');
select unalike(pg_temp.plan_of(format('select message from tracker.warning where execution_id = %s', :e)),
  '%Seq Scan on execution%', 'without a look at the others');
select is((select count(*) from tracker.warning where execution_id = :e), 1::bigint, 'and they are there');
select unalike(pg_temp.plan_of('select label from tracker.opened_execution'), '%Seq Scan on execution%', 'what is open is found by the grants');
reset role;

select * from finish();
rollback;
