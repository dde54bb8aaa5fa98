-- SPDX-License-Identifier: Apache-2.0
-- Profiles: who may save what, how each refusal reads, what a launch makes of one, and whose turn it is.
begin;
\ir ../fixture.psql
\ir ../people.psql
select plan(70);
select fixture.worker() as w \gset
select job.register_jobs('[{"name": "tap_strict", "kind": "export", "label": "Tap strict",
  "parameters": {"delimiter": ";", "header": true, "size": 1, "list": [], "path": null, "storage": {"type": "none", "file_path": null}, "free": {}},
  "rules": {"delimiter": {"in": [",", ";"]}, "header": {"in": [true]}, "storage.type": {"in": ["none", "local"], "folded": true}},
  "steps": [{"name": "run", "checkpoint_version": 1}]}]');
create function pg_temp.refusal(p_sql text) returns text language plpgsql as $$
declare v_state text; v_message text; v_detail text; v_hint text;
begin
  execute p_sql;
  return 'done';
exception when others then
  get stacked diagnostics v_state = returned_sqlstate, v_message = message_text, v_detail = pg_exception_detail, v_hint = pg_exception_hint;
  return concat_ws('|', v_state, v_message, nullif(v_detail, ''), nullif(v_hint, ''));
end $$;

-- Saved, read, changed
set local role tap_mary;
select lives_ok($$ select tracker.create_profile('erp_prices', 'tap_import', 'ERP prices', '{"file": "x", "filters": {"locale": "fr_FR"}}') $$, 'a person saves a profile');
select results_eq($$ select code, job, kind, label, parameters, overlap, owner, may_change from tracker.profile $$,
  $$ values ('erp_prices', 'tap_import', 'import', 'ERP prices', '{"file": "x", "filters": {"locale": "fr_FR"}}'::jsonb, 'queue', 'tap_mary', true) $$,
  'and reads it; it queues unless told otherwise');
select tracker.create_profile('plain_one', 'tap_plain');
select is((select label from tracker.profile where code = 'plain_one'), 'Tap plain', 'its label is the job''s where none is given');
set local role tap_julia;
select results_eq($$ select code, may_change from tracker.profile order by 1 $$, $$ values ('erp_prices', false), ('plain_one', false) $$, 'others see it, and may not change it');
set local role tap_stranger;
select is(pg_temp.refusal('select * from tracker.profile'), '42501|permission denied for schema tracker', 'a stranger sees none');
set local role tap_ana;
select is(pg_temp.refusal('select * from tracker.profile'), '42501|permission denied for view profile', 'nor does an analyst');
select is(pg_temp.refusal('select tracker.create_profile(''a'', ''tap_plain'')'), '42501|permission denied for function create_profile', 'who saves none either');
set local role tap_julia;
select is(pg_temp.refusal(q), r, d) from (values
  ($$ select tracker.change_profile('erp_prices', 'Mine') $$, '42501|not_yours: profile "erp_prices" is tap_mary''s and not yours to change|Its owner and administrators may; make one under another code.', 'another person changes none'),
  ($$ select tracker.delete_profile('ERP_prices') $$, '42501|not_yours: profile "erp_prices" is tap_mary''s and not yours to change|Its owner and administrators may.', 'and deletes none'),
  ($$ update job.profile set label = 'x' $$, '42501|permission denied for table profile', 'nor past the functions'),
  ($$ insert into job.profile (code) values ('x') $$, '42501|permission denied for table profile', 'nor by inserting'),
  ($$ delete from job.profile $$, '42501|permission denied for table profile', 'nor by deleting'),
  ($$ select job.put_profile('tap_mary', true, 'erp_prices', 'tap_plain', 'x', '{}', 'queue') $$, '42501|permission denied for function put_profile', 'nor as if they were another'),
  ($$ select job._give_turn('erp_prices') $$, '42501|permission denied for function _give_turn', 'nor gives themselves a turn'),
  ($$ update job.execution set has_turn = true $$, '42501|permission denied for table execution', 'nor takes one')) as t(q, r, d);
select is(pg_temp.refusal(q), r, d) from (values
  ($$ select tracker.create_profile('Erp_Prices', 'tap_plain') $$, '23505|there is a profile "Erp_Prices" already|Change it, or take another code.', 'a code is taken whatever its case'),
  ($$ select tracker.create_profile('a b', 'tap_plain') $$, '22023|invalid_profile: "a b" is no code of a profile: 1 to 100 letters without accents, digits and underscores', 'a code without blanks'),
  ($$ select tracker.create_profile(repeat('a', 101), 'tap_plain') $$, format('22023|invalid_profile: "%s" is no code of a profile: 1 to 100 letters without accents, digits and underscores', repeat('a', 101)), 'of at most 100 characters'),
  ($$ select tracker.create_profile(null, 'tap_plain') $$, '22023|invalid_profile: "<NULL>" is no code of a profile: 1 to 100 letters without accents, digits and underscores', 'not null'),
  ($$ select tracker.create_profile('tap_Plain', 'tap_plain') $$, '22023|invalid_profile: profile "tap_Plain": its code is the name of a job|Take another code: both are launched by name.', 'not the name of a job'),
  ($$ select tracker.create_profile('a', 'nope') $$, '22023', 'a job that is there'),
  ($$ select tracker.create_profile('a', 'tap_plain', repeat('x', 256)) $$, '22023|invalid_profile: profile "a": the label is longer than 255 characters', 'a label of at most 255'),
  ($$ select tracker.create_profile('a', 'tap_plain', p_overlap => 'perhaps') $$, '22023|invalid_profile: profile "a": overlap must be one of "skip", "queue", "allow"', 'one of three overlaps'),
  ($$ select tracker.create_profile('a', 'tap_import', p_parameters => '{"fil": 1}') $$, '22023|invalid_profile: profile "a": unknown parameter "fil"|Known: file, filters, free, send_email, users_to_notify.', 'known parameters'),
  ($$ select tracker.create_profile('a', 'tap_import', p_parameters => '[]') $$, '22023|invalid_profile: profile "a": the parameters must be a JSON object', 'an object of them'),
  ($$ select tracker.create_profile('a', 'tap_plain', p_parameters => '{"send_email": "yes"}') $$, '22023|invalid_profile: profile "a": send_email must be true or false|Correct it, or leave it out.', 'with values that they may have'),
  ($$ select tracker.create_profile('a', 'tap_strict', p_parameters => '{"delimiter": "x"}') $$, '22023|invalid_profile: profile "a": delimiter must be one of ",", ";"|Correct it, or leave it out.', 'of those allowed'),
  ($$ select tracker.create_profile('a', 'tap_strict', p_parameters => '{"size": "1"}') $$, '22023|invalid_profile: profile "a": size must be a number|Correct it, or leave it out.', 'of the default''s type'),
  ($$ select tracker.create_profile('a', 'tap_strict', p_parameters => '{"storage": {"type": "sftp"}}') $$, '22023|invalid_profile: profile "a": storage.type must be one of "none", "local"|Correct it, or leave it out.', 'in objects too'),
  ($$ select tracker.create_profile('a', 'tap_strict', p_parameters => '{"storage": "none"}') $$, '22023|invalid_profile: profile "a": storage must be an object|Correct it, or leave it out.', 'which stay objects'),
  ($$ select tracker.create_profile('a', 'tap_strict', p_parameters => '{"free": {"sftp": {"Password": "x"}}}') $$, '22023|invalid_profile: profile "a": free.sftp.Password is a secret, and everybody reads a profile|Give it at the launch.', 'no secret')) as t(q, r, d)
 where r <> '22023';
select ok(pg_temp.refusal($$ select tracker.create_profile('a', 'nope') $$) like 'P0001|unknown_job: "nope" is not a job here|Jobs: tap_import,%Profiles: erp_prices, plain_one.|%', 'a job that is there');
select is(pg_temp.refusal(q), r, d) from (values
  ($$ select tracker.launch('tap_strict', '{"delimiter": "x"}') $$, '22023|delimiter must be one of ",", ";"', 'a launch is refused for the same'),
  ($$ select tracker.launch('tap_strict', '{"header": false}') $$, '22023|header must be one of true', 'value by value'),
  ($$ select tracker.launch('tap_strict', '{"list": {}}') $$, '22023|list must be a list', 'type by type'),
  ($$ select tracker.launch('tap_strict', '{"list": null, "path": "x", "storage": {"type": "LOCAL"}}') $$, 'done', 'null is the default, and a folded value has any case'),
  ($$ select tracker.launch(null, p_profile => 'nope') $$, 'P0001|unknown_profile: "nope" is not a profile here|Profiles: erp_prices, plain_one.', 'an unknown profile'),
  ($$ select tracker.launch('tap_plain', p_profile => 'erp_prices') $$, '22023|profile "erp_prices" launches tap_import, not tap_plain', 'a profile of another job'),
  ($$ select tracker.change_profile('nope') $$, 'P0002|there is no profile "nope"', 'none to change'),
  ($$ select tracker.delete_profile('nope') $$, 'P0002|there is no profile "nope"', 'none to delete')) as t(q, r, d);
set local role tap_boss;
select is(tracker.change_profile('erp_prices', p_parameters => '{"filters": {"data": [1]}}', p_removed => array['file', 'filters.locale'], p_overlap => 'skip'), 'updated', 'an administrator changes it');
select results_eq($$ select label, parameters, overlap, owner, updated_by from tracker.profile where code = 'erp_prices' $$,
  $$ values ('ERP prices', '{"filters": {"data": [1]}}'::jsonb, 'skip', 'tap_mary', 'tap_boss') $$, 'what is given stands over what was saved; it stays mary''s');
set local role tap_mary;
select is(tracker.change_profile('erp_prices'), 'unchanged', 'a change of nothing changes nothing');
select is(pg_temp.refusal($$ select tracker.change_profile('erp_prices', p_removed => array['nope']) $$), '22023|profile "erp_prices" has no parameter "nope" of its own', 'only what is there is removed');
select is(tracker.change_profile('erp_prices', p_parameters => '{"file": "a"}', p_overlap => 'queue'), 'updated', 'its owner changes it');

-- Launched
set local role tap_julia;
create temporary table run as select 1 as n, l.* from tracker.launch('ERP_prices', '{"filters": {"locale": "de_DE"}}') as l;
grant all on run to public;
select results_eq($$ select label, status, is_new from run $$, $$ values ('ERP prices', 'queued', true) $$, 'anybody launches it, by its code alone');
select results_eq($$ select e.profile, e.job, d.parameters - 'send_email' - 'users_to_notify' - 'free' from job.execution e join job.execution_detail d on d.execution_id = e.id where e.id = (select execution_id from run) $$,
  $$ values ('erp_prices', 'tap_import', '{"file": "a", "filters": {"data": [1], "locale": "de_DE"}}'::jsonb) $$, 'the launch over the profile over the job');

-- Queue
insert into run select 2, l.* from tracker.launch('erp_prices') as l;
insert into run select 3, l.* from tracker.launch('erp_prices') as l;
reset role;
select results_eq($$ select r.n, e.has_turn, (select h.reason from job.held h where h.execution_id = e.id) from run r join job.execution e on e.id = r.execution_id order by 1 $$,
  $$ values (1, true, null), (2, false, 'profile'), (3, false, 'profile') $$, 'one has the turn; the others stand aside, off the claim''s path');
set local role tap_julia;
select results_eq($$ select w.reason, w.message from tracker.why((select id from run where n = 3)) as w $$,
  $$ values ('profile_busy', 'profile "erp_prices" lets one execution run at a time; this one is number 2 of those that wait for it') $$, 'which says so, with its place');
reset role;
select job._give_turns();
select job.unhold(:w);
select is((select count(*) from job.held), 2::bigint, 'nobody else lets them go');
set local role tap_julia;
select is(tracker.stop((select id from run where n = 1)), 'stopped', 'the first one is stopped');
reset role;
select results_eq($$ select r.n, e.has_turn, (select h.reason from job.held h where h.execution_id = e.id) from run r join job.execution e on e.id = r.execution_id order by 1 $$,
  $$ values (1, true, null), (2, true, null), (3, false, 'profile') $$, 'the second gets the turn in the same transaction');
select is((select count(*) from job.ready), 2::bigint, 'and is ready, beside what was launched above');
-- A retry of the first takes its place among those that wait.
set local role tap_julia;
select is(tracker.retry((select id from run where n = 1)), 'requested', 'the first is retried');
reset role;
select results_eq($$ select r.n, e.has_turn from run r join job.execution e on e.id = r.execution_id order by 1 $$, $$ values (1, false), (2, true), (3, false) $$, 'and waits');
-- A paused one is passed over, and waits anew when resumed.
set local role tap_julia;
select is(tracker.pause((select id from run where n = 1)), 'paused', 'one that waits can be paused');
select is(tracker.stop((select id from run where n = 2)), 'stopped', 'the second ends');
reset role;
select results_eq($$ select r.n, e.has_turn from run r join job.execution e on e.id = r.execution_id order by 1 $$, $$ values (1, false), (2, true), (3, true) $$, 'the paused one is passed over');
set local role tap_julia;
select is(tracker.resume((select id from run where n = 1)), 'requested', 'it is resumed');
reset role;
select results_eq($$ select e.has_turn, e.status, (select h.reason from job.held h where h.execution_id = e.id) from run r join job.execution e on e.id = r.execution_id where n = 1 $$,
  $$ values (false, 'queued', 'profile') $$, 'and waits for its turn again');
-- Allowed meanwhile
set local role tap_mary;
select tracker.change_profile('erp_prices', p_overlap => 'allow');
select is((select count(*) from job.execution where false), 0::bigint, 'mary sees no execution of julia''s');
reset role;
select ok((select e.has_turn from job.execution e join run r on r.execution_id = e.id where n = 1), 'a profile that comes to allow it lets all go on');
set local role tap_julia;
insert into run select 4, l.* from tracker.launch('erp_prices') as l;
reset role;
select ok((select e.has_turn from job.execution e join run r on r.execution_id = e.id where n = 4), 'and further ones side by side');
-- Skip
set local role tap_mary;
select tracker.change_profile('erp_prices', p_overlap => 'skip');
select is(pg_temp.refusal($$ select tracker.launch('erp_prices') $$),
  '55000|already_running: profile "erp_prices" is at work already|Somebody else launched it; launch it again when that has ended, or let it queue.', 'under skip another person is told, without a word about whose it is');
set local role tap_julia;
select results_eq($$ select execution_id, is_new from tracker.launch('erp_prices') $$, $$ select min(execution_id), false from run where n in (1, 3, 4) $$, 'the owner gets the execution that has not ended');
select is((select count(*) from tracker.my_execution where profile = 'erp_prices'), 4::bigint, 'and nothing was launched');
-- Deleted
set local role tap_mary;
select tracker.create_profile('gone', 'tap_plain');
insert into run select 5, l.* from tracker.launch('gone') as l;
insert into run select 6, l.* from tracker.launch('gone') as l;
select tracker.delete_profile('gone');
select is(pg_temp.refusal($$ select tracker.launch(null, p_profile => 'gone') $$), 'P0001|unknown_profile: "gone" is not a profile here|Profiles: erp_prices, plain_one.', 'a deleted profile launches nothing');
select is((select profile from tracker.my_execution where execution_id = (select execution_id from run where n = 6)), 'gone', 'its executions keep its code');
reset role;
select ok((select e.has_turn from job.execution e join run r on r.execution_id = e.id where n = 6), 'and those that waited go on');
-- A turn that nobody gave, as when a launch and an end met.
set local role tap_mary;
insert into run select 7, l.* from tracker.launch('plain_one') as l;
insert into run select 8, l.* from tracker.launch('plain_one') as l;
reset role;
delete from job.ready r using job.step s where s.id = r.step_id and s.execution_id = (select execution_id from run where n = 7);
update job.execution set status = 'completed', ended_at = job.now() where id = (select execution_id from run where n = 7);
set local role chantier_worker;
select count(*) from job.rescue(:w) \gset
reset role;
select ok((select e.has_turn from job.execution e join run r on r.execution_id = e.id where n = 8), 'is given by the next beat of any worker');
-- A job that came to know less
set local role tap_mary;
select tracker.create_profile('strict', 'tap_strict', p_parameters => '{"size": 3}');
reset role;
select job.register_jobs('[{"name": "tap_strict", "kind": "export", "label": "Tap strict", "parameters": {"other": 1}, "steps": [{"name": "run", "checkpoint_version": 1}]}]');
set local role tap_mary;
select is(pg_temp.refusal($$ select tracker.launch('strict') $$), '22023|invalid_profile: profile "strict": unknown parameter "size"|Known: other, send_email, users_to_notify.', 'a profile that its job does not know any more says which parameter');
reset role;

select * from finish();
rollback;
