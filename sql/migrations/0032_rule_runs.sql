-- SPDX-License-Identifier: Apache-2.0
--
-- What is asked of a rule while it runs is asked for one rule of all tasks: its place stands before the task in the key.

set local role chantier_owner;

alter table catalog.rule_counter
    drop constraint rule_counter_pkey,
    add constraint rule_counter_pkey primary key (execution_id, place, task_id);

-- What an import has touched is read in pages now.
drop function if exists catalog.touched_items(bigint, date, text);

reset role;
