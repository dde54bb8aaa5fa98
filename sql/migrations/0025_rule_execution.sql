-- SPDX-License-Identifier: Apache-2.0
--
-- 0025: running rules. What an execution was launched with, what each of its rules has come to, and how many items rules select.

set local role chantier_owner;

-- The rules of an execution as they were when it was launched: editing one meanwhile changes nothing.
create table catalog.execution_rule (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    place int not null,
    code text collate "C" not null,
    priority int not null,
    enabled boolean not null,
    labels jsonb not null,
    definition jsonb not null,
    selected bigint not null default 0,
    updated bigint not null default 0,
    unchanged bigint not null default 0,
    invalid bigint not null default 0,
    warnings bigint not null default 0,
    constraint execution_rule_pkey primary key (execution_id, place)
);
comment on table catalog.execution_rule is 'The rules of an execution as they were when it was launched, and what each came to in the tasks that have ended.';
comment on column catalog.execution_rule.execution_id is 'The execution.';
comment on column catalog.execution_rule.owner is 'Whose execution it is.';
comment on column catalog.execution_rule.month is 'First day of the month in which the execution was launched.';
comment on column catalog.execution_rule.place is 'Its place in the order in which rules run, from 1.';
comment on column catalog.execution_rule.code is 'The code of the rule.';
comment on column catalog.execution_rule.priority is 'Rules of higher priority run earlier; ties run by code.';
comment on column catalog.execution_rule.enabled is 'Whether it may be executed; one that may not was named by the launch.';
comment on column catalog.execution_rule.labels is 'Locale to label.';
comment on column catalog.execution_rule.definition is 'Its conditions and actions.';
comment on column catalog.execution_rule.selected is 'Items that met its conditions; like the counters behind it without what is still counted by task (catalog.rule_counter).';
comment on column catalog.execution_rule.updated is 'Items that it changed, or in a preview would change.';
comment on column catalog.execution_rule.unchanged is 'Items that are as it wants them.';
comment on column catalog.execution_rule.invalid is 'Items of which nothing of it was kept: the result is not allowed.';
comment on column catalog.execution_rule.warnings is 'Warnings about its items.';

-- Counted by task, as everything is: no row is written by two tasks.
create table catalog.rule_counter (
    execution_id bigint not null,
    task_id bigint not null,
    place int not null,
    owner text not null,
    month date not null,
    selected bigint not null,
    updated bigint not null,
    unchanged bigint not null,
    invalid bigint not null,
    warnings bigint not null,
    constraint rule_counter_pkey primary key (execution_id, task_id, place)
) with (fillfactor = 50);
comment on table catalog.rule_counter is 'What the rules of a running execution have come to so far, task by task.';
comment on column catalog.rule_counter.execution_id is 'The execution.';
comment on column catalog.rule_counter.task_id is 'The task.';
comment on column catalog.rule_counter.place is 'The rule: its place in catalog.execution_rule.';
comment on column catalog.rule_counter.owner is 'Whose execution it is.';
comment on column catalog.rule_counter.month is 'First day of the month in which the execution was launched.';
comment on column catalog.rule_counter.selected is 'Items that met its conditions.';
comment on column catalog.rule_counter.updated is 'Items that it changed, or in a preview would change.';
comment on column catalog.rule_counter.unchanged is 'Items that are as it wants them.';
comment on column catalog.rule_counter.invalid is 'Items of which nothing of it was kept.';
comment on column catalog.rule_counter.warnings is 'Warnings about its items.';

-- What becomes one note per rule and action, not one per item.
create table catalog.rule_note (
    execution_id bigint not null,
    task_id bigint not null,
    place int not null,
    action int not null,
    reason text collate "C" not null,
    owner text not null,
    month date not null,
    first bigint not null,
    items bigint not null,
    field text collate "C",
    examples text[] not null,
    constraint rule_note_pkey primary key (execution_id, task_id, place, action, reason)
) with (fillfactor = 70);
comment on table catalog.rule_note is 'Items that an action of a rule left as they were, task by task, until the note about all of them is written.';
comment on column catalog.rule_note.execution_id is 'The execution.';
comment on column catalog.rule_note.task_id is 'The task.';
comment on column catalog.rule_note.place is 'The rule: its place in catalog.execution_rule.';
comment on column catalog.rule_note.action is 'The action, from 1.';
comment on column catalog.rule_note.reason is 'empty_operand or division_by_zero.';
comment on column catalog.rule_note.owner is 'Whose execution it is.';
comment on column catalog.rule_note.month is 'First day of the month in which the execution was launched.';
comment on column catalog.rule_note.first is 'Number of the first of these items: the order of the examples.';
comment on column catalog.rule_note.items is 'How many items.';
comment on column catalog.rule_note.field is 'The field that the action was to set.';
comment on column catalog.rule_note.examples is 'The first of them, ten at most.';

-- A rule finds a variant's model as it was when the rule's turn came, not as all rules have left it.
create table catalog.rule_trail (
    execution_id bigint not null,
    model_id bigint not null,
    owner text not null,
    month date not null,
    changes jsonb not null,
    constraint rule_trail_pkey primary key (execution_id, model_id)
);
comment on table catalog.rule_trail is 'How the rules of a running execution changed product models, rule by rule, for the variants that are still to come.';
comment on column catalog.rule_trail.execution_id is 'The execution.';
comment on column catalog.rule_trail.model_id is 'The product model.';
comment on column catalog.rule_trail.owner is 'Whose execution it is.';
comment on column catalog.rule_trail.month is 'First day of the month in which the execution was launched.';
comment on column catalog.rule_trail.changes is 'A list of [rule, key, value]: rule -1 is what was there before all; value null: none; key "categories": codes with commas.';

-- What each rule would change, for the list of a preview.
create table catalog.rule_change (
    execution_id bigint not null,
    number bigint not null,
    ordinal int not null,
    owner text not null,
    month date not null,
    place int not null,
    item text not null,
    field text collate "C" not null,
    before text,
    after text,
    constraint rule_change_pkey primary key (execution_id, number, ordinal)
);
comment on table catalog.rule_change is 'What the rules of a preview would change, until the list of it is written.';
comment on column catalog.rule_change.execution_id is 'The preview.';
comment on column catalog.rule_change.number is 'Number of the item in the order in which items are visited, from 0.';
comment on column catalog.rule_change.ordinal is 'Which change of the item, from 0; -1: no more are kept from here on.';
comment on column catalog.rule_change.owner is 'Whose execution it is.';
comment on column catalog.rule_change.month is 'First day of the month in which the execution was launched.';
comment on column catalog.rule_change.place is 'The rule: its place in catalog.execution_rule.';
comment on column catalog.rule_change.item is 'Identifier, code or uuid of the item.';
comment on column catalog.rule_change.field is 'The key of the value, or the name of the field.';
comment on column catalog.rule_change.before is 'What is there when the rule''s turn comes; null: nothing.';
comment on column catalog.rule_change.after is 'What would be there; null: nothing.';

create table catalog.rule_impact (
    code text collate "C" not null,
    product_count bigint not null,
    product_model_count bigint not null,
    counted_at timestamptz not null,
    constraint rule_impact_pkey primary key (code)
);
comment on table catalog.rule_impact is 'How many items the conditions of rules select, as counted last.';
comment on column catalog.rule_impact.code is 'The code of the rule.';
comment on column catalog.rule_impact.product_count is 'Products.';
comment on column catalog.rule_impact.product_model_count is 'Product models.';
comment on column catalog.rule_impact.counted_at is 'When.';

do $$
declare
    v_table text;
begin
    foreach v_table in array array['execution_rule', 'rule_counter', 'rule_note', 'rule_trail', 'rule_change'] loop
        execute format('alter table catalog.%I enable row level security', v_table);
        execute format('alter table catalog.%I force row level security', v_table);
        execute format('create policy worker on catalog.%I to chantier_worker using (true) with check (true)', v_table);
        execute format('create policy definer on catalog.%I to chantier_definer using (true) with check (true)', v_table);
        execute format('grant select, insert, update, delete on catalog.%I to chantier_worker', v_table);
    end loop;
    foreach v_table in array array['execution_rule', 'rule_counter'] loop
        execute format('create policy own on catalog.%I for select to chantier_user using (owner = (select tracker.me()))', v_table);
        execute format(
            'create policy by_url on catalog.%I for select to chantier_admin '
            'using (coalesce(execution_id = any ((select tracker._opened())::bigint[]), false))', v_table);
        execute format('grant select on catalog.%I to chantier_user, chantier_definer', v_table);
    end loop;
end
$$;
grant select on catalog.rule_impact to chantier_user;
grant select, insert, update, delete on catalog.rule_impact to chantier_worker;
grant insert on catalog.execution_rule to chantier_definer;
grant select on catalog.rule to chantier_definer;

reset role;
