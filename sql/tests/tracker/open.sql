-- SPDX-License-Identifier: Apache-2.0
-- tracker.open, opened_by, _may_act: the way to another's execution by its full URL; and groups, settings.
begin;
\ir ../fixture.psql
\ir ../people.psql
select plan(69);
select fixture.worker();
select fixture.fill('tap_mary') as mary, fixture.fill('tap_julia') as julia \gset
select public_id as id, 'https://pim.example/executions/' || public_id as url from job.execution where id = :mary \gset
select public_id as julia_id from job.execution where id = :julia \gset
create temporary table said (who text, what text, state text, message text, detail text, hint text, context text);
grant all on said to public;

-- Who asks for what; how it was refused, to the last byte.
create function pg_temp.ask(p_role text, p_what text, p_url text) returns text language plpgsql as $$
declare
  v said;
  v_answer text;
begin
  v.who := p_role;
  v.what := p_what;
  perform set_config('role', p_role, true);
  begin
    execute 'select tracker.open($1)' into v_answer using p_url;
    v.state := '00000';
  exception when others then
    get stacked diagnostics v.state = returned_sqlstate, v.message = message_text, v.detail = pg_exception_detail,
      v.hint = pg_exception_hint, v.context = pg_exception_context;
  end;
  insert into said select v.*;
  perform set_config('role', 'none', true);
  return v_answer;
end $$;

-- Refusals
select pg_temp.ask(r, w, u)
  from (values ('tap_julia'), ('tap_boss')) as p(r)
 cross join (values
   ('foreign URL', :'url'), ('foreign id', :'id'),
   ('random', gen_random_uuid()::text), ('random URL', 'https://pim.example/executions/' || gen_random_uuid()),
   ('garbage', 'garbage'), ('number', '42'), ('internal number', :'mary'), ('prefix', left(:'id', 8)), ('long prefix', left(:'id', 35)),
   ('empty', ''), ('null', null), ('slash', '/'), ('version 1', overlay(:'id' placing '1' from 15 for 1)),
   ('version 7', overlay(:'id' placing '7' from 15 for 1)), ('variant', overlay(:'id' placing 'c' from 20 for 1)),
   ('without dashes', replace(:'id', '-', '')), ('in braces', '{' || :'id' || '}'), ('prefixed', 'x' || :'id'),
   ('suffixed', :'id' || '0'), ('pattern', '%'), ('id in the query', 'https://pim.example/?id=' || :'id'),
   ('two ids', :'julia_id' || '/' || :'id' || 'x'), ('quote', ''' or true --')) as q(w, u)
 where not (r = 'tap_boss' and w like 'foreign%');
select is((select count(distinct (state, message, detail, hint, context)) from said where state <> '00000'), 1::bigint,
  'all refusals are the same to the last byte: text, code, detail, hint and context');
select results_eq('select distinct state, message from said', $$ values ('P0002', 'no such execution') $$, 'and say one thing');
select is((select count(*) from said), 44::bigint, 'that is, 44 of them');
select is((select count(*) from tracker.url_access), 0::bigint, 'a refusal leaves nothing behind');
select is((select count(*) from job.event where event = 'opened_by_url'), 0::bigint, 'not in the log either');

-- The owner
select is(pg_temp.ask('tap_mary', 'own', :'url'), :'id', 'the owner opens their own');
select is((select count(*) from tracker.url_access), 0::bigint, 'which is not on record');
select is(pg_temp.ask('tap_mary', 'forms', u), :'id', 'so written: ' || to_jsonb(u)::text)
  from (values (:'id'), (upper(:'id')), ('  ' || :'id' || E'\n'), (:'url' || '/'), (:'url' || '?lang=fr'), (:'url' || '#warnings'),
               ('http://localhost/x/executions/' || :'id' || '/?a=b#c')) as f(u);

-- An administrator
set local role tap_boss;
select is((select count(*) from tracker.execution where public_id = :'id'), 0::bigint, 'before: nothing');
select is(tracker.open(:'url'), :'id', 'an administrator opens another''s by its URL');
select is((select count(*) from tracker.execution), 0::bigint, 'in this transaction nothing comes of it: it may be rolled back');
select is((select count(*) from tracker.opened_execution), 0::bigint, 'nor is it among those opened');
select fixture.commit_grants();
select is((select count(*) from tracker.execution), 1::bigint, 'after it: the execution');
select is((select is_own from tracker.execution), false, 'told from own ones');
select is((select count(*) from tracker.step), 3::bigint, 'its steps');
select is((select count(*) from tracker.warning), 1::bigint, 'its warnings');
select is((select count(*) from tracker.error), 1::bigint, 'its errors');
select is((select count(*) from tracker.artifact), 2::bigint, 'its files');
select is((select string_agg(p.bytes, '' order by p.part, p.ordinal) from job.piece p join tracker.artifact a using (artifact_id)),
  'abc'::bytea, 'their bytes');
select is((select count(*) from job.invalid_item), 1::bigint, 'its refused records');
select isnt_empty('select * from tracker.log where event = ''opened_by_url''', 'its log, with this line in it');
select is((select count(*) from catalog.history), 1::bigint, 'what it changed');
select results_eq('select public_id, owner, expires_at - opened_at from tracker.opened_execution',
  format('values (%L::uuid, ''tap_mary'', interval ''15 min'')', :'id'), 'it is among those opened, for 15 minutes');
select is((select count(*) from tracker.my_execution) + (select count(*) from tracker.my_step) + (select count(*) from tracker.my_warning)
  + (select count(*) from tracker.my_running) + (select count(*) from tracker.my_notification), 0::bigint, 'but in no list of theirs');
select is_empty(format('select * from tracker.opened_by(%L)', :'id'), 'who opened it is told to the owner alone');
select throws_ok(format('select tracker.open(%L)', gen_random_uuid()), 'P0002', 'no such execution', 'the next one is refused as before');
select is((select count(*) from tracker.execution where public_id = :'julia_id'), 0::bigint, 'one URL opens one execution');
reset role;

-- What cannot be put on record is not told either.
savepoint s;
set transaction read only;
set local role tap_boss;
select throws_ok(format('select tracker.open(%L)', i), '25006', null, 'nothing is opened where nothing can be written')
  from (values (:'julia_id'), (gen_random_uuid()::text), ('x')) as u(i);
rollback to s;

-- The record
select is((select count(*) from job.event where execution_id = :mary and event = 'opened_by_url'), 1::bigint, 'one line in the log');
set local role tap_mary;
select results_eq(format('select person, via is not null, expires_at - opened_at from tracker.opened_by(%L)', :'id'),
  $$ values ('tap_boss', true, interval '15 min') $$, 'the owner sees who opened it');
select is((select message from tracker.my_log where event = 'opened_by_url'), 'opened by its URL by tap_boss', 'in the log too');
reset role;
set local role tap_julia;
select is_empty(format('select * from tracker.opened_by(%L)', :'id'), 'another user does not');
reset role;

-- Extended, not repeated
select fixture.sleep('10 min');
set local role tap_boss;
select is(tracker.open(:'id'), :'id', 'opened again while it is open');
select fixture.commit_grants();
reset role;
select is((select count(*) from tracker.url_access), 1::bigint, 'one visit is one row');
select is((select count(*) from job.event where execution_id = :mary and event = 'opened_by_url'), 1::bigint, 'and one line');
select fixture.sleep('14 min 59 s');
set local role tap_boss;
select is((select count(*) from tracker.execution), 1::bigint, 'open until 15 minutes after the last time');
select fixture.sleep('2 s');
select is((select count(*) from tracker.execution) + (select count(*) from tracker.opened_execution) + (select count(*) from job.piece), 0::bigint,
  'then closed, the bytes too');
select tracker.open(:'id');
reset role;
select is((select count(*) from tracker.url_access), 2::bigint, 'a new visit is a new row');
select fixture.commit_grants();

-- _may_act
set local role tap_boss;
select throws_ok(format('select tracker._may_act(%s, ''tap_mary'')', :mary), '42501', null, 'people do not ask for others whether they may act');
reset role;
create function fixture.may_act(p_execution bigint) returns boolean language sql security definer as $$
  select tracker._may_act(p_execution, tracker.caller()) $$;
set local role tap_mary;
select ok(fixture.may_act(:mary) and not fixture.may_act(:julia), 'the owner may act on their own');
set local role tap_boss;
select ok(fixture.may_act(:mary) and not fixture.may_act(:julia), 'an administrator on what is open');
set local role tap_chief;
select ok(not fixture.may_act(:mary), 'another administrator not');
reset role;
select fixture.sleep('16 min');
set local role tap_boss;
select ok(not fixture.may_act(:mary), 'and not after 15 minutes');
-- A group that somebody takes as a role has no name to be put on record.
set local role chantier_admin;
select throws_ok(format('select tracker.open(%L)', :'id'), '42501', 'the role "chantier_admin" is no person', 'a group opens nothing');
select throws_ok($$ select tracker.launch('tap_plain') $$, '42501', null, 'and launches nothing');
reset role;

-- Groups, settings
insert into catalog.user_group (name, name_key) values ('Redactor', 'redactor'), ('Manager', 'manager');
select is(tracker.set_groups('tap_mary', array['redactor', 'Manager'], '{}'), '{Manager,Redactor}', 'into groups, in their own spelling');
select is(tracker.set_groups('tap_mary', '{}', array['manager']), '{Redactor}', 'out of one');
select is(tracker.set_groups('tap_mary', array['Manager'], null), '{Manager}', 'out of all others');
select throws_ok($$ select tracker.set_groups('tap_mary', array['Nobody'], '{}') $$, '22023', 'unknown group "Nobody"', 'a group must exist');

select is(tracker.change_setting('base_url', 'https://pim.example/x/'), '"https://pim.example/x"', 'the address has no slash at its end');
select throws_ok(format('select tracker.change_setting(%L, %L)', k, v), '22023', null, 'refused: ' || k || ' = ' || v)
  from (values ('base_url', 'ftp://x'), ('base_url', 'https://x y'), ('max_upload', '-1'), ('storage_directories', '["srv"]'),
               ('storage_directories', '{'), ('keep_months', 'ever'), ('colour', 'red')) as s(k, v);
select is(tracker.change_setting('storage_directories', '["/srv/files"]'), '["/srv/files"]', 'folders are a list');

-- An execution whose month is dropped has no log in which its owner would see a visit.
update job.retention r set kept_from = (select (e.month + interval '1 month')::date from job.execution e where e.id = :mary) where r.key = 'details';
select is(pg_temp.ask('tap_boss', 'dropped', :'url'), null, 'an administrator does not open what has lost its details');
select is((select concat_ws('|', s.state, s.message, s.detail, s.hint, s.context) from said s where s.who = 'tap_boss' and s.what = 'dropped'),
          (select concat_ws('|', s.state, s.message, s.detail, s.hint, s.context) from said s where s.who = 'tap_boss' and s.what = 'random'),
          'and is told the same as of what is not there');
select is(pg_temp.ask('tap_mary', 'own dropped', :'url'), :'id', 'its owner does');

select * from finish();
rollback;
