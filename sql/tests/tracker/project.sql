-- SPDX-License-Identifier: Apache-2.0
-- Projects: made, changed, seen, summed, told of and removed.
begin;
\ir ../fixture.psql
select plan(58);

insert into catalog.currency values ('EUR', 'eur', true), ('USD', 'usd', true);
insert into catalog.locale values ('en_US', 'en_us'), ('fr_FR', 'fr_fr');
insert into catalog.category (code, code_key) values ('tree', 'tree'), ('shoes', 'shoes');
insert into catalog.channel (code, code_key, tree, locales, currencies) values ('Web', 'web', 'tree', '{en_US,fr_FR}', '{EUR,USD}'), ('Shop', 'shop', 'tree', '{en_US}', '{EUR}');
insert into catalog.attribute_group (code, code_key) values ('g0', 'g0'), ('g1', 'g1');
insert into catalog.attribute (code, code_key, type, "group") values ('name', 'name', 'pim_catalog_text', 'g0'), ('cost', 'cost', 'pim_catalog_price_collection', 'g0');
select job.register_jobs('[
  {"name": "project_calculation", "kind": "project", "label": "Calculate a project", "is_short": false, "parameters": {"project_code": ""},
   "steps": [{"name": "calculate", "unit": "products", "checkpoint_version": 1, "is_planned": true}]}]');
insert into catalog.product (id, identifier, identifier_key, created_at, updated_at)
select n, 'p' || n, 'p' || n, now(), now() from generate_series(1, 5) as n;

-- Made
select set_config('role', 'tap_mary', true);
select throws_ok($$ select * from tracker.create_project('', 'Web', 'en_US') $$, '22023', 'the label of a project has 1 to 255 characters');
select throws_ok($$ select * from tracker.create_project('x', 'kiosk', 'en_US') $$, '22023', 'there is no channel "kiosk"');
select throws_ok($$ select * from tracker.create_project('x', 'web', 'de_DE') $$, '22023', 'the channel "Web" has no locale "de_DE"');
select throws_like($$ select * from tracker.create_project('x', 'web', 'en_US', p_due_date => '2001-01-01') $$, '%is over');
select throws_like($$ select * from tracker.create_project('x', 'web', 'en_US', '[{"field": "colour", "operator": "=", "value": 1}]') $$,
  'filter_invalid: %colour%');
select throws_like($$ select * from tracker.create_project('x', 'web', 'en_US',
  '[{"field": "updated", "operator": "SINCE LAST JOB", "value": "erp"}]') $$, 'filter_invalid: %');
select throws_like($$ select * from tracker.create_project('x', 'web', 'en_US', '{}') $$, 'filter_invalid: %must be a list%');
select is((select c.code from tracker.create_project('  Été & Spring 26!', 'WEB', 'EN_us', p_due_date => (now() at time zone 'UTC')::date + 10) as c),
  't-spring-26', 'the code is made from the label');
select is((select c.code from tracker.create_project('T. spring 26', 'web', 'en_US') as c), 't-spring-26-2', 'and is one of a kind');
select is((select c.url from tracker.create_project('日本', 'web', 'en_US',
  '[{"field": "categories", "operator": "IN CHILDREN", "value": ["shoes"]}]') as c), tracker._project_url('project'), 'whatever the label');
select bag_eq($$ select p.channel, p.locale, p.is_own, p.days_left, p.products, p.ratio_done, p.is_complete from tracker.my_project p
                      where p.code = 't-spring-26' $$,
  $$ values ('Web', 'en_US', true, 10, 0::bigint, 0, false) $$, 'its owner sees it at once, with channel and locale as they are spelled');
select bag_eq($$ select e.kind, e.label, e.status from tracker.my_execution e where e.label like '%Spring 26!' $$,
  $$ values ('project', 'Été & Spring 26!', 'queued') $$, 'its calculation was launched under its label');
select throws_ok($$ select * from tracker.launch('project_calculation', '{"project_code": "nothing"}') $$, 'P0002', 'no such project');
select set_config('role', 'tap_julia', true);
select throws_ok($$ select * from tracker.launch('project_calculation', '{"project_code": "t-spring-26"}') $$, 'P0002', 'no such project',
  'nobody else calculates it');
select is_empty($$ select code from tracker.my_project $$, 'and nobody else sees it');

-- Every night
select set_config('role', 'tap_mary', true);
select count(*) from generate_series(1, 2) as n cross join lateral tracker.create_project(repeat('long ', 40) || n, 'web', 'en_US');
select is((select count(distinct s.code) from tracker.my_schedule s where s.parameters ->> 'project_code' like 'long-long%'), 2::bigint,
  'each project has a schedule of its own, however long its code');
select count(tracker.delete_project(p.code)) from tracker.my_project p where p.code like 'long-long%';
select is((select count(*) from tracker.my_schedule s where s.parameters ->> 'project_code' like 'long-long%'), 0::bigint, 'which goes with it');

-- States
select set_config('role', 'none', true);
update tracker.project p set width = 64, groups = '{g0,g1}' where p.code = 't-spring-26';
create function pg_temp.put(p_first bigint, p_end bigint, p_ids bigint[], p_states int[], p_looked_at bigint[] default null)
returns setof text language sql as $$
  select concat_ws(' ', left(r.old_present::text, 2), left(r.old_begun::text, 2), left(r.old_complete::text, 2), '>',
                   left(r.new_present::text, 2), left(r.new_begun::text, 2), left(r.new_complete::text, 2), r.new_editors, r.products)
    from tracker.put_project_products((select p.id from tracker.project p where p.code = 't-spring-26'), p_first, p_end, p_looked_at, p_ids, p_states,
           array[2, 3, 3], array[0, 1, 3], array['xc000000000000000', 'xc000000000000000', 'x8000000000000000'],
           array['x0000000000000000', 'x8000000000000000', 'x8000000000000000'],
           array['x0000000000000000', 'x8000000000000000', 'x8000000000000000'], array['null', '["Redactor"]', 'null']::jsonb[], true) as r
$$;
select bag_eq($$ select pg_temp.put(1, 6, '{1,2,3,4}', '{1,2,3,3}') $$,
  array['> 11 00 00 1', '> 11 10 10 {Redactor} 1', '> 10 10 10 2'], 'states come in, and are counted');
select is_empty($$ select pg_temp.put(1, 6, '{1,2,3,4}', '{1,2,3,3}') $$, 'what is as it was is not written');
select bag_eq($$ select pg_temp.put(2, 4, '{3}', '{1}') $$, array['11 10 10 > 1', '10 10 10 > 11 00 00 1'],
  'one of the range leaves, another changes, the rest is not looked at');
select bag_eq($$ select pg_temp.put(0, 0, '{2}', '{2}', '{2,4}') $$, array['> 11 10 10 {Redactor} 1', '10 10 10 > 1'],
  'the same of single products');
update tracker.project p
   set calculated_at = now(), products_to_do = 2, products_in_progress = 1 where p.code = 't-spring-26';
insert into tracker.project_contributor (project_id, owner, person, edits, user_groups, products_to_do)
select p.id, p.owner, 'tap_julia', 'x8000000000000000'::varbit, '{Manager}', 2 from tracker.project p where p.code = 't-spring-26';
insert into tracker.project_group (project_id, owner, place, attribute_group, editors, products_to_do, products_done)
select p.id, p.owner, g.place, p.groups[g.place + 1], e.editors, e.to_do, e.done
  from tracker.project p
  cross join generate_series(0, 1) as g(place)
  cross join (values (null::text[], 2, 0), ('{Redactor}', 0, 1)) as e(editors, to_do, done)
 where p.code = 't-spring-26';
select is(tracker._project_state('1100', '0000', '0000', '0011'), null, 'none of these groups: not theirs');
select is(tracker._project_state('1100', '0100', '0000', '1000'), 'to_do');
select is(tracker._project_state('1100', '0100', '0100', '1100'), 'in_progress');
select is(tracker._project_state('1100', '1100', '1100', '1111'), 'done');

-- Seen
select set_config('role', 'tap_julia', true);
select bag_eq($$ select p.code, p.is_own, p.products_to_do, p.ratio_to_do from tracker.my_project p $$,
  $$ values ('t-spring-26', false, 2::bigint, 100) $$, 'a contributor sees it, with her own numbers');
select bag_eq($$ select g.attribute_group, g.products_to_do, g.products_done from tracker.my_project_group g $$, $$ values ('g0', 2::bigint, 0::bigint) $$,
  'of attribute groups hers alone, without the products that only others may edit');
select bag_eq($$ select g.place, g.editors from tracker.project_group g $$, $$ values (0::int, null::text[]) $$,
  'whichever way she asks, also who else may edit what is not hers to know');
select bag_eq($$ select g.person, g.attribute_group, g.products from tracker.my_project_contributor_group g $$, $$ values ('tap_julia', 'g0', 2::bigint) $$);
select bag_eq($$ select identifier, state from tracker.project_products('T-spring-26') $$,
  $$ values ('p1', 'to_do'), ('p3', 'to_do') $$, 'and the products behind them: none that her groups may not edit');
select throws_ok($$ select * from tracker.project_products('t-spring-26', 'tap_mary') $$, 'P0002', 'no such contributor');
select set_config('role', 'tap_mary', true);
select bag_eq($$ select identifier, state, required, filled from tracker.project_products('t-spring-26') $$,
  $$ values ('p1', 'to_do', 2, 0), ('p2', 'in_progress', 3, 1), ('p3', 'to_do', 2, 0) $$, 'the owner sees all');
select bag_eq($$ select identifier from tracker.project_products('t-spring-26', p_group => 'G0', p_state => 'done') $$, $$ values ('p2') $$,
  'of one group and one state');
select bag_eq($$ select identifier from tracker.project_products('t-spring-26', p_after => 1, p_limit => 1) $$, $$ values ('p2') $$, 'page by page');
select bag_eq($$ select c.person, c.products from tracker.my_project_contributor c $$, $$ values ('tap_julia', 2::bigint) $$);
select bag_eq($$ select g.attribute_group, g.products_to_do, g.products_done from tracker.my_project_group g $$,
  $$ values ('g0', 2::bigint, 1::bigint), ('g1', 2, 1) $$, 'and of attribute groups all, whoever may edit the products');
select bag_eq($$ select g.person, g.attribute_group, g.products from tracker.my_project_contributor_group g $$, $$ values ('tap_julia', 'g0', 2::bigint) $$,
  'and what each contributor has of them');

-- Changed
select is(tracker.change_project('T-SPRING-26', '{"label": "Spring", "description": ""}'), 'updated');
select is(tracker.change_project('t-spring-26', '{"label": "Spring"}'), 'unchanged');
select throws_ok($$ select tracker.change_project('t-spring-26', '{"channel": "web"}') $$, '22023', '"channel" of a project never changes');
select throws_like($$ select tracker.change_project('t-spring-26', '{"due_date": "2030-02-30"}') $$, '%is no day%');

select is(tracker.change_project('project', jsonb_build_object('due_date', (now() at time zone 'UTC')::date + 20)), 'updated');
select is(tracker.change_project('project', '{"due_date": null}'), 'updated', 'a due date can be taken away');

-- Told: each once
select set_config('role', 'none', true);
select is((select array_agg(n order by n) from (
  select tracker.tell_project(p.id) as n from tracker.project p where p.code = 't-spring-26'
  union all select tracker.tell_project(p.id) from tracker.project p where p.code = 't-spring-26') as x), '{0,1}', 'a new one, once');
select is(tracker.remind_projects(), 0, 'ten days before nobody is reminded');
select fixture.sleep('4 days');
select bag_eq($$ select tracker.remind_projects() as a, tracker.remind_projects() as b $$, $$ values (2, 0) $$,
  'six days before owner and contributor are, for the day before, once');
select fixture.sleep('5 days');
select is(tracker.remind_projects(), 2, 'and on the last day; three days before nobody was there');
select bag_eq($$ select n.person, n.job, n.problems from tracker.notification n where n.project = 't-spring-26' $$,
  $$ values ('tap_julia', 'project_created', 2::bigint), ('tap_julia', 'project_due', 2), ('tap_mary', 'project_due', 3), ('tap_julia', 'project_due', 2),
            ('tap_mary', 'project_due', 3) $$);

-- Finished: told when nothing is left that may change it, once
create temporary table numbers as select p.* from tracker.project p where p.code = 't-spring-26';
update tracker.project p
   set products_to_do = 0, products_in_progress = 0, products_done = 3, structure_version = (select v.version from catalog.structure_version v)
 where p.code = 't-spring-26';
insert into tracker.project_change (ids) values ('{1}');
select is(tracker.finish_projects(), 0, 'not while products are to be looked at again');
delete from tracker.project_change;
insert into tracker.project_change (project_id, ids) select p.id, '{1}' from tracker.project p where p.code = 'project';
update catalog.attribute_group g set sort_order = 7 where g.code = 'g1';
select is(tracker.finish_projects(), 0, 'nor while a structure is not followed yet');
update tracker.project p set structure_version = (select v.version from catalog.structure_version v) where p.code = 't-spring-26';
select is(array[tracker.finish_projects(), tracker.finish_projects()], '{1,0}', 'whoever has a part in it, once; changes of another project do not matter');
update tracker.project p set products_to_do = n.products_to_do, products_in_progress = n.products_in_progress, products_done = n.products_done
  from pg_temp.numbers n where n.id = p.id;
delete from tracker.notification n where n.job = 'project_finished';

-- Removed
select set_config('role', 'tap_mary', true);
select throws_like($$ select * from tracker.create_project('x', 'Shop', 'en_US',
  '[{"field": "cost", "operator": "EMPTY FOR CURRENCY", "value": {"currency": "USD"}}]') $$, 'the channel "Shop" has no currency "USD"');
select count(*)
  from (values ('attribute', 'web', '[{"field": "name", "operator": "EMPTY", "value": null}]'),
               ('currency', 'web', '[{"field": "cost", "operator": "EMPTY FOR CURRENCY", "value": {"currency": "USD"}}]'),
               ('channel', 'Shop', '[]'), ('stays', 'web', '[{"field": "cost", "operator": "EMPTY FOR CURRENCY", "value": {"currency": "eur"}}]')) as v(l, c, f)
 cross join lateral tracker.create_project(v.l, v.c, 'en_US', v.f::jsonb);
select set_config('role', 'none', true);
delete from catalog.category c where c.code = 'shoes';
delete from catalog.attribute a where a.code = 'name';
update catalog.channel c set currencies = '{EUR}' where c.code = 'Web';
delete from catalog.channel c where c.code = 'Shop';
select is(tracker.end_projects(), 4, 'those that have lost what they are about go');
select bag_eq($$ select p.code from tracker.project p $$, $$ values ('t-spring-26'), ('t-spring-26-2'), ('stays') $$, 'and no other, however its currency is spelled');
select bag_eq($$ select n.label, n.first_reason from tracker.notification n where n.job = 'project_removed' $$,
  $$ values ('日本', 'filter_invalid'), ('attribute', 'filter_invalid'), ('currency', 'currency_removed'), ('channel', 'channel_removed') $$);
update catalog.channel c set locales = '{fr_FR}' where c.code = 'Web';
select is(tracker.end_projects(), 3, 'so do those whose locale left the channel');
select is_empty($$ select from tracker.project union all select from tracker.project_product union all select from tracker.project_contributor
                   union all select from tracker.project_group union all select from tracker.project_notice $$, 'nothing is left of them');
select set_config('role', 'tap_mary', true);
select is((select count(*) from tracker.my_notification n where n.job = 'project_removed' and n.message like '%the locale "en_US" left the channel "Web"'),
  3::bigint, 'their owner is told why');

select * from finish();
rollback;
