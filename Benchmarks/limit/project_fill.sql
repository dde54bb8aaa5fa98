-- SPDX-License-Identifier: Apache-2.0
-- A catalogue for `bench project`: :rows products of 10 families, 30 attributes in 15 groups, 100 people in 20 user groups with rights to some.
begin;
insert into catalog.currency values ('EUR', 'eur', true);
insert into catalog.locale values ('en_US', 'en_us');
insert into catalog.category (code, code_key) values ('master', 'master');
insert into catalog.channel (code, code_key, tree, locales, currencies) values ('bench', 'bench', 'master', '{en_US}', '{EUR}');
insert into catalog.attribute_group (code, code_key, sort_order) select 'g' || n, 'g' || n, n from generate_series(0, 14) as n;
insert into catalog.attribute (code, code_key, type, "group", "unique") values ('sku', 'sku', 'pim_catalog_identifier', 'g0', true);
insert into catalog.attribute (code, code_key, type, "group", localizable)
select 'a' || n, 'a' || n, 'pim_catalog_text', 'g' || n % 15, n % 10 = 0 from generate_series(0, 29) as n;
insert into catalog.family (code, code_key, attributes, attribute_as_label, requirements)
select 'f' || f, 'f' || f, (select array_agg(a.code order by a.code) from catalog.attribute a), 'sku',
       jsonb_build_object('bench', (select jsonb_agg(a.code order by a.code) from catalog.attribute a
                                     where a.code = 'sku' or (substr(a.code, 2)::int + f) % 5 <> 0))
  from generate_series(0, 9) as f;
insert into catalog.user_group (name, name_key) select 'u' || n, 'u' || n from generate_series(0, 19) as n;
insert into catalog.attribute_group_access (attribute_group, code_key, edit_attributes)
select 'g' || g, 'g' || g, (select array_agg('u' || u order by 'u' || u) from generate_series(0, 19) as u where (u * 7 + g) % 3 = 0)
  from generate_series(0, 14) as g;
insert into tracker.person_group (person, user_group)
select distinct 'p' || lpad(n::text, 3, '0'), 'u' || (n * k) % 20 from generate_series(1, 100) as n cross join (values (1), (3)) as v(k);
-- Half of the values comes from each of two lists, so that there are many different states.
create temporary table half as
select part, n, (select coalesce(jsonb_object_agg('a' || a || case when a % 10 = 0 then '-en_US' else '' end, 'value ' || a || ' of ' || n), '{}')
                   from generate_series(part * 15, part * 15 + 14) as a where hashint4(n * 31 + a) % 5 <> 0) as values
  from generate_series(0, 1) as part cross join generate_series(0, 599) as n;
insert into catalog.product (id, identifier, identifier_key, family, categories, values, created_at, updated_at)
select i, 'p' || i, 'p' || i, 'f' || i % 10, '{master}', a.values || b.values, now(), now()
  from generate_series(1, :rows) as i
  join half a on a.part = 0 and a.n = i % 599
  join half b on b.part = 1 and b.n = i / 599 % 600;
select setval('catalog.item_id', :rows);
commit;
