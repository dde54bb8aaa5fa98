-- SPDX-License-Identifier: Apache-2.0
-- A preview's catalogue: what is asked for is fetched once, what changes stays in it, and what changes is listed.
begin;
\ir ../fixture.psql
select plan(26);

select job.register_jobs('[{"name": "tap_preview", "kind": "import", "label": "Tap preview", "is_short": false,
  "parameters": {"preview": false}, "steps": [{"name": "run", "checkpoint_version": 1, "is_planned": false}]}]');
select throws_ok($$ select fixture.launch('tap_mary', 'tap_preview', '{"preview": 1}') $$, '22023', 'preview must be true or false',
  'a preview is asked for by true or false');
select fixture.launch('tap_mary', 'tap_preview', '{}') as real \gset
select fixture.launch('tap_mary', 'tap_preview', '{"preview": true}') as e \gset
select results_eq($$ select e.preview from job.execution e where e.job = 'tap_preview' order by e.id $$, array[false, true],
  'the execution says whether it is one');
set local role tap_mary;
select is((select count(*) from tracker.my_execution m where m.preview), 1::bigint, 'and so does the list');
reset role;

insert into catalog.attribute_group (code, code_key) values ('tap_g', 'tap_g');
insert into catalog.category (code, code_key, labels) values ('tap_main', 'tap_main', '{"en_US": "Main"}');
insert into catalog.association_type (code, code_key, is_two_way, is_quantified, labels) values ('TAP', 'tap', false, true, '{}');
insert into catalog.product (id, identifier, identifier_key, values, categories, created_at, updated_at)
select 1000000 + n, 'tap' || n, 'tap' || n, jsonb_build_object('name', 'name ' || n), '{tap_main}', now(), now() from generate_series(1, 5) n;
insert into catalog.unique_value (attribute, value_key, product_id) select 'tap_ean', 'e' || n, 1000000 + n from generate_series(1, 5) n;
insert into catalog.association (owner_kind, owner_id, type, target_kind, target_id, quantity) values
  ('product', 1000001, 'TAP', 'product', 1000002, 3), ('product', 1000005, 'TAP', 'product', 1000001, null);
select throws_ok(format('select job.make_preview(%s)', :real), 'P0002', null, 'a real run has no catalogue of its own');

do $$ begin execute format('revoke create on database %I from chantier_owner', current_database()); end $$;
set local role chantier_worker;
select throws_ok(format('select job.make_preview(%s)', :e), '42501', 'a preview needs a schema of its own, and chantier_owner may make none in this database',
  'a database that came without its rights says what is missing');
reset role;
do $$ begin execute format('grant create on database %I to chantier_owner', current_database()); end $$;
set local role chantier_worker;
select ok(job.make_preview(:e), 'a worker makes the catalogue');
select ok(not job.make_preview(:e), 'once');
reset role;
select set_eq($$ select c.relname::text from pg_class c where c.relnamespace = 'catalog'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition $$,
  format($$ select c.relname::text from pg_class c where c.relnamespace = 'preview_%s'::regnamespace and c.relkind = 'r' and c.relname not in ('changed', 'link_owner', 'gone') $$, :e),
  'it has every table of the catalogue');
select is_empty(format($$
  select n.conname, n.contype, pg_get_constraintdef(n.oid) from pg_constraint n join pg_class c on c.oid = n.conrelid
   where c.relnamespace = 'catalog'::regnamespace and not c.relispartition and n.contype in ('p', 'u', 'c')
  except
  select n.conname, n.contype, pg_get_constraintdef(n.oid) from pg_constraint n join pg_class c on c.oid = n.conrelid
   where c.relnamespace = 'preview_%s'::regnamespace $$, :e), 'and every key and check, by its name');
select is_empty(format($$
  select p.oid::regprocedure from pg_proc p where p.pronamespace = 'preview_%s'::regnamespace
     and (has_function_privilege('public', p.oid, 'execute') or p.prosecdef) $$, :e), 'nothing in it is for everybody');
select ok(not has_schema_privilege('tap_mary', format('preview_%s', :e), 'usage'), 'nobody but workers looks into it');

select 'preview_' || :e as s \gset
set local role chantier_worker;
select is((select count(*) from :s.product), 0::bigint, 'no product is there at first');
select is((select string_agg(f.identifier, ',' order by f.place) from :s.find_products('{}', array['tap2', 'tap1', 'none']) f), 'tap2,tap1', 'products are fetched when they are looked up');
select is((select count(*) from :s.product), 2::bigint, 'only these');
update :s.product set identifier = 'moved', identifier_key = 'moved' where identifier = 'tap1';
delete from :s.unique_value where value_key = 'e1';
select is_empty(format($$ select from %I.find_products('{}', array['tap1']) $$, :'s'), 'what was changed is not fetched again');
select is_empty(format($$ select from %I.find_unique_values(array['tap_ean'], array['e1']) $$, :'s'), 'nor are its unique values');
select is((select f.identifier from :s.find_unique_values(array['tap_ean'], array['e4']) f), 'tap4', 'who has a unique value is fetched');
select is((select f.quantity from :s.find_associations('product', array[1000001]) f), 3, 'links are fetched with their owner');
select :s.replace_associations(array['product', 'product'], array[1000001, 1000005], array['TAP', 'TAP'], array['product', 'product'],
  array[1000002, 1000001], array[null, null]::text[], '{}', '{}', '{}', '{}', '{}', '{}', '{}', :e, 'tap_mary', '2026-11-01', now()) as went \gset
select is_empty(format($$ select from %I.find_associations('product', array[1000001, 1000005]) $$, :'s'), 'and none comes back, of an owner first looked at when it goes either');
select ok(:s.reserve_ids(10) >= 4503599627370496, 'new items have ids that the catalogue never gives');

update :s.category set labels = '{"en_US": "Main 2"}' where code = 'tap_main';
insert into :s.category (code, code_key, parent, labels) values ('tap_new', 'tap_new', 'tap_main', '{}');
insert into :s.history (execution_id, owner, month, item_kind, item_id, before, at) values
  (:e, 'tap_mary', '2026-11-01', 'product', 1000001, '{"values": {"name": "name 1", "w": null}, "identifier": "tap1", "associations": {"TAP-product": [[1000002, 3]]}}', now()),
  (:e, 'tap_mary', '2026-11-01', 'product', 1000001, '{"values": {"name": "between"}}', now());
update :s.product set values = '{"name": "last", "w": {"amount": "2", "unit": "KILOGRAM"}}' where id = 1000001;
insert into :s.product (id, identifier, identifier_key, values, categories, created_at, updated_at)
values (4503599627370497, 'n', 'n', '{}', '{a,b}', now(), now());
select results_eq(format($$ select c.item, c.field, c.before, c.after from %I.changes(1, 0, 10) c where c.item is not null $$, :'s'),
  $$ values ('tap_main', 'label-en_US', 'Main', 'Main 2') $$, 'changes of the structure are noted');
select results_eq(format($$ select c.item, c.field, c.before, c.after from %I.changes(2, 0, 10) c where c.item is not null $$, :'s'),
  $$ values ('tap_new', 'code', '', 'tap_new'), ('tap_new', 'parent', '', 'tap_main') $$, 'and what is new of it');
select results_eq(format($$ select c.item, c.field, c.before, c.after from %I.changes(5, 0, 10) c where c.item is not null $$, :'s'),
  $$ values ('moved', 'TAP-products', 'tap2|3', ''), ('moved', 'identifier', 'tap1', 'moved'), ('moved', 'name', 'name 1', 'last'),
            ('moved', 'w', '', '2 KILOGRAM'), ('tap5', 'TAP-products', 'moved', '') $$, 'of a product the first image counts, and what it has now');
select results_eq(format($$ select c.item, c.field, c.before, c.after from %I.changes(6, 0, 10) c where c.item is not null $$, :'s'),
  $$ values ('n', 'categories', '', 'a,b'), ('n', 'enabled', '', '1'), ('n', 'identifier', '', 'n') $$, 'of a new product all is new');
reset role;
select is((select string_agg(p.identifier, ',' order by p.id) from catalog.product p where p.id > 1000000), 'tap1,tap2,tap3,tap4,tap5',
  'the catalogue is as it was');

update job.execution set ended_at = job.now() - interval '2 days', status = 'failed' where id = :e;
set local role chantier_worker;
select is(job._drop_previews(), 1, 'what a preview left behind goes a day later');
reset role;

select * from finish();
rollback;
