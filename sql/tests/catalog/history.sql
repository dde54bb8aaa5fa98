-- SPDX-License-Identifier: Apache-2.0
begin;
select plan(6);
create role history_mary login;
create role history_john login;
grant chantier_user to history_mary, history_john;

set local role chantier_worker;
select lives_ok(
  $$select catalog.add_history(7, 'history_mary', date_trunc('month', now())::date, 'product', '{[100,200),[205,206)}', array[5, 6],
      array['{"values": {"name": null}}', '{"family": "lamps"}']::jsonb[], now())$$, 'a chunk is kept');
select lives_ok(
  $$select catalog.add_history(8, 'history_mary', '1999-01-01', 'product', null, array[5], array['{}']::jsonb[], now())$$,
  'a month without partition goes to the default one');
set local role history_mary;
select is((select count(*) from catalog.history h where h.execution_id = 7), 3::bigint, 'one row for all new items, one for each changed');
set local role history_john;
select is((select count(*) from catalog.history), 0::bigint, 'another person sees nothing of it');
select throws_ok('insert into catalog.history (execution_id) values (1)', '42501', null, 'people write none');

reset role;
do $$ begin
  execute format('drop table catalog.history_%s', to_char(date_trunc('month', job.now() at time zone 'UTC') + interval '2 months', 'YYYY_MM'));
end $$;
set local role chantier_worker;
select is(job._make_partitions(), 1, 'upkeep makes the partitions of the months to come');
select * from finish();
rollback;
