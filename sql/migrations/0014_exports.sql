-- SPDX-License-Identifier: Apache-2.0
--
-- 0014: exports. A file carries a checksum. What an export has selected is kept until it ends, so that its tasks can share it,
-- begin again where they stood, and know the place of each record before the first is written.

set local role chantier_owner;

alter table job.artifact
  add column sha256 bytea,
  add constraint artifact_sha256_check check (octet_length(sha256) = 32);
comment on column job.artifact.sha256 is 'SHA-256 of all its bytes, of an output that is complete';
drop function if exists job.complete_artifact(bigint, bigint, bigint);

create table catalog.export_plan (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    item_kind text collate "C" not null,
    met jsonb not null default '{}',
    plan jsonb,
    constraint export_plan_pkey primary key (execution_id, item_kind),
    constraint export_plan_item_kind_check check (item_kind in ('product', 'product_model'))
);
comment on table catalog.export_plan is 'What a running export knows of its items: what it met among them and, once all are selected, its columns and files.';
comment on column catalog.export_plan.execution_id is 'The export.';
comment on column catalog.export_plan.owner is 'Whose execution it is.';
comment on column catalog.export_plan.month is 'First day of the month in which the execution was launched.';
comment on column catalog.export_plan.item_kind is 'product or product_model.';
comment on column catalog.export_plan.met is 'What was met so far: families, links, whether any item has a parent.';
comment on column catalog.export_plan.plan is 'Columns, header and records; null until all items are selected.';

create table catalog.export_page (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    item_kind text collate "C" not null,
    first bigint not null,
    ids bigint[] not null,
    constraint export_page_pkey primary key (execution_id, item_kind, first),
    constraint export_page_item_kind_check check (item_kind in ('product', 'product_model'))
);
comment on table catalog.export_page is 'Ids of the items of a running export, in the order of its records.';
comment on column catalog.export_page.execution_id is 'The export.';
comment on column catalog.export_page.owner is 'Whose execution it is.';
comment on column catalog.export_page.month is 'First day of the month in which the execution was launched.';
comment on column catalog.export_page.item_kind is 'product or product_model.';
comment on column catalog.export_page.first is 'Number of the record of the first of them, from 1.';
comment on column catalog.export_page.ids is 'Ids, ascending.';

create table catalog.export_file (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    ordinal integer not null,
    artifact_id bigint not null,
    records bigint not null,
    size bigint,
    sha256 bytea,
    crc32 bigint,
    packed bigint,
    constraint export_file_pkey primary key (execution_id, ordinal)
);
comment on table catalog.export_file is 'Files of a running export.';
comment on column catalog.export_file.execution_id is 'The export.';
comment on column catalog.export_file.owner is 'Whose execution it is.';
comment on column catalog.export_file.month is 'First day of the month in which the execution was launched.';
comment on column catalog.export_file.ordinal is 'Its place among the files, from 1.';
comment on column catalog.export_file.artifact_id is 'The file itself (job.artifact).';
comment on column catalog.export_file.records is 'How many records it holds.';
comment on column catalog.export_file.size is 'Its bytes; null until it is whole.';
comment on column catalog.export_file.sha256 is 'Its checksum; null until it is whole.';
comment on column catalog.export_file.crc32 is 'Its checksum as archives want it.';
comment on column catalog.export_file.packed is 'Bytes of its entry in the archive, header included; null: there is no archive.';

-- One moment's state, for exports that ask for it.
create table catalog.export_copy (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    item_kind text collate "C" not null,
    item_id bigint not null,
    uuid uuid,
    identifier text collate "C",
    family text collate "C",
    family_variant text collate "C",
    parent text collate "C",
    enabled boolean,
    categories text[] not null,
    groups text[] not null,
    values jsonb not null,
    above jsonb,
    top jsonb,
    constraint export_copy_pkey primary key (execution_id, item_kind, item_id)
);
comment on table catalog.export_copy is 'Items of a running export that shows one moment, as they were then.';
comment on column catalog.export_copy.execution_id is 'The export.';
comment on column catalog.export_copy.owner is 'Whose execution it is.';
comment on column catalog.export_copy.month is 'First day of the month in which the execution was launched.';
comment on column catalog.export_copy.item_kind is 'product or product_model.';
comment on column catalog.export_copy.item_id is 'Id of the product or product model.';
comment on column catalog.export_copy.uuid is 'As in catalog.product.';
comment on column catalog.export_copy.identifier is 'Identifier of a product, code of a product model.';
comment on column catalog.export_copy.family is 'As in catalog.product.';
comment on column catalog.export_copy.family_variant is 'As in catalog.product_model.';
comment on column catalog.export_copy.parent is 'As in catalog.product.';
comment on column catalog.export_copy.enabled is 'As in catalog.product.';
comment on column catalog.export_copy.categories is 'As in catalog.product.';
comment on column catalog.export_copy.groups is 'As in catalog.product.';
comment on column catalog.export_copy.values is 'Values of its own.';
comment on column catalog.export_copy.above is 'Values of the product model of a variant.';
comment on column catalog.export_copy.top is 'Values of the root above that one.';

create table catalog.export_copy_link (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    item_kind text collate "C" not null,
    item_id bigint not null,
    type text collate "C" not null,
    target_kind text collate "C" not null,
    target text collate "C",
    target_uuid uuid,
    quantity integer
);
create index export_copy_link_item_idx on catalog.export_copy_link (execution_id, item_kind, item_id);
comment on table catalog.export_copy_link is 'Links of items of a running export that shows one moment, as they were then.';
comment on column catalog.export_copy_link.execution_id is 'The export.';
comment on column catalog.export_copy_link.owner is 'Whose execution it is.';
comment on column catalog.export_copy_link.month is 'First day of the month in which the execution was launched.';
comment on column catalog.export_copy_link.item_kind is 'product or product_model: where the link starts.';
comment on column catalog.export_copy_link.item_id is 'Id of the product or product model where the link starts.';
comment on column catalog.export_copy_link.type is 'Code of the association type.';
comment on column catalog.export_copy_link.target_kind is 'product, product_model or group: where the link ends.';
comment on column catalog.export_copy_link.target is 'Identifier or code where the link ends; null: that product has none.';
comment on column catalog.export_copy_link.target_uuid is 'Uuid of the product where the link ends.';
comment on column catalog.export_copy_link.quantity is 'How many, for quantified types.';

do $$
declare
    v_table text;
begin
    if exists (select from pg_settings s where s.name = 'default_toast_compression' and 'lz4' = any (s.enumvals)) then
        alter table catalog.export_copy alter column values set compression lz4;
        alter table catalog.export_copy alter column above set compression lz4;
        alter table catalog.export_copy alter column top set compression lz4;
    end if;
    foreach v_table in array array['export_plan', 'export_page', 'export_file', 'export_copy', 'export_copy_link'] loop
        execute format('alter table catalog.%I enable row level security', v_table);
        execute format('alter table catalog.%I force row level security', v_table);
        execute format('create policy worker on catalog.%I to chantier_worker using (true) with check (true)', v_table);
        execute format('create policy definer on catalog.%I to chantier_definer using (true) with check (true)', v_table);
        execute format('grant select, insert, update, delete on catalog.%I to chantier_worker', v_table);
    end loop;
end
$$;

-- Where workers may put the files of exports: an administrator names the directories.
insert into tracker.setting (key, value) values ('export_directories', '[]') on conflict (key) do nothing;

reset role;
