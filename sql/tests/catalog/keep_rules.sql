-- SPDX-License-Identifier: Apache-2.0
--
-- The rules of an execution: kept at its launch, counted by task, folded at its end, seen by their owner.
begin;
\ir ../fixture.psql
select plan(18);

select job.register_jobs('[
  {"name": "tap_rules", "kind": "rule", "label": "Tap rules", "is_short": false,
   "parameters": {"rule_codes": [], "preview": false, "dry_run": false},
   "steps": [{"name": "run", "unit": "items", "checkpoint_version": 1, "is_planned": false}]},
  {"name": "rule_impacted_product_count", "kind": "rule", "label": "Tap count", "is_short": false, "parameters": {"rule_codes": []},
   "steps": [{"name": "run", "unit": "rules", "checkpoint_version": 1, "is_planned": false}]}]');
insert into catalog.rule (code, code_key, enabled, priority, definition, created_at, updated_at)
select r.code, lower(r.code), r.enabled, r.priority, '{"conditions": [], "actions": [{"type": "clear", "field": "name"}]}', job.now(), job.now()
  from (values ('beta', true, 5), ('Alpha', true, 5), ('last', true, -1), ('off', false, 9)) as r (code, enabled, priority);

create function codes(p_execution bigint) returns text language sql as $$
  select string_agg(r.code, ' ' order by r.place) from catalog.execution_rule r where r.execution_id = p_execution $$;

select is(codes(fixture.launch('tap_mary', 'tap_rules')), 'Alpha beta last', 'all enabled ones, by priority, then code');
select is(codes(fixture.launch('tap_mary', 'tap_rules', '{"rule_codes": ["LAST", "off", "alpha"]}')), 'off Alpha last',
  'those named, disabled ones too, in any spelling and each once');
select is(codes(fixture.launch('tap_mary', 'rule_impacted_product_count')), 'off Alpha beta last', 'all are counted');
select is(codes(fixture.launch('tap_mary', 'tap_plain')), null, 'another job keeps none');
select throws_ok($$select fixture.launch('tap_mary', 'tap_rules', '{"rule_codes": ["nope", "off", "no"]}')$$, '22023',
  'unknown_rule: no rule "no", "nope"', 'unknown ones are named, all of them');
select throws_ok($$select fixture.launch('tap_mary', 'tap_rules', '{"rule_codes": [1]}')$$, '22023', 'rule_codes must be a list of codes',
  'codes are texts');

create temporary table launched as select fixture.launch('tap_mary', 'tap_rules') as id;
update catalog.rule set enabled = false, priority = 99 where code = 'Alpha';
select is(codes((select id from launched)), 'Alpha beta last', 'what becomes of a rule later changes nothing');
create temporary table dry as select fixture.launch('tap_mary', 'tap_rules', '{"dry_run": true}') as id;
select is((select e.preview from job.execution e where e.id = (select id from dry)), true,
  'a dry run is a preview');
select is((select e.preview from job.execution e where e.id = (select id from launched)), false, 'others are none');

create function count_up(p_task bigint, p_note_first bigint, p_example text) returns void language sql as $$
  select catalog.add_rule_counters((select id from launched), p_task, 'tap_mary', date_trunc('month', job.now())::date,
    '{1,3}', '{5,1}', '{2,0}', '{2,1}', '{1,0}', '{1,0}', '{1}', '{2}', '{empty_operand}', array[p_note_first], '{4}', '{watts}',
    array[p_example]) $$;
grant select on launched to public;
set local role chantier_worker;
select count_up(1, 10, E'a\nb');
select count_up(1, 20, E'c\nd\ne\nf\ng\nh\ni\nj\nk\nl');
select count_up(2, 0, 'z');
select is((select array_to_string(n.examples, '') || ' ' || n.items from catalog.rule_note n where n.task_id = 1), 'abcdefghij 8',
  'a note keeps its first ten examples');
reset role;
set local role tap_mary;
select is((select string_agg(concat_ws('/', m.code, m.selected, m.updated, m.unchanged, m.invalid, m.warnings), ' ' order by m.no)
             from tracker.my_rule m where m.execution_id = (select id from launched)),
  'Alpha/15/6/6/3/3 beta/0/0/0/0/0 last/3/0/3/0/0', 'the owner sees the sums while tasks are at work');
reset role;
set local role tap_julia;
select is((select count(*) from tracker.rule m where m.execution_id = (select id from launched)), 0::bigint, 'nobody else sees them');
reset role;
set local role chantier_worker;
select catalog.fold_rules(array[(select id from launched)], false);
select is((select count(*) from catalog.rule_counter), 0::bigint, 'at the end nothing is counted by task');
select is((select count(*) from catalog.rule_note), 0::bigint, 'and no note waits');
reset role;
set local role tap_mary;
select is((select string_agg(concat_ws('/', m.code, m.selected, m.updated), ' ' order by m.no)
             from tracker.my_rule m where m.execution_id = (select id from launched)),
  'Alpha/15/6 beta/0/0 last/3/0', 'the sums stay');
reset role;

insert into catalog.product (id, uuid, identifier, identifier_key, enabled, created_at, updated_at)
select i, gen_random_uuid(), 'p' || i, 'p' || i, true, job.now(), job.now() from generate_series(3, 9) as i;
select catalog.add_history((select id from launched), 'tap_mary', date_trunc('month', job.now() at time zone 'UTC')::date, 'product', '{[7,9),[20,22)}', array[5, 8],
  array['{"enabled": "1"}', '{}']::jsonb[], job.now());
select is(array(select catalog.touched_items((select id from launched), date_trunc('month', job.now() at time zone 'UTC')::date, 'product', 0, 10)),
  array[5, 7, 8]::bigint[], 'what was created or changed and is there, each once');
select is(array(select catalog.touched_items((select id from launched), date_trunc('month', job.now() at time zone 'UTC')::date, 'root', 0, 10)),
  '{}'::bigint[], 'and no product model');
select is(array(select catalog.touched_items((select id from launched), date_trunc('month', job.now() at time zone 'UTC')::date, 'product', 5, 1)),
  array[7]::bigint[], 'the next page begins behind the last id');
select * from finish();
rollback;
