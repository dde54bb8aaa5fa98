-- SPDX-License-Identifier: Apache-2.0
begin;
select plan(5);
insert into catalog.association_type (code, code_key) values ('X_SELL', 'x_sell'), ('PACK', 'pack');
set local role chantier_worker;

select lives_ok(
  $$select catalog.replace_associations('{}', '{}', '{}', '{}', '{}', '{}', array['product', 'product', 'product'], array[1, 1, 1],
      array['X_SELL', 'X_SELL', 'PACK'], array['product', 'group', 'product'], array[2, null, 3], array[null, 'summer', null],
      array[null, null, 4])$$, 'links are entered');
select is((select count(*) from catalog.find_associations('product', array[1])), 3::bigint, 'and found');
select lives_ok(
  $$select catalog.replace_associations(array['product', 'product'], array[1, 1], array['X_SELL', 'X_SELL'], array['product', 'group'],
      array[2, null], array[null, 'summer'], array['product'], array[1], array['PACK'], array['product'], array[3], array[null]::text[],
      array[7])$$, 'links are taken away and entered again');
select results_eq('select type collate "default", target_id, quantity from catalog.association', $$values ('PACK', 3::bigint, 7)$$,
  'the quantity is the new one, links to a product and to a group are gone');
select throws_ok(
  $$insert into catalog.association values ('product', 1, 'PACK', 'group', 3, null, null)$$, '23514', null, 'a link to a group names a group');
select * from finish();
rollback;
