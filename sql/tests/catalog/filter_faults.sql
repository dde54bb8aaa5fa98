-- SPDX-License-Identifier: Apache-2.0
-- What a launch refuses of a filter, and which start "since the last job" means.
begin;
\ir ../fixture.psql
\ir ../people.psql
select plan(15);
insert into catalog.currency (code, code_key, activated) values ('EUR', 'eur', true);
insert into catalog.locale values ('en_US', 'en_us'), ('fr_FR', 'fr_fr');
insert into catalog.category (code, code_key) values ('shop', 'shop');
insert into catalog.channel (code, code_key, tree, locales, currencies) values ('web', 'web', 'shop', '{en_US}', '{EUR}');
insert into catalog.attribute_group (code, code_key) values ('other', 'other');
insert into catalog.attribute (code, code_key, type, "group", localizable, scopable) values
  ('sku', 'sku', 'pim_catalog_identifier', 'other', false, false), ('Name', 'name', 'pim_catalog_text', 'other', true, true);
select job.register_jobs('[{"name": "tap_export", "kind": "export", "label": "Tap export",
  "parameters": {"filters": {"data": [{"field": "completeness", "operator": ">=", "value": 100}], "structure": {"scope": null, "locales": []}}, "which": null},
  "rules": {"filters": {"filter": "data"}, "which": {"filter": ""}}, "steps": [{"name": "run", "checkpoint_version": 1}]}]');
create function pg_temp.refusal(p_parameters jsonb) returns text language plpgsql as $$
declare v_state text; v_message text;
begin
  perform tracker.launch('tap_export', p_parameters);
  return 'launched';
exception when others then
  get stacked diagnostics v_state = returned_sqlstate, v_message = message_text;
  return v_state || ' ' || v_message;
end $$;

set local role tap_mary;
select is(pg_temp.refusal('{}'), 'launched', 'a job''s own filter is not doubted');
select is(pg_temp.refusal('{"filters": {"data": [{"field": "NAME", "operator": "CONTAINS", "value": "x", "locale": "en_us", "scope": "WEB"}]}}'), 'launched',
  'codes may be spelled in any case');
select is(pg_temp.refusal('{"filters": {"data": null}}'), 'launched', 'no list at all is a matter of the job');
select is(pg_temp.refusal('{"filters": {"data": {}}}'), '22023 filters.data must be a list', 'a list that is none is refused as any parameter is');
select is(pg_temp.refusal('{"filters": {"data": [{"field": "Name", "operator": "=", "value": "x"}, {"field": "nope", "operator": "="}]}}'),
  '22023 filter_invalid: condition 1 (Name =): scope is missing: the attribute has a value for each channel; '
  'condition 1 (Name =): locale is missing: the attribute has a value for each locale; '
  'condition 2: unknown field "nope"; known are the codes of attributes and categories, completeness, created, enabled, entity_type, family, '
  'family_variant, groups, id, identifier, parent, self_and_ancestor.id, updated, uuid', 'all faults are told at once');
select is(pg_temp.refusal('{"filters": {"structure": {"scope": "nope"}}}'),
  '22023 filter_invalid: condition 1 (completeness >=): unknown channel "nope"', 'completeness is that of the parameter''s channel');
select is(pg_temp.refusal('{"filters": {"structure": {"locales": ["fr_FR"]}}}'),
  '22023 filter_invalid: condition 1 (completeness >=): locale "fr_FR" is not used by any channel', 'and of its locales');
select is(pg_temp.refusal('{"which": {"field": "family"}}'), '22023 filter_invalid: the filter must be a list of conditions',
  'a parameter may be a filter itself');
select is(pg_temp.refusal('{"which": [{"field": "family", "operator": "IN", "value": ["Lamps"]}]}'),
  '22023 filter_invalid: condition 1 (family IN): unknown family "Lamps"', 'a code that is not there is named');
select throws_like($$ select tracker.create_profile('bad', 'tap_export', null, '{"which": [1]}') $$, '%filter_invalid: condition 1: it must be%',
  'a profile with such a filter is not saved');
select throws_ok($$ select catalog.filter_faults('[]') $$, '42501', null, 'people ask by a launch');
reset role;

-- Since the last job
insert into job.profile (code, job, label, parameters, overlap, owner, created_at, updated_at, updated_by)
select 'erp', 'tap_export', 'ERP', '{}', 'allow', 'tap_mary', job.now(), job.now(), 'tap_mary';
set local role tap_mary;
select tracker.launch('erp') from generate_series(1, 4);
reset role;
create temporary table e as select e.id, row_number() over (order by e.id) as n from job.execution e where e.profile = 'erp';
grant select on e to chantier_worker;
-- 1 completed, 2 failed, 3 began before 1 ended, 4 is asked about.
update job.execution x set status = s.status, started_at = '2026-01-01'::timestamptz + s.began, ended_at = '2026-01-01'::timestamptz + s.ended
  from e, (values (1, 'completed', interval '1 h', interval '3 h'), (2, 'failed', '4 h', '5 h'), (3, 'completed', '2 h', '9 h'), (4, 'running', '8 h', null))
          s (n, status, began, ended)
 where e.id = x.id and e.n = s.n;
set local role chantier_worker;
select results_eq($$ select profile, started_at from catalog.last_starts((select id from e where n = 4), '{ERP,never}') $$,
  $$ values ('erp'::text, '2026-01-01 01:00'::timestamptz) $$,
  'the start of the last one completed, as things stood when the execution began');
select is_empty($$ select from catalog.last_starts((select id from e where n = 1), '{erp}') $$, 'not its own');
select results_eq($$ select started_at from catalog.last_starts((select id from e where n = 4), '{erp}') $$,
  $$ select started_at from catalog.last_starts((select id from e where n = 4), '{Erp}') $$, 'in any case');
reset role;
select is(catalog.filter_faults('[{"field": "categories", "operator": "IN", "value": ["z", "Shop", "a", "z"]}]'),
  array['condition 1 (categories IN): unknown category "z"', 'condition 1 (categories IN): unknown category "a"',
        'condition 1 (categories IN): unknown category "z"'], 'every wrong entry of a list is named, in the list''s order');
select * from finish();
rollback;
