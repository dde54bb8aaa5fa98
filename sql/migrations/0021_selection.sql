-- SPDX-License-Identifier: Apache-2.0
--
-- 0021: what a mass edit has selected: found once, before anything is changed, so that each item is visited once even when the
-- edit changes what the filter looks at.

set local role chantier_owner;

create table catalog.selection_page (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    item_kind text collate "C" not null,
    first bigint not null,
    ids bigint[] not null,
    constraint selection_page_pkey primary key (execution_id, item_kind, first),
    constraint selection_page_item_kind_check check (item_kind in ('product', 'product_model'))
);
comment on table catalog.selection_page is 'Ids of the items that a running mass edit has selected, in the order in which it visits them.';
comment on column catalog.selection_page.execution_id is 'The mass edit.';
comment on column catalog.selection_page.owner is 'Whose execution it is.';
comment on column catalog.selection_page.month is 'First day of the month in which the execution was launched.';
comment on column catalog.selection_page.item_kind is 'product or product_model.';
comment on column catalog.selection_page.first is 'Number of the first of them among the items of their kind, from 0.';
comment on column catalog.selection_page.ids is 'Ids, ascending.';

alter table catalog.selection_page enable row level security;
alter table catalog.selection_page force row level security;
create policy worker on catalog.selection_page to chantier_worker using (true) with check (true);
create policy definer on catalog.selection_page to chantier_definer using (true) with check (true);
grant select, insert, update, delete on catalog.selection_page to chantier_worker;

reset role;
