-- SPDX-License-Identifier: Apache-2.0
begin;
select plan(4);
set local role chantier_worker;
create temporary table block on commit drop as select catalog.reserve_ids(1000) as first_id;
select is(catalog.reserve_ids(1), (select b.first_id + 1000 from block b), 'the next block begins behind the last');
select is(catalog.reserve_ids(5), (select b.first_id + 1001 from block b), 'a block of one takes one');
select throws_ok('select catalog.reserve_ids(0)', '22023', null, 'an empty block is refused');
select throws_ok('set local role chantier_user; select catalog.reserve_ids(1)', '42501', null, 'people take no ids');
select * from finish();
rollback;
