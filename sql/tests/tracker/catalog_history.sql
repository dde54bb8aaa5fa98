-- SPDX-License-Identifier: Apache-2.0
-- What became of an item: for everybody by which kind of job, for oneself by which execution.
begin;
\ir ../fixture.psql
\ir ../people.psql
select plan(9);
select job.register_jobs('[{"name": "tap_import", "kind": "import", "label": "Tap import", "is_short": false, "parameters": {}, "steps": [{"name": "run", "checkpoint_version": 1, "is_planned": false}]}]');
select fixture.launch('tap_mary', 'tap_import', '{}') as mary, fixture.launch('tap_julia', 'tap_import', '{}') as julia \gset
insert into catalog.association_type (code, code_key) values ('TAP', 'tap');
insert into catalog.product (id, uuid, identifier, identifier_key, family, values, created_at, updated_at) values
  (9000001, '6b1b36ad-1f2c-4f0e-9d27-0a8a3f9d1d11', 'Tap1', 'tap1', 'lamps', '{"name": "three", "w": {"amount": "2", "unit": "KILOGRAM"}}', now(), now()),
  (9000002, '6b1b36ad-1f2c-4f0e-9d27-0a8a3f9d1d12', 'Tap2', 'tap2', null, '{}', now(), now());
insert into catalog.association (owner_kind, owner_id, type, target_kind, target_id, quantity) values ('product', 9000001, 'TAP', 'product', 9000002, 4);
set local role chantier_worker;
select catalog.add_history(:mary, 'tap_mary', date_trunc('month', now())::date, 'product', '{[9000001,9000003)}', '{}', '{}', now());
select catalog.add_history(:julia, 'tap_julia', date_trunc('month', now())::date, 'product', null, array[9000001], array['{"values": {"name": "one"}, "family": null}']::jsonb[], now());
select catalog.add_history(:mary, 'tap_mary', date_trunc('month', now())::date, 'product', null, array[9000001],
  array['{"values": {"name": "two", "w": null}, "associations": {"TAP-product": []}}']::jsonb[], now());
set local role tap_mary;
select results_eq($$ select h.item_kind, h.item, h.action, h.field, h.before, h.after, h.kind, h.is_own, h.person, h.job from tracker.catalog_history('tap1') h $$,
  $$ values ('product', 'Tap1', 'changed', 'TAP-products', null, 'Tap2|4', 'import', true, 'tap_mary', 'tap_import'),
            ('product', 'Tap1', 'changed', 'name', 'two', 'three', 'import', true, 'tap_mary', 'tap_import'),
            ('product', 'Tap1', 'changed', 'w', null, '2 KILOGRAM', 'import', true, 'tap_mary', 'tap_import'),
            ('product', 'Tap1', 'changed', 'family', null, 'lamps', 'import', false, null, null),
            ('product', 'Tap1', 'changed', 'name', 'one', 'two', 'import', false, null, null),
            ('product', 'Tap1', 'created', null, null, null, 'import', true, 'tap_mary', 'tap_import') $$, 'field by field, newest first');
select is((select count(h.execution_id) from tracker.catalog_history('TAP1') h), 4::bigint, 'own executions are named, others are not');
select is((select h.execution_id from tracker.catalog_history('tap2') h), (select e.public_id from tracker.my_entry e where e.execution_id = :mary),
  'by their public id');
select is((select count(*) from tracker.catalog_history('6B1B36AD-1F2C-4F0E-9D27-0A8A3F9D1D11') h), 6::bigint, 'a uuid names it too');
set local role tap_tom;
select is((select string_agg(concat_ws(' ', h.is_own, h.person, h.job, h.label, h.execution_id, h.url), ',') from tracker.catalog_history('tap1') h),
  'f,f,f,f,f,f', 'who has no part in it learns kinds and times only');
select throws_ok($$ select tracker.catalog_history('tap_none') $$, 'P0002', 'no such product or product model', 'what never was is said so');
set local role chantier_worker;
select is(catalog.delete_items(:julia, 'tap_julia', date_trunc('month', now())::date, 'product', catalog.lock_items('product', array[9000001], true), now()),
  1::bigint, 'a deletion');
set local role tap_tom;
select is((select string_agg(h.action, ',') from tracker.catalog_history('Tap1') h), 'deleted,changed,changed,changed,changed,changed,created',
  'is part of it, and what is deleted is still found');
select is((select string_agg(h.after, ',' order by h.after) from tracker.catalog_history('Tap1') h where h.field = 'name'), 'three,two', 'with what it was in the end');
select * from finish();
rollback;
