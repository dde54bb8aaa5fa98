-- SPDX-License-Identifier: Apache-2.0
-- Launches, uploads, stops: what a person may ask for, and how each refusal reads.
begin;
\ir ../fixture.psql
select plan(61);
select fixture.worker() as w \gset
create temporary table launched (execution_id bigint, id uuid, url text, label text, kind text, status text, is_new boolean);
grant all on launched to public;

-- launch
set local role tap_mary;
insert into launched select * from tracker.launch('tap_import', '{"filters": {"locale": "fr_FR"}, "file": "x.csv", "free": {"any": 1}}', 'Prices');
select results_eq('select label, kind, status from launched', $$ values ('Prices', 'import', 'queued') $$, 'a launch answers what it made');
select is((select url from launched), 'http://localhost:8080/executions/' || (select id from launched), 'with the address of its report');
select is((select substring(id::text from 15 for 1) from launched), '4', 'whose id is random');
select results_eq('select owner, status, colour, step::int, steps::int, priority::int from job.execution where id = (select execution_id from launched)',
  $$ values ('tap_mary', 'queued', 'blue', 1, 3, 1) $$, 'it is the caller''s');
select is((select parameters from job.execution_detail where execution_id = (select execution_id from launched)),
  '{"file": "x.csv", "send_email": false, "users_to_notify": [], "filters": {"data": [], "locale": "fr_FR"}, "free": {"any": 1}}'::jsonb,
  'what was given stands over the defaults, in objects too');
select results_eq('select ordinal::int, name, unit, status, open from job.step where execution_id = (select execution_id from launched) order by 1',
  $$ values (1, 'scan', 'bytes', 'waiting', 1), (2, 'import', 'rows', 'waiting', 0), (3, 'finish', 'rows', 'waiting', 0) $$, 'all its steps can be seen');
select is((select label from tracker.launch('tap_import', p_label => '')), 'Tap import', 'an empty label is none');
select tracker.create_profile('nightly', 'tap_import');
select execution_id as e from tracker.launch('tap_import', p_profile => 'nightly') \gset
select is((select profile from tracker.my_execution where execution_id = :e), 'nightly', 'a profile is kept');
savepoint s;
select count(*) as n from tracker.my_execution \gset
select tracker.launch('tap_import');
rollback to s;
select is((select count(*) from tracker.my_execution), :n::bigint, 'a launch lives and dies with the caller''s transaction');

-- Refusals
create function pg_temp.refusal(p_sql text) returns text language plpgsql as $$
declare v_state text; v_message text; v_detail text; v_hint text;
begin
  execute p_sql;
  return 'done';
exception when others then
  get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail, v_hint = pg_exception_hint;
  return concat_ws('|', v_state, v_message, nullif(v_detail, ''), nullif(v_hint, ''));
end $$;
select is(pg_temp.refusal($$ select tracker.launch('nope') $$),
  'P0001|unknown_job: "nope" is not a job here|Jobs: tap_import, tap_noop, tap_plain. Profiles: nightly.|Jobs are registered when the database is migrated, and by every worker that starts.',
  'an unknown job: the known ones are listed');
select is(pg_temp.refusal($$ select tracker.launch('tap_import', '{"fil": 1}') $$),
  '22023|unknown parameter "fil"|Known: file, filters, free, send_email, users_to_notify.', 'an unknown parameter: the known ones are listed');
select is(pg_temp.refusal($$ select tracker.launch('tap_import', '{"filters": {"lokale": 1}}') $$),
  '22023|unknown parameter "filters.lokale"|Known: filters.data, filters.locale.', 'in objects too');
select is(pg_temp.refusal($$ select tracker.launch('tap_plain', '{"x": 1}') $$), '22023|unknown parameter "x"|Known: send_email, users_to_notify.', 'what every job takes');
select is(pg_temp.refusal($$ select tracker.launch('tap_plain', '{"send_email": "yes"}') $$), '22023|send_email must be true or false', 'whether to send mail');
select is(pg_temp.refusal($$ select tracker.launch('tap_plain', '{"users_to_notify": ["tap_julia", "jluia", "chantier_user", "jluia"]}') $$),
  '22023|users_to_notify names nobody known: "chantier_user", "jluia"|Name persons as they log in; an operator adds one: chantier user add NAME',
  'somebody whom nobody knows is not told of an end in vain: the launch is refused, and says who');
select is(pg_temp.refusal(format($$ select tracker.launch('tap_plain', %L) $$, jsonb_build_object('users_to_notify', u))), '22023|users_to_notify must be a list of names',
  'whom to notify: not ' || u::text)
  from unnest(array['"julia"', '[1]', '[["julia"]]', 'null']::jsonb[]) as u;
select is(pg_temp.refusal($$ select tracker.launch('tap_import', '[]') $$), '22023|the parameters must be a JSON object', 'parameters are an object');
select is(pg_temp.refusal($$ select tracker.launch('tap_import', null) $$), '22023|the parameters must be a JSON object', 'not null');
select is(pg_temp.refusal($$ select tracker.launch('tap_import', p_priority => 3::smallint) $$), '22023|priority 3 is not 0 (high), 1 (normal) or 2 (low)',
  'priorities are three');
reset role;
select is(pg_temp.refusal($$ set local role chantier_worker; select tracker.launch('tap_import') $$), '42501|permission denied for function launch',
  'a worker launches nothing');
reset role;

-- Fair start: a new person needs no preparation.
create role tap_new in role chantier_user;
grant tap_new to current_user;
select isnt(fixture.launch('tap_new', 'tap_plain'), null, 'a person without clocks launches');
select is((select r.tag from job.ready r join job.owner o on o.id = r.owner_id where o.name = 'tap_new'), job._clock(1::smallint) + 1,
  'one after the clock of all');

-- Hints: only to idle workers
create function pg_temp.hinted() returns boolean language sql as $$ select exists (select from job.worker where is_idle and lease_until > job.now()) $$;
select is(pg_temp.hinted(), false, 'nobody is idle');

-- Uploads
set local role tap_mary;
select tracker.start_upload('prices.csv', 300000) as u \gset
select is(pg_temp.refusal(format($$ select tracker.put_pieces(%s, 0, array['abc', 'd']::bytea[]) $$, :u)),
  '22023|every piece but the last must have 262144 bytes', 'pieces have 256 KiB');
select tracker.put_pieces(:u, 0, array[convert_to(repeat('x', 262144), 'utf8')]);
select is(pg_temp.refusal(format('select tracker.finish_upload(%s, 300000)', :u)),
  '22023|the upload of "prices.csv" has 262144 of 300000 bytes in 1 pieces|Send the missing pieces again.', 'an upload is finished when all is there');
select is(pg_temp.refusal(format($$ select tracker.launch('tap_import', p_upload => %s) $$, :u)), '55000|the upload of "prices.csv" is not finished',
  'nor launched before');
select tracker.put_pieces(:u, 1, array[convert_to(repeat('y', 37856), 'utf8')]);
select lives_ok(format('select tracker.put_pieces(%s, 1, array[convert_to(repeat(''z'', 37856), ''utf8'')])', :u), 'a piece can be sent again');
set local role tap_julia;
select is(pg_temp.refusal(format($$ select tracker.put_pieces(%s, 2, array['abc']::bytea[]) $$, :u)), 'P0002|no such upload', 'another''s upload does not exist: pieces');
select is(pg_temp.refusal(format('select tracker.finish_upload(%s, 1)', :u)), 'P0002|no such upload', 'to finish');
select is(pg_temp.refusal(format($$ select tracker.fail_upload(%s, 'x', 'x') $$, :u)), 'P0002|no such upload', 'to fail');
select is(pg_temp.refusal(format($$ select tracker.launch('tap_import', p_upload => %s) $$, :u)), 'P0002|no such upload', 'to launch with');
set local role tap_mary;
select tracker.finish_upload(:u, 300000);
select is(pg_temp.refusal(format($$ select tracker.put_pieces(%s, 2, array['abc']::bytea[]) $$, :u)), 'P0002|no such upload', 'a finished upload takes no more');
select execution_id as e from tracker.launch('tap_import', p_upload => :u) \gset
select results_eq(format('select kind, name, size, is_complete from tracker.my_artifact where execution_id = %s', :e),
  $$ values ('input', 'prices.csv', 300000::bigint, true) $$, 'the upload is the execution''s input');
select is(pg_temp.refusal(format($$ select tracker.launch('tap_import', p_upload => %s) $$, :u)), 'P0002|no such upload', 'once');
select is((select md5(string_agg(bytes, '' order by ordinal)) from job.piece where artifact_id = :u), md5(repeat('x', 262144) || repeat('z', 37856)),
  'the bytes come back as they were sent');
select is(pg_temp.refusal($$ select tracker.start_upload('big.csv', 10737418241) $$),
  '54000|10737418241 bytes, allowed 10737418240|An operator can raise the setting max_upload.', 'a size has a limit');
select tracker.start_upload('empty.csv', 0) as z \gset
select lives_ok(format('select tracker.finish_upload(%s, 0)', :z), 'an empty file can be sent');
reset role;
set local role chantier_worker;
select is((select b.input_artifact_id from job.claim(:w, 1000, null, false) c, job.begin_task(c.task_id, c.token) b where c.execution_id = :e), :u::bigint,
  'the worker finds it');

-- A failed upload
set local role tap_mary;
select tracker.start_upload('folder', null) as u \gset
select tracker.fail_upload(:u, 'file_unreadable', 'cannot read "folder": it is a directory');
select execution_id as e, status from tracker.launch('tap_import', p_upload => :u) \gset
select is(:'status'::text, 'failed', 'launched with a failed upload, an execution fails at once');
select results_eq(format('select status, colour, errors, started_at is null from tracker.my_execution where execution_id = %s', :e),
  $$ values ('failed', 'red', 1::bigint, true) $$, 'and is in the list');
select results_eq(format('select step, reason, message from tracker.my_error where execution_id = %s', :e),
  $$ values ('scan', 'file_unreadable', 'cannot read "folder": it is a directory') $$, 'with the reason');
select is((select first_reason from tracker.my_notification where execution_id = :e), 'file_unreadable', 'and a notification');
reset role;
select is_empty(format('select 1 from job.ready r join job.step s on s.id = r.step_id where s.execution_id = %s', :e), 'no worker is bothered');

-- Stop: queued
select fixture.launch('tap_mary', 'tap_import') as e \gset
select public_id as id from job.execution where id = :e \gset
set local role tap_julia;
select is(pg_temp.refusal(format('select tracker.stop(%L)', :'id')), 'P0002|no such execution', 'another''s execution does not exist');
select is(pg_temp.refusal('select tracker.stop(gen_random_uuid())'), 'P0002|no such execution', 'as any wrong id');
set local role tap_mary;
select is(tracker.stop(:'id'), 'stopped', 'one that nobody has begun is stopped at once');
select results_eq(format('select status, colour, stopped_by, started_at is null from tracker.my_execution where execution_id = %s', :e),
  $$ values ('stopped', 'grey', 'tap_mary', true) $$, 'grey, with who asked');
select is_empty(format('select 1 from tracker.my_notification where execution_id = %s', :e), 'who stopped it is not told so');
select is(tracker.stop(:'id'), 'stopped', 'asked again, the state found');
reset role;
select is_empty(format('select 1 from job.request where execution_id = %s', :e), 'the request is gone');
-- Stop: at work, two of four tasks claimed
select fixture.launch('tap_mary', 'tap_import') as e \gset
select public_id as id from job.execution where id = :e \gset
select fixture.plan(:w, 4) as s \gset
select task_id as t1, token as k1 from fixture.claim(:w) \gset
select task_id as t2, token as k2 from fixture.claim(:w) \gset
set local role tap_mary;
select is(tracker.stop(:'id'), 'requested', 'one at work is asked');
select results_eq(format('select status, stopped_by from tracker.my_execution where execution_id = %s', :e), $$ values ('stopping', 'tap_mary') $$, 'it is stopping');
reset role;
select is((select open from job.step where id = :s), 2, 'what waited has ended');
select is((select request from job.fence(:t1, :k1)), 'stop', 'what works is told at its fence');
select job.finish_task(:t1, :k1, 'stopped');
select job.finish_task(:t2, :k2, 'completed');
select is((select status from job.complete_step(:s)), 'stopped', 'the step stops');
set local role tap_mary;
select is(tracker.stop(:'id'), 'stopped', 'so does the execution');
reset role;
-- Stop between two steps
select fixture.launch('tap_mary', 'tap_import') as e \gset
select public_id as id from job.execution where id = :e \gset
select task_id, token, step_id from fixture.claim(:w) \gset
set local role tap_mary;
select is(tracker.stop(:'id'), 'requested', 'one whose only task works is asked');
reset role;
select job.finish_task(:task_id, :token, 'completed');
select is((select status from job.complete_step(:step_id)), 'stopped', 'a task that ends before it looks stops what would come next');

select * from finish();
rollback;
