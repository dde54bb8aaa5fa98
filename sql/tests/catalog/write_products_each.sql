-- SPDX-License-Identifier: Apache-2.0
begin;
select plan(9);

insert into catalog.product (id, identifier, identifier_key, values, created_at, updated_at) values
  (101, 'A', 'a', '{"ean": "1"}', now(), now()), (102, 'B', 'b', '{"ean": "2"}', now(), now());
insert into catalog.unique_value values ('ean', '1', 101), ('ean', '2', 102);
set local role chantier_worker;

-- New C, new a (taken), A takes ean 2 (taken), B gives up its ean, new D takes ean 2 afterwards.
create temporary table refused on commit drop as
  select e.*
    from (select array_agg(p.xmin::text::bigint order by p.id) as v from catalog.product p) s,
         catalog.write_products_each(
           array[201, 202, 101, 102, 203], array[null, null, s.v[1], s.v[2], null], array[null, null, null, null, null]::uuid[],
           array['C', 'A', 'A', 'B', 'D'], array['c', 'a', 'a', 'b', 'd'], array[null, null, null, null, null]::text[],
           array[null, null, null, null, null]::text[], array[null, null, null, null, null]::bigint[],
           array[true, true, true, true, true], array['', '', '', '', ''], array['', '', '', '', ''],
           array['{"x": "1"}', '{}', '{"ean": "2"}', '{}', '{"ean": "2"}']::jsonb[], array['', '', '', 'ean', ''],
           array[null, null, null, null, null]::text[],
           array[3, 4, 5], array['ean', 'ean', 'ean'], array['2', null, '2'], now()) e;

select results_eq(
  'select item, state, constraint_violated from refused order by item',
  $$values (2, '23505', 'product_identifier_key_key'), (3, '23505', 'unique_value_pkey')$$, 'the bad ones are named, the others written');
select is((select p.values from catalog.product p where p.id = 201), '{"x": "1"}', 'an item before a bad one is written');
select is((select p.values from catalog.product p where p.id = 101), '{"ean": "1"}', 'a refused change leaves the product as it was');
select is((select u.product_id from catalog.unique_value u where u.value_key = '1'), 101::bigint, 'its unique value too');
select is((select p.values from catalog.product p where p.id = 102), '{}', 'the cleared value is gone');
select is((select u.product_id from catalog.unique_value u where u.value_key = '2'), 203::bigint, 'a value given up can be taken by a later item');
select isnt((select p.uuid from catalog.product p where p.id = 201), null, 'a new product without uuid gets one');
select throws_ok(
  $$select * from catalog.write_products_each(array[101], array[0], array[null]::uuid[], array['A'], array['a'], array[null]::text[],
      array[null]::text[], array[null]::bigint[], array[true], array[''], array[''], array['{}']::jsonb[], array[''],
      array[null]::text[], array[]::int[], array[]::text[], array[]::text[], now())$$,
  '40001', null, 'a product that changed meanwhile ends the chunk, it is not the item''s fault');
select is((select count(*) from refused), 2::bigint, 'nothing else was refused');

select * from finish();
rollback;
