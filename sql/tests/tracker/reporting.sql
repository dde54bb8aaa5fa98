-- SPDX-License-Identifier: Apache-2.0
-- Reports: own ones by hand, those over all by roles, and how they are planned.
begin;
\ir ../fixture.psql
create role tap_analyst in role chantier_analyst;
create role tap_boss in role chantier_admin, chantier_analyst;
grant tap_analyst, tap_boss to current_user;
select plan(60);

-- A made past: three people, two jobs, 40 days, every colour, some still at work.
insert into job.owner (name) values ('tap_rosa') on conflict do nothing;
insert into job.execution (created_at, started_at, ended_at, warnings, errors, owner_id, month, job_id, steps, step, status, owner, kind,
                           job, label, items)
select t.created, t.created + interval '3 s', case when s.status <> 'running' then t.created + (3 + n % 97) * interval '1 s' end,
       case when n % 5 = 1 and s.status <> 'running' then n % 7 else 0 end, (s.status = 'failed')::int, o.id,
       date_trunc('month', t.created at time zone 'UTC')::date, j.id, 2, 1, s.status, o.name, j.kind, j.name, 'Secret ' || n,
       case when s.status <> 'running' then n end
  from generate_series(1, 3000) as n
 cross join lateral (select now() - interval '1 hour' - n * interval '19 min' as created) as t
 cross join lateral (select case when n % 11 = 0 then 'failed' when n % 13 = 0 then 'stopped' when n % 500 = 7 then 'running'
                                 else 'completed' end as status) as s
  join job.owner o on o.name = case n % 3 when 0 then 'tap_mary' when 1 then 'tap_julia' else 'tap_rosa' end
  join job.job j on j.name = case when n % 2 = 0 then 'tap_import' else 'tap_plain' end;
analyze job.execution;
insert into job.step (execution_id, month, ordinal, owner, name, started_at)
select e.id, e.month, 1, e.owner, 'run', e.started_at from job.execution e;
analyze job.step;
insert into job.reason (execution_id, step_id, count, day, month, is_error, is_note, is_uniform, owner, kind, job, reason, message, template)
select e.id, s.id, e.problems, e.day, e.month, e.errors > 0, false, true, e.owner, e.kind, e.job,
       case when e.errors > 0 then 'file_not_found' else 'invalid_number' end, 'no file "plan of ' || e.owner || '"', 'no file …'
  from job.execution e join job.step s on s.execution_id = e.id where e.colour in ('red', 'yellow');

analyze job.reason;

-- R1: own days, recounted row by row.
set local role tap_mary;
create temporary table recount as
select (m.ended_at at time zone 'UTC')::date as day, m.kind, m.job, array_agg(m.colour) as colours,
       array_agg(m.duration_s order by m.duration_s) filter (where m.colour <> 'grey') as took,
       array_agg(m.duration_s order by m.duration_s) filter (where m.colour in ('green', 'yellow')) as took_well,
       sum(m.items) as items, sum(m.duration_s) as seconds, sum(m.warnings) as warnings, sum(m.errors) as errors
  from tracker.my_execution m where m.ended_at is not null group by 1, 2, 3;
create function pg_temp.percentile(p double precision[], p_part double precision) returns numeric language sql as $$
  select round((p[floor(x)::int + 1] + (x - floor(x)) * coalesce(p[floor(x)::int + 2] - p[floor(x)::int + 1], 0))::numeric, 9)
    from (select p_part * (cardinality(p) - 1) as x) as y $$;
select results_eq(
  $$ select d.day, d.kind, d.job, d.runs, d.green, d.yellow, d.red, d.stopped, round(d.failure_rate::numeric, 9), round(d.duration_p50_s::numeric, 9),
            round(d.duration_p95_s::numeric, 9), round(d.success_p95_s::numeric, 9), d.duration_max_s, d.items, round(d.items_per_s::numeric, 9),
            d.warnings, d.errors
       from tracker.my_stats_daily d order by 1, 2, 3 $$,
  $$ select r.day, r.kind, r.job, cardinality(r.colours)::bigint, c.green, c.yellow, c.red, c.grey,
            round(c.red::numeric / nullif(c.red + c.green + c.yellow, 0), 9), pg_temp.percentile(r.took, 0.5), pg_temp.percentile(r.took, 0.95),
            pg_temp.percentile(r.took_well, 0.95), r.took[cardinality(r.took)], r.items::bigint,
            round((r.items / r.seconds)::numeric, 9), r.warnings::bigint, r.errors::bigint
       from recount r cross join lateral (
         select count(*) filter (where x = 'green') as green, count(*) filter (where x = 'yellow') as yellow,
                count(*) filter (where x = 'red') as red, count(*) filter (where x = 'grey') as grey from unnest(r.colours) as x) as c
      order by 1, 2, 3 $$, 'my_stats_daily is what one counts by hand');
select cmp_ok((select count(*) from tracker.my_stats_daily), '>', 60::bigint, 'over many days');
select is((select sum(d.runs) from tracker.my_stats_daily d), (select count(*) from tracker.my_execution m where m.ended_at is not null)::numeric,
  'each ended execution is counted once');
select is_empty($$ select from tracker.my_stats_daily d where d.stopped > 0 and d.red = 0 and d.failure_rate > 0
                   or d.stopped = d.runs and d.failure_rate is not null $$, 'a stop is no failure');
select results_eq($$ select l.execution_id from tracker.my_last_operations l $$,
  $$ select m.execution_id from tracker.my_execution m order by m.created_at desc limit 10 $$, 'the last operations are the newest ten');
select results_eq($$ select d.job, d.runs, round(d.p95_s::numeric, 6) from tracker.my_duration d order by 1 $$,
  $$ select j.job, 20::bigint, round(percentile_cont(0.95) within group (order by j.duration_s)::numeric, 6)
       from (select m.job, m.duration_s, row_number() over (partition by m.job order by m.ended_at desc) as place
               from tracker.my_execution m where m.colour in ('green', 'yellow')) as j
      where j.place <= 20 group by 1 order by 1 $$, 'what is usual are the last 20 successes');
select results_eq($$ select s.execution_id from tracker.my_slow_execution s order by 1 $$,
  $$ select m.execution_id from tracker.my_execution m join tracker.my_duration d using (job)
      where coalesce(m.duration_s, m.elapsed_s) > d.p95_s order by 1 $$, 'slow is beyond the p95 of those, running ones too');
select isnt_empty($$ select from tracker.my_slow_execution s where s.ended_at is null $$, 'one that runs too long is among them');
select is_empty($$ select from tracker.my_reason r join tracker.my_execution m using (execution_id) where m.owner <> 'tap_mary' $$,
  'reasons are one''s own');
select is((select sum(r.count) from tracker.my_reason r), (select sum(m.problems) from tracker.my_execution m where m.colour in ('red', 'yellow')),
  'and all of them');
reset role;

-- Over all people.
set local role tap_analyst;
select is((select sum(h.runs) from tracker.stats_hourly h), 2996::numeric, 'stats_hourly counts everybody''s');
select results_eq($$ select h.hour from tracker.stats_hourly h where h.hour <> date_trunc('hour', h.hour at time zone 'UTC') at time zone 'UTC' $$,
  $$ select null::timestamptz where false $$, 'by whole hours');
select is((select sum(u.runs) from tracker.stats_user_kind u), 2996::numeric, 'stats_user_kind counts everybody''s');
select is_empty($$ select from tracker.stats_user_kind u where u.person is not null $$, 'an analyst is told no person');
select is((select max(u.persons) from tracker.stats_user_kind u), 3::bigint, 'only how many');
select is_empty($$ select from tracker.stats_reason r where r.template like '%tap_%' $$, 'a reason''s template has no data');
select is((select sum(r.executions) from tracker.stats_reason r where r.is_error), (select sum(h.red) from tracker.stats_hourly h), 'reasons of all failures');
select throws_ok('select * from ' || t, '42501', null, 'an analyst cannot read ' || t)
  from unnest(array['job.execution', 'job.reason', 'tracker.my_execution', 'job.warning', 'tracker.my_reason', 'tracker.execution']) as t;
reset role;
create temporary table by_person as
select e.day, e.kind, e.owner, count(*) as runs from job.execution e where e.day is not null group by 1, 2, 3;
grant select on by_person to public;
set local role tap_boss;
select results_eq($$ select u.day, u.kind, u.person, u.runs from tracker.stats_user_kind u order by 1, 2, 3 $$,
  $$ select * from by_person order by 1, 2, 3 $$, 'an administrator is told the persons');
reset role;
select results_eq($$ select j.job, j.runs, round(j.failure_rate::numeric, 9), j.last_success_at from tracker.stats_job j order by 1 $$,
  $$ select e.job, count(*), round(count(*) filter (where e.colour = 'red')::numeric / count(*) filter (where e.colour <> 'grey'), 9),
            max(e.ended_at) filter (where e.colour in ('green', 'yellow'))
       from job.execution e where date_trunc('hour', e.ended_at at time zone 'UTC') at time zone 'UTC' >= date_bin('1 hour', now() - interval '30 days', 'epoch')
      group by 1 order by 1 $$, 'stats_job is each job''s last 30 days');
set local role tap_mary;
select throws_ok('select * from tracker.' || t, '42501', null, 'a person cannot read ' || t)
  from unnest(array['stats_hourly', 'stats_job', 'stats_user_kind', 'stats_reason', 'queue_now', 'worker_now']) as t;
reset role;

-- The queue.
select fixture.worker() as w \gset
select fixture.launch('tap_mary', 'tap_import') as one \gset
select fixture.launch('tap_julia', 'tap_import', p_priority => 0::smallint) as two \gset
select fixture.sleep('40 s') as slept \gset
select fixture.launch('tap_julia', 'tap_import') as three \gset
select job.heartbeat(:w, '20 s') as beat \gset
set local role tap_analyst;
select results_eq($$ select q.priority, q.ready, q.running, q.oldest_age_s between 40 and 41, q.workers, q.slots, q.busy from tracker.queue_now q
                      where q.kind = 'import' order by 1 $$,
  $$ values (0::smallint, 1::bigint, 0::bigint, true, 1::bigint, 4::bigint, 0::bigint), (1, 2, 0, true, 1, 4, 0), (2, 0, 0, null, 1, 4, 0) $$,
  'depth, and the age of the oldest that is ready');
reset role;
select c.* from fixture.claim(:w) as c \gset c_
select c.* from fixture.claim(:w) as c \gset d_
select job.hold(:d_task_id, :d_token, 'unknown_job', 'x') as held \gset
set local role tap_analyst;
select results_eq($$ select q.priority, q.ready, q.held, q.running, q.oldest_age_s < 1, q.busy from tracker.queue_now q where q.kind = 'import' order by 1 $$,
  $$ values (0::smallint, 0::bigint, 0::bigint, 1::bigint, null::boolean, 1::bigint), (1, 1, 1, 0, true, 1), (2, 0, 0, 0, null, 1) $$,
  'what is at work, what was set aside');
select results_eq($$ select w.is_live, w.slots, w.running, w.version from tracker.worker_now w where w.name = 'tap_w' $$,
  $$ values (true, 4, 1::bigint, '1.0') $$, 'a worker and its tasks');
reset role;

-- Plans: what a person's question reads begins with the owner, or is one row.
insert into job.execution (created_at, started_at, ended_at, owner_id, month, job_id, steps, step, status, owner, kind, job, label, warnings)
select t.created, t.created, t.created + interval '9 s', 1, date_trunc('month', t.created at time zone 'UTC')::date, 1, 1, 1, 'completed',
       case when n % 10 < 6 then 'tap_mary' else 'tap_p' || n % 1000 end, 'import', 'tap_import', 'x', case when n % 50 = 0 then 1 else 0 end
  from generate_series(1, 40000) as n cross join lateral (select now() - n * interval '14 min' as created) as t;
analyze job.execution;
insert into job.step (execution_id, month, ordinal, owner, name, started_at, ended_at, status)
select e.id, e.month, 1, e.owner, 'run', e.started_at, e.ended_at, e.status from job.execution e where e.steps = 1;
analyze job.step;
insert into job.warning (execution_id, step_id, at, month, owner, reason, message)
select e.id, s.id, e.ended_at, e.month, e.owner, 'r', 'm' from job.execution e join job.step s on s.execution_id = e.id
 cross join generate_series(1, 2) where e.steps = 1;
insert into tracker.notification (execution_id, problems, created_at, read_at, month, person, owner, colour, kind, job, label)
select e.id, 0, e.ended_at, case when e.id % 100 > 0 then e.ended_at end, e.month, e.owner, e.owner, e.colour, e.kind, e.job, e.label
  from job.execution e where e.steps = 1;
analyze job.execution; analyze job.step; analyze job.warning; analyze job.reason; analyze tracker.notification;
grant usage on schema fixture to public;

-- The scans of a plan on tables that grow: as "table: node, index, condition".
create function fixture.scans(p_query text) returns table (relation text, node text, index text, condition text) language plpgsql as $$
declare v jsonb;
begin
  execute 'explain (format json) ' || p_query into v;
  return query
  with recursive n as (
    select v -> 0 -> 'Plan' as p
    union all
    select c from n cross join lateral jsonb_array_elements(coalesce(n.p -> 'Plans', '[]')) as c)
  select regexp_replace(n.p ->> 'Relation Name', '_([0-9]{4}_[0-9]{2}|default)$', ''),
         n.p ->> 'Node Type', n.p ->> 'Index Name', n.p ->> 'Index Cond'
    from n
   where n.p ->> 'Node Type' = 'Bitmap Index Scan'
      or n.p ? 'Relation Name'                                     -- but not what is empty, perhaps since a rollback
         and (select max(c.reltuples) from pg_class c where c.relname = n.p ->> 'Relation Name' and c.relkind = 'r') > 0;
end $$;
create function fixture.bad_scans(p_query text) returns setof text language sql as $$
  select format('%s: %s %s %s', s.relation, s.node, s.index, s.condition) from fixture.scans(p_query) as s
   where (s.relation is null or s.relation in ('execution', 'step', 'warning', 'reason', 'notification', 'outcome', 'error', 'event', 'execution_detail'))
     and not (s.node = 'Bitmap Heap Scan'
              or coalesce(s.condition, '') ~ '(owner|person|public_id|execution_id|\mid|step_id) = ') $$;
-- All tables that a plan names, however it reaches them; those of empty months, too.
create function fixture.tables(p_query text) returns setof text language plpgsql as $$
declare v jsonb;
begin
  execute 'explain (format json) ' || p_query into v;
  return query
  with recursive n as (
    select v -> 0 -> 'Plan' as p
    union all
    select c from n cross join lateral jsonb_array_elements(coalesce(n.p -> 'Plans', '[]')) as c)
  select n.p ->> 'Relation Name' from n where n.p ? 'Relation Name';
end $$;
grant execute on all functions in schema fixture to public;
select m.public_id as public, m.execution_id as number from job.execution e cross join lateral (select e.public_id, e.id as execution_id) as m
 where e.owner = 'tap_mary' and e.steps = 1 order by e.id offset 500 limit 1 \gset
create temporary table question (name text, query text);
insert into question values
  ('the list', $$ select * from tracker.my_execution where created_at > now() - interval '7 days' order by created_at desc, execution_id desc limit 25 $$),
  ('its next page', $$ select * from tracker.my_execution where (created_at, execution_id) < (now() - interval '9 days', 30000) order by created_at desc, execution_id desc limit 25 $$),
  ('the list by status', $$ select * from tracker.my_execution where status = 'failed' order by created_at desc, execution_id desc limit 25 $$),
  ('the list by colour', $$ select * from tracker.my_execution where colour = 'yellow' order by created_at desc, execution_id desc limit 25 $$),
  ('the list by kind', $$ select * from tracker.my_execution where kind = 'export' and created_at > now() - interval '7 days' order by created_at desc, execution_id desc limit 25 $$),
  ('the list by text', $$ select * from tracker.my_execution where label ilike '%nothing%' and created_at > now() - interval '7 days' order by created_at desc, execution_id desc limit 25 $$),
  ('a page of entries', $$ select * from tracker.my_entry where created_at > now() - interval '7 days' order by created_at desc, execution_id desc limit 25 $$),
  ('entries by colour', $$ select * from tracker.my_entry where colour = 'yellow' order by created_at desc, execution_id desc limit 25 $$),
  ('one entry', format($$ select * from tracker.entry where public_id = %L $$, :'public')),
  ('its errors of a month', format($$ select * from tracker.error where execution_id = %s and month = date '2000-01-01' + 9800 $$, :number)),
  ('what runs', $$ select * from tracker.my_running order by created_at desc $$),
  ('the last operations', $$ select * from tracker.my_last_operations $$),
  ('one execution', format($$ select * from tracker.execution where public_id = %L $$, :'public')),
  ('its steps', format($$ select * from tracker.step where execution_id = %s $$, :number)),
  ('its warnings', format($$ select * from tracker.warning where execution_id = %s order by step_no, row, seq limit 100 $$, :number)),
  ('its reasons', format($$ select * from tracker.reason where execution_id = %s $$, :number)),
  ('its errors', format($$ select * from tracker.error where execution_id = %s $$, :number)),
  ('its log', format($$ select * from tracker.log where execution_id = %s $$, :number)),
  ('unread notifications', $$ select * from tracker.my_notification where read_at is null order by id desc limit 10 $$),
  ('a week of statistics', $$ select * from tracker.my_stats_daily where day >= current_date - 7 $$),
  ('what is usual', $$ select * from tracker.my_duration $$);
grant select on question to public;
set local role tap_mary;
select is_empty(format('select fixture.bad_scans(%L)', q.query), q.name || ' reads by owner or by key') from question q;

-- A program that starts plans anew: what is asked most names few tables, and what only a step at work needs none.
select set_eq($$ select tables from fixture.tables('select * from tracker.my_entry') as tables $$, array['execution'],
  'an entry is planned with one table');
select set_eq($$ select tables from fixture.tables('select * from tracker.entry where execution_id = 1') as tables $$, array['execution'],
  'so is one that was perhaps opened by its URL');
select set_eq($$ select tables from fixture.tables('select * from tracker.my_step where execution_id = 1') as tables $$, array['execution', 'step'],
  'a step is planned without those at work');
select bag_eq($$ select tables from fixture.tables('select * from tracker.my_error where execution_id = 1 and month = date ''2000-01-01'' + 0') as tables $$,
  array['error_default', 'execution', 'step'], 'errors of a month are planned with its partition alone');
-- The two say the same of everything that both say.
select is_empty($$
  select from tracker.my_entry n full join tracker.my_execution e using (execution_id)
   where to_jsonb(n) - 'elapsed_s' is distinct from
         to_jsonb(e) - array['elapsed_s', 'id', 'step_name', 'done', 'total', 'percent', 'unit', 'triggered_by']
      or n.public_id is null or e.public_id is null $$, 'an entry is its execution without what is read of its steps');
reset role;

select * from finish();
rollback;
