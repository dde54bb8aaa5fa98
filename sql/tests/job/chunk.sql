-- SPDX-License-Identifier: Apache-2.0
-- One chunk: begin_task, fence, checkpoint, warnings, refused records, pieces.
begin;
\ir ../fixture.psql
select plan(42);
set local role chantier_worker;
select fixture.worker() as w \gset
select fixture.launch('tap_mary', 'tap_plain') as e \gset
select task_id, token, step_id from job.claim(:w, 1, null, false) \gset

-- begin_task
select is((select status from job.execution where id = :e), 'queued', 'claimed is not begun');
select is_empty(format('select * from job.begin_task(%s, %s)', :task_id, :token + 1), 'another token begins nothing');
select results_eq(format('select is_first, owner, job, step_name, range_start, range_end, position, done, parameters
                            from job.begin_task(%s, %s)', :task_id, :token),
  $$ values (true, 'tap_mary', 'tap_plain', 'run', 0::bigint, null::bigint, 0::bigint, 0::bigint, '{"send_email": false, "users_to_notify": []}'::jsonb) $$,
  'begin_task answers all that is needed');
select results_eq(format('select status, started_at is not null from job.execution where id = %s', :e),
  $$ values ('running', true) $$, 'the execution runs');
select is((select status from job.step where id = :step_id), 'running', 'and so does its step');
select is((select is_first from job.begin_task(:task_id, :token)), false, 'only one call is the first');

-- fence
select results_eq(format('select * from job.fence(%s, %s)', :task_id, :token), $$ values (null::bigint, null::text) $$,
  'the holder passes the fence');
select is_empty(format('select * from job.fence(%s, %s)', :task_id, :token + 1), 'another token does not');
select fixture.sleep('21 s');
select is_empty(format('select * from job.fence(%s, %s)', :task_id, :token),
  'the right token does not either, once the worker''s lease has ended');
select isnt(job.heartbeat(:w, '20 s'), null, 'a late heartbeat that nobody has judged yet renews');
select isnt_empty(format('select * from job.fence(%s, %s)', :task_id, :token), 'and the fence lets it pass again');

-- checkpoint
create temporary table before on commit drop as
  select n_tup_upd, n_tup_hot_upd from pg_stat_xact_user_tables where relname = 'lease';
select is(job.checkpoint(:task_id, :token, 10, 9, 10, 5, 1, 1, 1, 2, 0, '{"superseded": 1}', 3, '{"at": 7}', 4::smallint), true,
  'a checkpoint is taken');
select is(job.checkpoint(:task_id, :token + 1, 99, 99, 99, 0, 0, 0, 0, 0, 0, null, 0, null, 1::smallint), false,
  'not with another token');
select results_eq(format('select position, done, read, created, updated, unchanged, skipped, invalid, more, warnings, checkpoint,
                                 checkpoint_version from job.begin_task(%s, %s)', :task_id, :token),
  $$ values (10::bigint, 9::bigint, 10::bigint, 5::bigint, 1::bigint, 1::bigint, 1::bigint, 2::bigint, '{"superseded": 1}'::jsonb,
             3::bigint, '{"at": 7}'::jsonb, 4::smallint) $$, 'it can be read back');
select is((select (n_tup_upd - (select n_tup_upd from before)) - (n_tup_hot_upd - (select n_tup_hot_upd from before))
             from pg_stat_xact_user_tables where relname = 'lease'), 0::bigint, 'every update of a lease row is HOT');
select is((select count(*) from pg_index where indrelid = 'job.lease'::regclass), 1::bigint, 'no column of a lease but its key is indexed');
select throws_ok(format($$ select job.checkpoint(%s, %s, 10, 9, 10, 5, 1, 1, 1, 2, 0, null, 3, to_jsonb(
    (select string_agg(md5(g::text), '') from generate_series(1, 40) g)), 4::smallint) $$, :task_id, :token),
  '23514', null, 'a checkpoint has at most 1 kB');

-- samples: many commits a second keep few entries, the newest always last
select fixture.sleep('100 ms'), job.checkpoint(:task_id, :token, g, g, g, 0, 0, 0, 0, 0, 0, null, 0, null, 1::smallint)
  from generate_series(11, 400) as g;
select ok((select cardinality(sample_at) between 14 and 20 from job.lease where task_id = :task_id),
  '39 s at ten commits a second are kept at a 24th of a minute');
select is((select sample_done[cardinality(sample_done)] from job.lease where task_id = :task_id), 400::bigint,
  'the last entry is the newest commit');
select fixture.sleep('5 s'), job.checkpoint(:task_id, :token, g, g, g, 0, 0, 0, 0, 0, 0, null, 0, null, 1::smallint)
  from generate_series(401, 500) as g;
select is((select cardinality(sample_at) from job.lease where task_id = :task_id), 32, 'never more than 32');
select ok((select sample_at[32] - sample_at[1] >= greatest(interval '60 s', interval '539 s' / 4) from job.lease where task_id = :task_id),
  'and they reach over the window');

-- progress notices: one a second
select job.heartbeat(:w, '20 s');
update job.progress_notice set notified_at = job.now() where execution_id = :e;
select job.checkpoint(:task_id, :token, 501, 501, 501, 0, 0, 0, 0, 0, 0, null, 0, null, 1::smallint);
select ok((select notified_at < job.now() - interval '0 s' from job.progress_notice where execution_id = :e), 'a notice stands');
select notified_at as noticed from job.progress_notice where execution_id = :e \gset
select job.checkpoint(:task_id, :token, 501, 501, 501, 0, 0, 0, 0, 0, 0, null, 0, null, 1::smallint);
select is((select notified_at from job.progress_notice where execution_id = :e), :'noticed'::timestamptz, 'no second notice within a second');
select fixture.sleep('1100 ms');
select job.checkpoint(:task_id, :token, 501, 501, 501, 0, 0, 0, 0, 0, 0, null, 0, null, 1::smallint);
select cmp_ok((select notified_at from job.progress_notice where execution_id = :e), '>', :'noticed'::timestamptz, 'but after it');

-- errors are counted apart
select is(job.record_error(:task_id, :token, '40001', 'could not serialize'), 1::smallint, 'the first error');
select is(job.record_error(:task_id, :token, '40001', 'could not serialize'), 2::smallint, 'the second');
select is(job.record_error(:task_id, :token + 1, '40001', 'x'), null, 'none with another token');
select results_eq(format('select level, event from job.event where execution_id = %s', :e),
  $$ values ('warning', 'chunk_failed'), ('warning', 'chunk_failed') $$, 'the log says so');

-- warnings
select job.add_warnings(:task_id, :token, array['unknown_attribute', 'superseded'], array[false, true], array[3, 4]::bigint[],
  array[5, 6]::bigint[], array['sku1', null], array['name', null], array[repeat('x', 300), null], array['bad', 'note'],
  array['{"sku": "sku1"}', null]::jsonb[]);
select results_eq(format('select reason, is_note, row, length(value), owner, month from job.warning where execution_id = %s order by row', :e),
  format('select reason, note, r::bigint, l, ''tap_mary'', month from job.execution,
          (values (''unknown_attribute'', false, 3, 200), (''superseded'', true, 4, null)) as v(reason, note, r, l) where id = %s', :e),
  'warnings carry owner and month; a value is cut at 200');
select job.add_warnings(:task_id, :token + 1, array['x'], array[false], array[9]::bigint[], array[9]::bigint[], array['x'], array['x'],
  array['x'], array['x'], array[null]::jsonb[]);
select is((select count(*) from job.warning where execution_id = :e), 2::bigint, 'none with another token');
update job.lease set warnings = 99999 where task_id = :task_id;
select job.add_warnings(:task_id, :token, array['a', 'b'], array[false, false], array[7, 8]::bigint[], array[7, 8]::bigint[], array['x', 'x'],
  array['x', 'x'], array['x', 'x'], array['x', 'x'], array[null, null]::jsonb[]);
select results_eq(format('select reason from job.warning where execution_id = %s and row > 6', :e), $$ values ('a') $$,
  'a task keeps 100,000');

-- refused records
select job.add_invalid_items(:task_id, :token, 'sku;name', 'invalid.csv', array[9, 3]::bigint[], array['nine', 'three']::bytea[]);
select job.add_invalid_items(:task_id, :token, 'sku;name', 'invalid.csv', array[3, 4]::bigint[], array['again', 'four']::bytea[]);
select results_eq(format('select row, encode(bytes, ''escape'') from job.invalid_item where execution_id = %s order by row', :e),
  $$ values (3::bigint, 'three'), (4, 'four'), (9, 'nine') $$, 'a refused record is kept once');
select results_eq(format('select kind, name, header, is_complete from job.artifact where execution_id = %s', :e),
  $$ values ('invalid_items', 'invalid.csv', 'sku;name'::bytea, false) $$, 'in one file, which is not complete yet');

-- files
select job.make_artifact(:e, 'output', 'products.csv', 'text/csv') as a \gset
select is(job.make_artifact(:e, 'output', 'products.csv', 'text/csv'), :a::bigint, 'a chunk that runs again finds its file');
select throws_ok($$ select job.make_artifact(-1, 'output', 'x', 'text/csv') $$, 'P0002', null, 'no file without an execution');
select job.add_pieces(:a, 100, 0, array['d', 'e']::bytea[]);
select job.add_pieces(:a, 0, 0, array['a', 'b']::bytea[]);
select job.add_pieces(:a, 0, 2, array['c']::bytea[]);
select is((select string_agg(convert_from(bytes, 'utf8'), '' order by part, ordinal) from job.piece where artifact_id = :a), 'abcde',
  'the bytes of a file are its pieces in order of part and ordinal');
select throws_ok(format($$ select job.add_pieces(%s, 0, 2, array['c']::bytea[]) $$, :a), '23505', null, 'no piece twice');
select throws_ok(format($$ select job.add_pieces(%s, 0, 3, array[convert_to(repeat('x', 262145), 'utf8')]) $$, :a), '23514', null,
  'no piece above 256 KiB');
select throws_ok($$ select job.add_pieces(-1, 0, 3, array['c']::bytea[]) $$, 'P0002', null, 'no piece without a file');
select job.complete_artifact(:a, 5, 2, sha256('12345'));
select results_eq(format('select is_complete, size, records from job.artifact where id = %s', :a), $$ values (true, 5::bigint, 2::bigint) $$,
  'then the file is complete');

-- facts and totals
select job.set_facts(:step_id, '{"charset": "utf-8"}'), job.set_facts(:step_id, '{"records": 9}'), job.set_total(:step_id, 9, 'rows'),
       job.set_total(:step_id, null, null);
select results_eq(format('select facts, total, unit from job.step where id = %s', :step_id),
  $$ values ('{"charset": "utf-8", "records": 9}'::jsonb, 9::bigint, 'rows') $$, 'facts are joined, a total is kept');

-- an end settles the refused file
select job.heartbeat(:w, '20 s');
select job.checkpoint(:task_id, :token, 9, 9, 9, 6, 0, 0, 0, 3, 0, null, 4, null, 1::smallint);
select job.finish_task(:task_id, :token, 'completed'), (select status from job.complete_step(:step_id));
select results_eq(format('select is_complete, size, records from job.artifact where execution_id = %s and kind = ''invalid_items''', :e),
  $$ values (true, 21::bigint, 3::bigint) $$, 'the file of refused records has header and records');

select * from finish();
rollback;
