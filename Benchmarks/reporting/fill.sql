-- SPDX-License-Identifier: Apache-2.0
--
-- Fills an empty, migrated database with executions as a large installation has after 13 months: 201 people, one of whom owns
-- six of ten executions; twelve jobs of all kinds, one of them rare; 71 % green, 20 % yellow, 6 % red, 3 % stopped, and a few that
-- wait or run. Ten warnings and ten outcomes for each execution on average, unevenly: of the yellow ones, most have a few, one in
-- a hundred has thousands, and twenty have 100,000.
-- In psql, as a superuser, after: set fill.executions = '1000000'; set fill.details = 'on' (or 'off': no warnings and outcomes);
-- and, if it is not to be bench_big: set fill.person = 'mary'.
-- The same numbers give the same rows; times are before now.

create function pg_temp.pick(p_number bigint, p_salt int, p_below bigint) returns bigint language sql immutable parallel safe
return (hashint8extended(p_number, p_salt) & 9223372036854775807) % p_below;

-- Months, as upkeep makes them ------------------------------------------------------------------------------------------------
do $$
declare
  v_table text;
  v_month date;
begin
  foreach v_table in array array['outcome', 'warning', 'error', 'event', 'piece', 'invalid_item'] loop
    for v_month in
      select (date_trunc('month', now() at time zone 'UTC') - make_interval(months => n))::date from generate_series(1, 14) as n
    loop
      execute format('create table if not exists job.%I partition of job.%I for values from (%L) to (%L)',
        v_table || to_char(v_month, '"_"YYYY"_"MM'), v_table, v_month, (v_month + interval '1 month')::date);
      execute format('alter table job.%I owner to chantier_owner', v_table || to_char(v_month, '"_"YYYY"_"MM'));
      execute format('alter table job.%I enable row level security', v_table || to_char(v_month, '"_"YYYY"_"MM'));
      execute format('alter table job.%I force row level security', v_table || to_char(v_month, '"_"YYYY"_"MM'));
    end loop;
  end loop;
end $$;

-- People and jobs ---------------------------------------------------------------------------------------------------------------
insert into job.owner (name)
select coalesce(nullif(current_setting('fill.person', true), ''), 'bench_big') union all select 'bench_' || lpad(n::text, 3, '0') from generate_series(1, 200) as n;

insert into job.job (name, kind, label, steps, parameters, registered_at)
select 'bench_job_' || lpad(n::text, 2, '0'), k.kind, 'Benchmark job ' || n,
       '[{"name": "fetch", "label": "Fetch file", "checkpoint_version": 1, "is_planned": false, "may_be_split": false},
         {"name": "scan", "label": "Check file", "checkpoint_version": 1, "is_planned": false, "may_be_split": false},
         {"name": "write", "label": "Write", "unit": "rows", "checkpoint_version": 1, "is_planned": true, "may_be_split": true}]',
       '{}', now()
  from generate_series(1, 12) as n
 cross join lateral (
   select case when n <= 5 then 'import' when n <= 8 then 'export' when n <= 10 then 'mass_edit' when n = 11 then 'rule'
               else 'project' end as kind
 ) as k;

-- Executions ----------------------------------------------------------------------------------------------------------------------
create temporary table plan as
select n as id,
       case when pg_temp.pick(n, 1, 10) < 6 then coalesce(nullif(current_setting('fill.person', true), ''), 'bench_big') else 'bench_' || lpad((1 + pg_temp.pick(n, 2, 200))::text, 3, '0') end as owner,
       -- Job 12, the only project, is one in 5,000; the others lie between 2 and 20 %.
       case when pg_temp.pick(n, 3, 5000) = 0 then 12
            else (array[1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 6, 6, 7, 8, 9, 9, 10, 11])[1 + pg_temp.pick(n, 4, 20)] end as job,
       now() - interval '2 minutes' - (t.total - n) * (interval '395 days' / t.total) as created_at,
       pg_temp.pick(n, 5, 1000) as fate,
       -- Seconds: between a few and some hours, most of them minutes.
       5 + exp(pg_temp.pick(n, 6, 1000) / 1000.0 * 7)::int as took,
       1 + exp(pg_temp.pick(n, 7, 1000) / 1000.0 * 3)::int as waited,
       (100 * exp(pg_temp.pick(n, 8, 1000) / 1000.0 * 6))::bigint as items,
       pg_temp.pick(n, 9, 100) as weight,
       t.total - n < 40 and n % 2 = 0 as is_live
  from (select current_setting('fill.executions')::bigint as total) as t
 cross join lateral generate_series(1, t.total) as n;
alter table plan add column state text, add column warnings bigint, add column ended_at timestamptz;
update plan p
   set state = case when p.is_live then case when p.id % 4 = 0 then 'running' else 'queued' end
                    when p.fate < 910 then 'completed' when p.fate < 970 then 'failed' else 'stopped' end,
       warnings = case
         when p.is_live or p.fate < 710 then 0
         when p.fate < 910 then
           case when p.id % greatest(1, (select max(id) from plan) / 100) = 7 then (select least(100000, max(id) / 10) from plan)
                when p.weight = 0 then 1000 + p.items % 1000
                else 1 + p.items % 40 end
         else p.items % 3 end,
       ended_at = case when not p.is_live then least(p.created_at + (p.waited + p.took) * interval '1 s', now() - interval '1 s') end;
create index on plan (id);
analyze plan;

insert into job.execution (id, created_at, started_at, ended_at, warnings, errors, owner_id, month, job_id, priority, step, steps,
                           status, owner, kind, job, label, stopped_by, items)
overriding system value
select p.id, p.created_at, case when p.state <> 'queued' then least(p.created_at + p.waited * interval '1 s', p.ended_at) end,
       p.ended_at, p.warnings, (p.state = 'failed')::int, o.id, date_trunc('month', p.created_at at time zone 'UTC')::date, p.job,
       case when p.weight < 10 then 0 when p.weight < 90 then 1 else 2 end, case when p.state = 'queued' then 1 else 3 end, 3,
       p.state, p.owner, j.kind, j.name, j.label || ' no. ' || p.id, case when p.state = 'stopped' then p.owner end,
       case when p.ended_at is not null then p.items end
  from plan p
  join job.owner o on o.name = p.owner
  join job.job j on j.id = p.job
 order by p.id;
do $$ begin perform setval(pg_get_serial_sequence('job.execution', 'id'), (select max(id) from plan)); end $$;

insert into job.execution_detail (execution_id, month, owner, parameters)
select e.id, e.month, e.owner, jsonb_build_object('file', 'catalogue_' || e.id || '.csv', 'delimiter', ';') from job.execution e order by e.id;

insert into job.step (execution_id, started_at, ended_at, counted_at, total, done, read, created, updated, unchanged, skipped,
                      invalid, written, warnings, errors, open, month, ordinal, status, owner, name, unit, has_failed)
select e.id, case when s.has_begun then e.started_at end,
       case when s.is_over then e.ended_at when s.n < e.step then e.started_at end,
       case when s.has_begun then coalesce(e.ended_at, now()) end,
       case when s.n = 3 and s.has_begun then p.items end,
       case when s.n = 3 and s.has_begun then p.items / (1 + (e.ended_at is null)::int) when s.is_over or s.n < e.step then 1 end,
       case when s.n = 3 and s.has_begun then p.items / (1 + (e.ended_at is null)::int) when s.is_over or s.n < e.step then 0 end,
       case when s.n = 3 and s.has_begun then p.items / 10 when s.is_over or s.n < e.step then 0 end,
       case when s.n = 3 and s.has_begun then p.items / 5 when s.is_over or s.n < e.step then 0 end,
       case when s.n = 3 and s.has_begun then p.items - p.items / 10 - p.items / 5 - least(p.warnings, p.items / 2) when s.is_over or s.n < e.step then 0 end,
       case when s.is_over or s.n < e.step then 0 end,
       case when s.n = 3 and s.has_begun then least(p.warnings, p.items / 2) when s.is_over or s.n < e.step then 0 end,
       case when s.is_over or s.n < e.step then 0 end,
       case when s.n = 3 and s.has_begun then p.warnings when s.is_over or s.n < e.step then 0 end,
       case when s.is_over and s.n = 3 then e.errors when s.is_over or s.n < e.step then 0 end,
       case when e.ended_at is null and s.n = e.step then 1 else 0 end,
       e.month, s.n,
       case when s.is_over and s.n = 3 then e.status when s.is_over or s.n < e.step then 'completed' when s.n = e.step and s.has_begun then 'running' else 'waiting' end,
       e.owner, (array['fetch', 'scan', 'write'])[s.n], case when s.n = 3 then 'rows' end, e.status = 'failed' and s.n = 3
  from job.execution e
  join plan p on p.id = e.id
 cross join lateral (
   select n, e.ended_at is not null as is_over, e.started_at is not null and n <= e.step as has_begun from generate_series(1, 3) as n
 ) as s
 order by e.id, s.n;

-- What stands in the queue and at work ------------------------------------------------------------------------------------------------
insert into job.worker (name, host, pid, version, slots, jobs, started_at, heartbeat_at, lease_until, locked_at)
select 'bench worker ' || n, 'host' || n, n, '1.0', 4, (select jsonb_object_agg(j.name, '{"fetch": 1, "scan": 1, "write": 1}'::jsonb) from job.job j),
       now() - interval '1 day', now(), now() + interval '1 day', now()
  from generate_series(1, 3) as n;
insert into job.task (step_id, execution_id, tag, created_at, month, priority, owner)
select s.id, e.id, e.id, e.created_at, e.month, e.priority, e.owner
  from job.execution e join job.step s on s.execution_id = e.id and s.ordinal = e.step where e.ended_at is null order by e.id;
insert into job.ready (tag, task_id, step_id, owner_id, priority, job_id)
select t.tag, t.id, t.step_id, e.owner_id, e.priority, e.job_id
  from job.task t join job.execution e on e.id = t.execution_id where e.status = 'queued';
insert into job.lease (task_id, token, execution_id, step_id, tag, claimed_at, committed_at, done, read, created, updated, unchanged,
                       worker_id, owner_id, month, job_id, priority, owner, sample_at, sample_done)
select t.id, nextval('job.token_seq'), e.id, t.step_id, t.tag, e.started_at, now(), 500, 500, 50, 100, 350, 1 + t.id % 3, e.owner_id, e.month,
       e.job_id, e.priority, e.owner, array[e.started_at, now() - interval '10 s', now()], array[0, 400, 500]
  from job.task t join job.execution e on e.id = t.execution_id where e.status = 'running';

-- What they left behind ----------------------------------------------------------------------------------------------------------------
insert into job.error (execution_id, step_id, at, month, owner, reason, message, cause, hint)
select e.id, s.id, e.ended_at, e.month, e.owner, (array['file_unreadable', 'database_error', 'file_not_found'])[1 + e.id % 3],
       'cannot read "catalogue_' || e.id || '.csv"', 'the connection was lost', 'Launch again.'
  from job.execution e join job.step s on s.execution_id = e.id and s.ordinal = 3 where e.errors > 0 order by e.id;

insert into job.warning (execution_id, step_id, row, line, at, month, owner, reason, identifier, field, value, message, item)
select e.id, s.id, n * 3, n * 3 + 1, e.ended_at, e.month, e.owner, r.reason, 'sku-' || e.id % 1000 || '-' || n, r.field, 'value ' || n % 7,
       'row ' || n * 3 || ' (line ' || n * 3 + 1 || '), sku-' || e.id % 1000 || '-' || n || ', ' || r.field || ': ' || r.text || ' "value ' || n % 7 || '"',
       jsonb_build_object('sku', 'sku-' || n, r.field, 'value ' || n % 7)
  from job.execution e
  join job.step s on s.execution_id = e.id and s.ordinal = 3
 cross join lateral generate_series(1, e.warnings) as n
 cross join lateral (
   select (array['invalid_number', 'unknown_option', 'currency_not_active', 'invalid_date'])[k] as reason,
          (array['weight', 'colour', 'price', 'released'])[k] as field,
          (array['not a number:', 'no such option:', 'the currency is not active:', 'not a date:'])[k] as text
     from (select 1 + ((e.id + n / 10) % 4)::int as k) as c
 ) as r
 where e.warnings > 0 and current_setting('fill.details')::boolean
 order by e.id, n;

insert into job.reason (execution_id, step_id, count, day, month, is_error, is_note, is_uniform, owner, kind, job, reason, field, message, template, rows)
select e.id, s.id, greatest(1, e.warnings / 2), e.day, e.month, false, false, false, e.owner, e.kind, e.job,
       (array['invalid_number', 'unknown_option', 'currency_not_active', 'invalid_date'])[1 + (e.id + n) % 4],
       (array['weight', 'colour', 'price', 'released'])[1 + (e.id + n) % 4], 'row 3: not a number: "value"', 'not a number: …', array[3, 6, 9]
  from job.execution e
  join job.step s on s.execution_id = e.id and s.ordinal = 3
 cross join lateral generate_series(1, least(2, e.warnings)) as n
 where e.warnings > 0 and e.ended_at is not null
union all
select r.execution_id, r.step_id, 1, e.day, e.month, true, false, true, e.owner, e.kind, e.job, r.reason, null, r.message, 'cannot read …', '{}'
  from job.error r join job.execution e on e.id = r.execution_id;

insert into job.outcome (task_id, step_id, execution_id, claimed_at, ended_at, done, read, month, worker_id, state, owner)
select e.id * 20 + n, s.id, e.id, e.started_at, e.ended_at, p.items / 20, p.items / 20, e.month, 1 + n % 3, 'completed', e.owner
  from job.execution e
  join plan p on p.id = e.id
  join job.step s on s.execution_id = e.id and s.ordinal = 3
 cross join lateral generate_series(1, 1 + (p.weight % 20)) as n
 where e.ended_at is not null and current_setting('fill.details')::boolean
 order by e.id, n;

insert into tracker.notification (execution_id, problems, created_at, read_at, month, person, owner, colour, kind, job, label, first_reason)
select e.id, e.problems, e.ended_at, case when e.ended_at < now() - interval '1 day' then e.ended_at + interval '1 h' end, e.month, e.owner, e.owner,
       e.colour, e.kind, e.job, e.label, case when e.colour = 'red' then 'file_unreadable' when e.colour = 'yellow' then 'invalid_number' end
  from job.execution e where e.ended_at is not null and e.colour <> 'grey' order by e.id;
drop table plan;
