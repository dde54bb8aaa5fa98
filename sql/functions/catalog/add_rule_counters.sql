-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.add_rule_counters: what a chunk adds to the counters of its rules, and to the items that an action left as they were.
-- The arrays that begin with p_note belong together, and so do the others; p_note_examples: texts joined by line ends.
-- "catalog" in quotation marks means the catalogue itself also in the copy that a preview works with.
-- Caller: the chunk of a task that runs rules, in its transaction. Locks: the rows of its own task.
create or replace function catalog.add_rule_counters(
    p_execution bigint, p_task bigint, p_owner text, p_month date,
    p_place int[], p_selected bigint[], p_updated bigint[], p_unchanged bigint[], p_invalid bigint[], p_warnings bigint[],
    p_note_place int[], p_note_action int[], p_note_reason text[], p_note_first bigint[], p_note_items bigint[], p_note_field text[],
    p_note_examples text[]) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    insert into "catalog".rule_counter as c (execution_id, task_id, place, owner, month, selected, updated, unchanged, invalid, warnings)
    select p_execution, p_task, n.place, p_owner, p_month, n.selected, n.updated, n.unchanged, n.invalid, n.warnings
      from unnest(p_place, p_selected, p_updated, p_unchanged, p_invalid, p_warnings)
           as n (place, selected, updated, unchanged, invalid, warnings)
    on conflict on constraint rule_counter_pkey do update
       set selected = c.selected + excluded.selected, updated = c.updated + excluded.updated,
           unchanged = c.unchanged + excluded.unchanged, invalid = c.invalid + excluded.invalid,
           warnings = c.warnings + excluded.warnings;
    if cardinality(p_note_place) > 0 then
        insert into "catalog".rule_note as o (execution_id, task_id, place, action, reason, owner, month, first, items, field, examples)
        select p_execution, p_task, n.place, n.action, n.reason, p_owner, p_month, n.first, n.items, n.field,
               string_to_array(n.examples, E'\n')
          from unnest(p_note_place, p_note_action, p_note_reason, p_note_first, p_note_items, p_note_field, p_note_examples)
               as n (place, action, reason, first, items, field, examples)
        on conflict on constraint rule_note_pkey do update
           set items = o.items + excluded.items, examples = (o.examples || excluded.examples)[:10];
    end if;
end
$$;
alter function catalog.add_rule_counters(
    bigint, bigint, text, date, int[], bigint[], bigint[], bigint[], bigint[], bigint[], int[], int[], text[], bigint[], bigint[], text[],
    text[]) owner to chantier_owner;
revoke execute on function catalog.add_rule_counters(
    bigint, bigint, text, date, int[], bigint[], bigint[], bigint[], bigint[], bigint[], int[], int[], text[], bigint[], bigint[], text[],
    text[]) from public;
grant execute on function catalog.add_rule_counters(
    bigint, bigint, text, date, int[], bigint[], bigint[], bigint[], bigint[], bigint[], int[], int[], text[], bigint[], bigint[], text[],
    text[]) to chantier_worker;
comment on function catalog.add_rule_counters(
    bigint, bigint, text, date, int[], bigint[], bigint[], bigint[], bigint[], bigint[], int[], int[], text[], bigint[], bigint[], text[],
    text[]) is 'What a chunk adds to the counters of its rules';
