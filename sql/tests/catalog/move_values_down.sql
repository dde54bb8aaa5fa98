-- SPDX-License-Identifier: Apache-2.0
begin;
select plan(7);
insert into catalog.attribute_group (code, code_key) values ('other', 'other');
insert into catalog.attribute (code, code_key, type, "group") values ('sku', 'sku', 'pim_catalog_identifier', 'other');
insert into catalog.family (code, code_key, attributes) values ('shirt', 'shirt', '{sku}');
insert into catalog.family_variant (code, code_key, family, variant_axes_1, variant_axes_2, variant_attributes_1, variant_attributes_2)
values ('two', 'two', 'shirt', '{colour}', '{size}', '{colour}', '{size,sku}'), ('one', 'one', 'shirt', '{size}', '{}', '{size,sku}', '{}');
insert into catalog.product_model (id, code, code_key, family, family_variant, parent, parent_id, axis_key, values, created_at, updated_at) values
  (1, 'R', 'r', 'shirt', 'two', null, null, null, '{"name-en_GB": "Shirt", "named": "x", "care": "wash"}', now(), now()),
  (2, 'S', 's', 'shirt', 'two', 'R', 1, 'red', '{"colour": "red"}', now(), now()),
  (3, 'O', 'o', 'shirt', 'one', null, null, null, '{"care": "iron"}', now(), now());
insert into catalog.product (id, identifier, identifier_key, family, parent, parent_id, axis_key, values, created_at, updated_at) values
  (4, 'a', 'a', 'shirt', 'S', 2, 'm', '{"size": "m"}', now(), now()),
  (5, 'b', 'b', 'shirt', 'S', 2, 'l', '{"size": "l", "name-en_GB": "Own"}', now(), now()),
  (6, 'c', 'c', 'shirt', 'O', 3, 'm', '{"size": "m"}', now(), now());
select job.register_jobs('[{"name": "move", "kind": "import", "label": "Move", "steps": [{"name": "import", "label": "Import", "unit": null, "checkpoint_version": 1, "is_planned": false}], "parameters": {}, "is_short": false}]');
create role move_mary login;
grant chantier_user to move_mary;
set local role move_mary;
create temporary table launched as select execution_id from tracker.launch('move');
reset role;
grant select on launched to chantier_worker;
set local role chantier_worker;

select is(
  catalog.move_values_down(
    (select execution_id from launched),
    '[{"code_key": "two", "variant_attributes_1": ["colour", "care"], "variant_attributes_2": ["size", "sku", "name"]},
      {"code_key": "one", "variant_attributes_1": ["size", "sku"], "variant_attributes_2": []},
      {"code_key": "new", "variant_attributes_1": ["size"], "variant_attributes_2": []}]'),
  4::bigint, 'root, sub-model twice and one variant change; the other has its own value');
select is((select values from catalog.product_model where id = 1), '{"named": "x"}', 'the root keeps what does not move');
select is((select values from catalog.product_model where id = 2), '{"care": "wash", "colour": "red"}', 'the first level has what moves there');
select is((select values from catalog.product where id = 4), '{"size": "m", "name-en_GB": "Shirt"}', 'the last level has what moves there');
select is((select values from catalog.product where id = 5), '{"size": "l", "name-en_GB": "Own"}', 'a value that is there stays');
select is((select values from catalog.product_model where id = 3), '{"care": "iron"}', 'a variant that does not change is left alone');
select results_eq(
  'select item_id, before from catalog.history order by item_id, before::text',
  $$values (1::bigint, '{"values": {"care": "wash", "name-en_GB": "Shirt"}}'::jsonb),
           (2, '{"values": {"care": null, "name-en_GB": null}}'), (2, '{"values": {"name-en_GB": "Shirt"}}'),
           (4, '{"values": {"name-en_GB": null}}')$$, 'what was before is kept');
select * from finish();
rollback;
