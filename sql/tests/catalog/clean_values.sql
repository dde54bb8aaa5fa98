-- SPDX-License-Identifier: Apache-2.0
begin;
select plan(9);

insert into catalog.attribute_group (code, code_key) values ('other', 'other');
insert into catalog.attribute (code, code_key, type, "group", localizable, scopable, available_locales) values
  ('name', 'name', 'pim_catalog_text', 'other', true, false, '{}'), ('ean', 'ean', 'pim_catalog_text', 'other', false, false, '{}'),
  ('name_2', 'name_2', 'pim_catalog_text', 'other', false, false, '{}');
insert into catalog.product (id, identifier, identifier_key, values, created_at, updated_at) values
  (1, 'a', 'a', '{"name-en_US": "x", "name-fr_FR": "y", "name_2": "z"}', '2026-01-01', '2026-01-01'),
  (2, 'b', 'b', '{"name_2": "z"}', '2026-01-01', '2026-01-01'),
  (3, 'c', 'c', '{"ean": "1", "name_2": "z"}', '2026-01-01', '2026-01-01'),
  (4, 'd', 'd', '{"name-en_US": "x"}', '2026-01-01', '2026-01-01');
insert into catalog.unique_value values ('ean', '1', 3), ('name_2', 'z', 3);
delete from catalog.attribute where code in ('name', 'ean');
select results_eq('select code::text collate "default" from catalog.removed_attribute order by 1', $$ values ('ean'), ('name') $$,
  'the codes of removed attributes are blocked');

set local role chantier_worker;
select results_eq($$select * from catalog.clean_values('product', '{name,ean}', 0, 3, 7, 'mary', '2026-11-01', '2026-11-25')$$,
  $$ values (3::bigint, 3::bigint, 2::bigint) $$, 'a page tells how far it came, how many it saw and how many it cleaned');
select results_eq('select id, values::text from catalog.product order by id',
  $$ values (1::bigint, '{"name_2": "z"}'), (2, '{"name_2": "z"}'), (3, '{"name_2": "z"}'), (4, '{"name-en_US": "x"}') $$,
  'only values of these attributes go, in every locale, and only on the page');
select results_eq('select id from catalog.product where updated_at > ''2026-06-01'' order by id', $$ values (1::bigint), (3) $$,
  'items without such values are not written');
select results_eq('select item_id, before::text from catalog.history where execution_id = 7 order by item_id',
  $$ values (1::bigint, '{"values": {"name-en_US": "x", "name-fr_FR": "y"}}'), (3, '{"unique": {"ean": "1"}, "values": {"ean": "1"}}') $$,
  'what they had is kept');
select results_eq('select attribute::text collate "default" from catalog.unique_value', $$ values ('name_2') $$, 'unique values are given back');
select results_eq($$select * from catalog.clean_values('product', '{name,ean}', 4, 3, 7, 'mary', '2026-11-01', '2026-11-25')$$,
  $$ values (4::bigint, 1::bigint, 1::bigint) $$, 'the next page goes on');
select results_eq($$select * from catalog.clean_values('product', '{name,ean}', 5, 3, 7, 'mary', '2026-11-01', '2026-11-25')$$,
  $$ values (null::bigint, 0::bigint, 0::bigint) $$, 'behind the last item there is nothing');
select results_eq($$select * from catalog.clean_values('product_model', '{name}', 0, 3, 7, 'mary', '2026-11-01', '2026-11-25')$$,
  $$ values (null::bigint, 0::bigint, 0::bigint) $$, 'product models are cleaned by themselves');
select * from finish();
rollback;
