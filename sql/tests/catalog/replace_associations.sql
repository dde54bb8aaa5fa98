-- SPDX-License-Identifier: Apache-2.0
begin;
select plan(7);
insert into catalog.association_type (code, code_key) values ('X_SELL', 'x_sell'), ('PACK', 'pack');
set local role chantier_worker;

select lives_ok(
  $$select catalog.replace_associations('{}', '{}', '{}', '{}', '{}', '{}', array['product', 'product', 'product'], array[1, 1, 1],
      array['X_SELL', 'X_SELL', 'PACK'], array['product', 'group', 'product'], array[2, null, 3], array[null, 'summer', null],
      array[null, null, 4], 7, 'tap_mary', '2026-11-01', job.now())$$, 'links are entered');
select is((select count(*) from catalog.find_associations('product', array[1])), 3::bigint, 'and found');
select lives_ok(
  $$select catalog.replace_associations(array['product', 'product'], array[1, 1], array['X_SELL', 'X_SELL'], array['product', 'group'],
      array[2, null], array[null, 'summer'], array['product'], array[1], array['PACK'], array['product'], array[3], array[null]::text[],
      array[7], 7, 'tap_mary', '2026-11-01', job.now())$$, 'links are taken away and entered again');
select results_eq('select type collate "default", target_id, quantity from catalog.association', $$values ('PACK', 3::bigint, 7)$$,
  'the quantity is the new one, links to a product and to a group are gone');
select results_eq($$select h.before from catalog.history h where h.execution_id = 7 order by h.place$$, array[
  '{"associations": {"X_SELL-product": [], "X_SELL-group": [], "PACK-product": []}}'::jsonb,
  '{"associations": {"X_SELL-product": [[2, null]], "X_SELL-group": [["summer", null]], "PACK-product": [[3, 4]]}}'],
  'what the owner had before is kept, type by type');
select catalog.replace_associations('{}', '{}', '{}', '{}', '{}', '{}', array['product'], array[1], array['PACK'], array['product'], array[3],
  array[null]::text[], array[7], 7, 'tap_mary', '2026-11-01', job.now());
select is((select count(*) from catalog.history h where h.execution_id = 7), 2::bigint, 'of links that stay as they are nothing is');
select throws_ok(
  $$insert into catalog.association values ('product', 1, 'PACK', 'group', 3, null, null)$$, '23514', null, 'a link to a group names a group');
select * from finish();
rollback;
