-- SPDX-License-Identifier: Apache-2.0
-- Who may undo what; what cannot be undone says why.
begin;
\ir ../fixture.psql
\ir ../people.psql
select plan(13);
select job.register_jobs('[
  {"name": "undo", "kind": "mass_edit", "label": "Undo", "is_short": false, "parameters": {"actions": [], "preview": false}, "steps": [{"name": "perform", "checkpoint_version": 1, "is_planned": true}]},
  {"name": "tap_import", "kind": "import", "label": "Tap import", "is_short": false, "parameters": {"preview": false}, "steps": [{"name": "run", "checkpoint_version": 1, "is_planned": false}]},
  {"name": "tap_export", "kind": "export", "label": "Tap export", "is_short": false, "parameters": {}, "steps": [{"name": "run", "checkpoint_version": 1, "is_planned": false}]}]');
create temporary table run as
  select x.name, fixture.launch(x.person, x.job, x.parameters::jsonb) as id
    from (values ('mine', 'tap_mary', 'tap_import', '{}'), ('running', 'tap_mary', 'tap_import', '{}'), ('empty', 'tap_mary', 'tap_import', '{}'),
                 ('preview', 'tap_mary', 'tap_import', '{"preview": true}'), ('export', 'tap_mary', 'tap_export', '{}'),
                 ('hers', 'tap_julia', 'tap_import', '{}')) x (name, person, job, parameters);
update job.execution e set ended_at = job.now(), status = 'completed' from run r where r.id = e.id and r.name <> 'running';
insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at)
select e.id, e.owner, e.month, 'product', 1, '{}', job.now() from job.execution e join run r on r.id = e.id where r.name in ('mine', 'hers', 'running');
create function pg_temp.uuid_of(p_name text) returns uuid language sql as
  $$ select e.public_id from job.execution e join run r on r.id = e.id where r.name = p_name $$;
select pg_temp.uuid_of('mine') as mine, pg_temp.uuid_of('running') as running, pg_temp.uuid_of('empty') as empty,
       pg_temp.uuid_of('preview') as preview, pg_temp.uuid_of('export') as export, pg_temp.uuid_of('hers') as hers \gset

set local role tap_mary;
select results_eq(format($$ select u.label, u.kind, u.status, u.is_new from tracker.undo(%L) u $$, :'mine'),
  $$ values ('Undo: Tap import', 'mass_edit', 'queued', true) $$, 'an own execution is undone by a job of its own');
select is((select count(*) from tracker.my_execution m where m.job = 'undo' and not m.preview), 1::bigint, 'which is in the list');
select lives_ok(format($$ select tracker.undo(%L, true) $$, :'mine'), 'also as a preview');
select throws_ok(format($$ select tracker.undo(%L) $$, :'hers'), 'P0002', 'no such execution', 'somebody else''s does not exist');
select throws_ok($$ select tracker.undo('00000000-0000-4000-8000-000000000000') $$, 'P0002', 'no such execution', 'as one that is not there');
select throws_ok(format($$ select tracker.launch('undo', '{"actions": [{"execution": "%s"}]}') $$, :'hers'), 'P0002', 'no such execution',
  'nor by launching the job');
select throws_ok($$ select tracker.launch('undo') $$, '22023', 'actions must name one execution: [{"execution": "<uuid>"}]', 'it needs an execution');
select throws_ok(format($$ select tracker.undo(%L) $$, :'running'), '55000', 'this execution cannot be undone: it has not ended', 'one at work cannot be undone');
select throws_ok(format($$ select tracker.undo(%L) $$, :'preview'), '55000', 'this execution cannot be undone: it changed nothing of the catalogue', 'a preview changed nothing');
select throws_ok(format($$ select tracker.undo(%L) $$, :'export'), '55000', 'this execution cannot be undone: it changed nothing of the catalogue', 'nor did an export');
select throws_ok(format($$ select tracker.undo(%L) $$, :'empty'), '55000', 'this execution cannot be undone: it changed no product and no product model',
  'nor one without history');
reset role;
update job.retention set kept_from = '2999-01-01' where key = 'history';
set local role tap_mary;
select throws_ok(format($$ select tracker.undo(%L) $$, :'mine'), '55000', 'this execution cannot be undone: what it replaced is no longer kept',
  'nor one whose history is dropped');
set local role tap_boss;
select throws_ok(format($$ select tracker.undo(%L) $$, :'mine'), 'P0002', 'no such execution', 'an administrator undoes nobody else''s');
select * from finish();
rollback;
