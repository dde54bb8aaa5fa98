-- SPDX-License-Identifier: Apache-2.0
--
-- 0020: undo. The history gets an order, a form for deleted items, and what is known of an execution that is gone itself; and a running
-- undo gets the place where it keeps what it has found.

set local role chantier_owner;

-- A clock can be set back; the order in which changes of one item were written cannot.
create sequence catalog.history_place as bigint cache 1;
comment on sequence catalog.history_place is 'The order of changes: of two changes of one item the later one has the higher place.';
alter table catalog.history add column place bigint not null default nextval('catalog.history_place');
comment on column catalog.history.place is 'The order of changes of one item: taken when the item''s row was locked already.';
comment on column catalog.history.before is 'The changed fields as they were: "values" holds key to old value, null where there was none; "associations" holds type and kind of target to [target, quantity]; "unique" the old keys of unique values; other keys are columns. "item": the whole item, for one that was deleted; null: there was none, for one that was made again.';
create index history_created_idx on catalog.history using gist (created) where created is not null;
create index history_deleted_idx on catalog.history
    (lower(coalesce(before #>> '{item,identifier}', before #>> '{item,code}', before #>> '{item,uuid}'))) where before ? 'item';

-- What the history says of executions that are gone: retention may keep the history longer than them.
create table catalog.past_execution (
    execution_id bigint not null,
    public_id uuid not null,
    owner text not null,
    month date not null,
    kind text collate "C" not null,
    job text collate "C" not null,
    constraint past_execution_pkey primary key (execution_id)
);
comment on table catalog.past_execution is 'An execution that is gone while the history still holds what it changed.';
comment on column catalog.past_execution.execution_id is 'Its number.';
comment on column catalog.past_execution.public_id is 'Its public id.';
comment on column catalog.past_execution.owner is 'Whose it was.';
comment on column catalog.past_execution.month is 'First day of the month in which it was launched.';
comment on column catalog.past_execution.kind is 'The kind of its job.';
comment on column catalog.past_execution.job is 'Its job.';

create table catalog.undo_plan (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    target bigint not null,
    target_month date not null,
    first_place bigint not null,
    months date[] not null,
    stage smallint not null default 0,
    constraint undo_plan_pkey primary key (execution_id)
);
comment on table catalog.undo_plan is 'What a running undo has found out.';
comment on column catalog.undo_plan.execution_id is 'The undo.';
comment on column catalog.undo_plan.owner is 'Whose execution it is.';
comment on column catalog.undo_plan.month is 'First day of the month in which the execution was launched.';
comment on column catalog.undo_plan.target is 'The execution that is undone.';
comment on column catalog.undo_plan.target_month is 'First day of the month in which that was launched.';
comment on column catalog.undo_plan.first_place is 'The place of its first change.';
comment on column catalog.undo_plan.months is 'Where in the history what was changed since can stand.';
comment on column catalog.undo_plan.stage is 'The stage at work.';

create table catalog.undo_page (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    stage smallint not null,
    first bigint not null,
    item_kind text collate "C" not null,
    ids bigint[] not null,
    constraint undo_page_pkey primary key (execution_id, stage, first),
    constraint undo_page_item_kind_check check (item_kind in ('product', 'product_model'))
);
comment on table catalog.undo_page is 'Items of a running undo, stage by stage.';
comment on column catalog.undo_page.execution_id is 'The undo.';
comment on column catalog.undo_page.owner is 'Whose execution it is.';
comment on column catalog.undo_page.month is 'First day of the month in which the execution was launched.';
comment on column catalog.undo_page.stage is '1 root models, 2 sub-models, 3 products, 4 new products, 5 what must wait, 6 new sub-models, 7 new roots, 8 what still waits, 9 links.';
comment on column catalog.undo_page.first is 'Number of the first of them within the stage, from 1.';
comment on column catalog.undo_page.item_kind is 'What they are.';
comment on column catalog.undo_page.ids is 'Their ids.';

do $$
declare
    v_table text;
begin
    foreach v_table in array array['past_execution', 'undo_plan', 'undo_page'] loop
        execute format('alter table catalog.%I enable row level security', v_table);
        execute format('alter table catalog.%I force row level security', v_table);
        execute format('create policy worker on catalog.%I to chantier_worker using (true) with check (true)', v_table);
        execute format('create policy definer on catalog.%I to chantier_definer using (true) with check (true)', v_table);
        execute format('grant select, insert, update, delete on catalog.%I to chantier_worker', v_table);
    end loop;
end
$$;
grant usage on sequence catalog.history_place to chantier_worker;
grant select on catalog.history, catalog.past_execution, catalog.product, catalog.product_model, catalog.association to chantier_definer;

-- Its arguments change: it keeps the before-images itself.
drop function if exists catalog.replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], int[]);

reset role;
