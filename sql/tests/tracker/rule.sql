-- SPDX-License-Identifier: Apache-2.0
-- Rules: everybody reads them, workers bring them, people switch them on and off and change nothing else.
begin;
\ir ../fixture.psql
\ir ../people.psql
select plan(13);
create function pg_temp.refusal(p_sql text) returns text language plpgsql as $$
declare v_state text; v_message text;
begin
  execute p_sql;
  return 'done';
exception when others then
  get stacked diagnostics v_state = returned_sqlstate, v_message = message_text;
  return concat_ws('|', v_state, v_message);
end $$;

set local role chantier_worker;
select lives_ok($$
  insert into catalog.rule (code, code_key, enabled, priority, definition, created_at, updated_at)
  values ('Linen_care', 'linen_care', true, 90, '{"conditions": [], "actions": [{"type": "clear", "field": "groups"}]}', '2026-01-01', '2026-01-01'),
         ('later', 'later', false, 0, '{"conditions": [], "actions": []}', '2026-01-01', '2026-01-01') $$, 'a worker brings rules');
select is(pg_temp.refusal($$ insert into catalog.rule (code, code_key, enabled, priority, definition, created_at, updated_at)
  values ('LINEN_CARE', 'linen_care', true, 0, '{"conditions": [], "actions": []}', now(), now()) $$),
  '23505|duplicate key value violates unique constraint "rule_code_key_key"', 'one of each code, however it is spelled');
select is(pg_temp.refusal($$ insert into catalog.rule (code, code_key, enabled, priority, definition, created_at, updated_at)
  values ('x', 'x', true, 0, '{"actions": {}}', now(), now()) $$),
  '23514|new row for relation "rule" violates check constraint "rule_definition_check"', 'and none without lists of conditions and actions');

set local role tap_mary;
select is((select string_agg(concat_ws(' ', code, enabled, priority), '; ' order by priority desc, code) from catalog.rule),
  'Linen_care t 90; later f 0', 'a person reads them');
select is(pg_temp.refusal($$ update catalog.rule set priority = 1 $$), '42501|permission denied for table rule', 'and does not write them');
select is(tracker.enable_rule('LINEN_CARE', false), true, 'a person switches one off, whatever the spelling');
select is((select enabled from catalog.rule where code = 'Linen_care'), false, 'it is off');
select cmp_ok((select updated_at from catalog.rule where code = 'Linen_care'), '>', '2026-01-01'::timestamptz, 'and counts as changed');
select is(tracker.enable_rule('linen_care', false), false, 'a second time changes nothing');
select is(tracker.enable_rule('later', true), true, 'another is switched on');
select is(pg_temp.refusal($$ select tracker.enable_rule('nobody', true) $$), 'P0002|there is no rule "nobody"', 'one that is not there is an error');
set local role tap_ana;
select is(pg_temp.refusal($$ select tracker.enable_rule('later', false) $$), '42501|permission denied for function enable_rule', 'an analyst switches none');
set local role tap_stranger;
select is(pg_temp.refusal($$ select * from catalog.rule $$), '42501|permission denied for schema catalog', 'a stranger sees none');
select * from finish();
rollback;
