-- SPDX-License-Identifier: Apache-2.0
begin;
select plan(11);

insert into catalog.product (id, identifier, identifier_key, values, created_at, updated_at) values
  (101, 'A', 'a', '{"name": "one", "color": "red"}', now(), now()),
  (102, 'B', 'b', '{"name": "two"}', now(), now());
set local role chantier_worker;

create temporary table seen on commit drop as
  select array_agg(p.id order by p.id) as ids, array_agg(p.xmin::text::bigint order by p.id) as versions from catalog.product p;

select is(
  (select catalog.update_products(s.ids, s.versions, array['A', 'B2'], array['a', 'b2'], array['lamps', null], array[null, null]::text[],
     array[null, null]::bigint[], array[true, false], array['x,y', ''], array['', 'g'],
     array['{"name": "uno", "size": "m"}', '{}']::jsonb[], array['color', ''], array[null, null]::text[],
     array['5f0c5e0a-8f0c-4d0a-9a54-0f8f5f9d7f01', null]::uuid[], '2026-02-03Z') from seen s),
  2::bigint, 'both rows are written');
select is((select p.values from catalog.product p where p.id = 101), '{"name": "uno", "size": "m"}', 'values are merged, cleared keys go');
select is((select p.values from catalog.product p where p.id = 102), '{"name": "two"}', 'an empty change leaves the values');
select is((select p.identifier_key from catalog.product p where p.id = 102), 'b2', 'the identifier follows');
select is((select p.categories from catalog.product p where p.id = 101), '{x,y}', 'lists of codes are split at commas');
select is((select p.categories from catalog.product p where p.id = 102), '{}', 'no code is no category');
select is((select p.record_mark from catalog.product p where p.id = 101), '5f0c5e0a-8f0c-4d0a-9a54-0f8f5f9d7f01', 'the mark is the given one');
select is_empty($$ select p.oid::regprocedure from pg_proc p where p.pronamespace = 'catalog'::regnamespace
  and p.prosrc ~ 'update catalog\.(product|%I|%1\$I) ' and p.prosrc !~ 'record_mark' $$, 'whoever changes products thinks of the mark');
select results_eq($$ select f.place, f.id, f.is_marked, f.values is null from catalog.find_products('{}', array['a', 'b2', 'a'],
    array['5f0c5e0a-8f0c-4d0a-9a54-0f8f5f9d7f01', '5f0c5e0a-8f0c-4d0a-9a54-0f8f5f9d7f01', null]::uuid[]) f order by f.place $$,
  $$ values (1::bigint, 101::bigint, true, true), (2, 102, false, false), (3, 101, false, false) $$,
  'a product with the record''s mark is told by its id, any other as it is');
select is((select p.updated_at from catalog.product p where p.id = 102), '2026-02-03Z', 'the time is the caller''s');
select is(
  (select catalog.update_products(s.ids, array[0, 0]::bigint[], array['A', 'B2'], array['a', 'b2'], array[null, null]::text[],
     array[null, null]::text[], array[null, null]::bigint[], array[true, true], array['', ''], array['', ''],
     array['{}', '{}']::jsonb[], array['name', 'name'], array[null, null]::text[], array[null, null]::uuid[],
     now()) from seen s),
  0::bigint, 'a row that changed since it was read is left alone');

select * from finish();
rollback;
