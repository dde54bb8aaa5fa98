-- SPDX-License-Identifier: Apache-2.0
begin;
select plan(3);

insert into catalog.currency (code, code_key, activated) values ('EUR', 'eur', true), ('USD', 'usd', true);
insert into catalog.locale values ('en_US', 'en_us'), ('fr_FR', 'fr_fr');
insert into catalog.category (code, code_key) values ('shop', 'shop');
insert into catalog.channel (code, code_key, tree, locales, currencies) values
  ('web', 'web', 'shop', '{en_US,fr_FR}', '{EUR,USD}'), ('print', 'print', 'shop', '{en_US}', '{EUR}');
insert into catalog.attribute_group (code, code_key) values ('other', 'other');
insert into catalog.attribute (code, code_key, type, "group", localizable, scopable, available_locales) values
  ('sku', 'sku', 'pim_catalog_identifier', 'other', false, false, '{}'), ('name', 'name', 'pim_catalog_text', 'other', true, true, '{}'),
  ('price', 'price', 'pim_catalog_price_collection', 'other', false, false, '{}'),
  ('legal', 'legal', 'pim_catalog_text', 'other', true, false, '{fr_FR}'), ('brand', 'brand', 'pim_catalog_text', 'other', false, false, '{}');
insert into catalog.family (code, code_key, attributes, requirements) values
  ('lamps', 'lamps', '{brand,legal,name,price,sku}', '{"web": ["brand", "legal", "name", "price", "sku"], "print": ["sku"]}');
insert into catalog.family_variant (code, code_key, family, variant_axes_1, variant_attributes_1) values
  ('by_name', 'by_name', 'lamps', '{name}', '{name,price,legal}');
insert into catalog.product_model (id, code, code_key, family, family_variant, values, created_at, updated_at) values
  (1, 'M', 'm', 'lamps', 'by_name', '{"brand": "0"}', now(), now());
insert into catalog.product (id, identifier, identifier_key, family, parent, parent_id, axis_key, values, created_at, updated_at) values
  (2, 'full', 'full', 'lamps', null, null, null, '{"name-en_US-web": "x", "brand": "b", "price-EUR": "1", "price-USD": "1"}', now(), now()),
  (3, 'one price', 'one price', 'lamps', null, null, null, '{"name-en_US-web": "x", "brand": "b", "price-EUR": "1"}', now(), now()),
  (4, 'variant', 'variant', 'lamps', 'M', 1, 'x', '{"name-en_US-web": "x"}', now(), now()),
  (5, null, null, 'lamps', null, null, null, '{"name-en_US-print": "x"}', now(), now()),
  (6, 'no family', 'no family', null, null, null, null, '{"brand": "b"}', now(), now());
set local role chantier_user;

select results_eq(
  $$select product_id, required, filled, percent from catalog.completeness('web', 'en_US') order by product_id$$,
  $$values (2::bigint, 4, 4, 100), (3, 4, 3, 75), (4, 4, 3, 75), (5, 4, 0, 0)$$,
  'all currencies of the channel, inherited values and the identifier count; products without family do not appear');
select results_eq(
  $$select product_id, required, filled from catalog.completeness('print', 'en_US') order by product_id$$,
  $$values (2::bigint, 1, 1), (3, 1, 1), (4, 1, 1), (5, 1, 0)$$, 'another channel asks for something else');
select is((select count(*) from catalog.completeness('print', 'fr_FR')), 0::bigint, 'a locale that the channel lacks has no completeness');
select * from finish();
rollback;
