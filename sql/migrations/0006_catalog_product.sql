-- SPDX-License-Identifier: Apache-2.0
--
-- 0006: products and product models, the links between them, and what they were before each change.
--
-- Values are one flat object: the key is the attribute's code with its locale, channel or currency, as in a file's header.
-- Identifiers and codes are kept as they were given and looked up without case by a folded form that the program makes:
-- the database's own lower() depends on the server's locale.

set local role chantier_owner;

create sequence catalog.item_id as bigint cache 1;
comment on sequence catalog.item_id is
    'Ids of products and product models. Taken in blocks by catalog.reserve_ids(), so that an item''s id says where in its file it stood.';

create table catalog.product_model (
    id bigint not null,
    code text collate "C" not null,
    code_key text collate "C" not null,
    family text collate "C" not null,
    family_variant text collate "C" not null,
    parent text collate "C",
    parent_id bigint,
    categories text[] not null default '{}',
    values jsonb not null default '{}',
    axis_key text collate "C",
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint product_model_pkey primary key (id),
    constraint product_model_code_key_key unique (code_key),
    constraint product_model_family_variant_fkey foreign key (family_variant) references catalog.family_variant (code),
    constraint product_model_parent_id_fkey foreign key (parent_id) references catalog.product_model (id),
    constraint product_model_parent_check check ((parent_id is null) = (parent is null) and (parent_id is null) = (axis_key is null)),
    constraint product_model_values_check check (jsonb_typeof(values) = 'object')
);
create unique index product_model_axis_key on catalog.product_model (parent_id, axis_key) where parent_id is not null;
comment on table catalog.product_model is 'A product model: what its variants have in common. A root has no parent; under it stand variants, or sub-models with variants.';
comment on column catalog.product_model.id is 'From the sequence catalog.item_id.';
comment on column catalog.product_model.code is 'Its code as first given; never changes.';
comment on column catalog.product_model.code_key is 'The code folded for look-ups without case.';
comment on column catalog.product_model.family is 'Code of the family of its family variant.';
comment on column catalog.product_model.family_variant is 'Code of its family variant; never changes.';
comment on column catalog.product_model.parent is 'Code of the root above a sub-model.';
comment on column catalog.product_model.parent_id is 'Id of the root above a sub-model.';
comment on column catalog.product_model.categories is 'Sorted codes of its own categories.';
comment on column catalog.product_model.values is 'Values of its own level: key to text, or to an object for a measurement.';
comment on column catalog.product_model.axis_key is 'Values of the axes that tell a sub-model from its siblings, folded; made by the program.';
comment on column catalog.product_model.created_at is 'When it was created.';
comment on column catalog.product_model.updated_at is 'When it was last written.';
comment on index catalog.product_model_axis_key is 'No two sub-models of a root have the same values for all axes.';

-- No foreign key on family: it would lock the family's row once for every product written. Families in use are protected by the job that deletes them.
create table catalog.product (
    id bigint not null,
    uuid uuid not null default gen_random_uuid(),
    identifier text collate "C",
    identifier_key text collate "C",
    family text collate "C",
    parent text collate "C",
    parent_id bigint,
    enabled boolean not null default true,
    categories text[] not null default '{}',
    groups text[] not null default '{}',
    values jsonb not null default '{}',
    axis_key text collate "C",
    created_at timestamptz not null,
    updated_at timestamptz not null,
    constraint product_pkey primary key (id),
    constraint product_uuid_key unique (uuid),
    constraint product_identifier_key_key unique (identifier_key),
    constraint product_parent_id_fkey foreign key (parent_id) references catalog.product_model (id),
    constraint product_identifier_check check ((identifier is null) = (identifier_key is null)),
    constraint product_parent_check check ((parent_id is null) = (parent is null) and (parent_id is null) = (axis_key is null)),
    constraint product_values_check check (jsonb_typeof(values) = 'object')
);
create unique index product_axis_key on catalog.product (parent_id, axis_key) where parent_id is not null;
comment on table catalog.product is 'A product: a simple one, or a variant under a product model.';
comment on column catalog.product.id is 'From the sequence catalog.item_id; the order of exports. A file''s new products have its block''s start plus their record''s number.';
comment on column catalog.product.uuid is 'Version 4; never changes.';
comment on column catalog.product.identifier is 'Its identifier as given; null: it has none.';
comment on column catalog.product.identifier_key is 'The identifier folded for look-ups without case.';
comment on column catalog.product.family is 'Code of its family; null: it has none.';
comment on column catalog.product.parent is 'Code of the product model of a variant.';
comment on column catalog.product.parent_id is 'Id of the product model of a variant.';
comment on column catalog.product.enabled is 'Whether it is offered.';
comment on column catalog.product.categories is 'Sorted codes of its own categories.';
comment on column catalog.product.groups is 'Sorted codes of its groups.';
comment on column catalog.product.values is 'Values of its own: key to text, or to an object for a measurement. A variant''s inherited ones stand on its models.';
comment on column catalog.product.axis_key is 'Values of the axes that tell a variant from its siblings, folded; made by the program.';
comment on column catalog.product.created_at is 'When it was created.';
comment on column catalog.product.updated_at is 'When it was last written.';
comment on index catalog.product_axis_key is 'No two variants of a product model have the same values for all axes.';

create table catalog.unique_value (
    attribute text collate "C" not null,
    value_key text collate "C" not null,
    product_id bigint not null,
    constraint unique_value_pkey primary key (attribute, value_key),
    constraint unique_value_product_id_key unique (product_id, attribute)
);
comment on table catalog.unique_value is 'Values of attributes that no two products may share: the constraint decides between imports that run side by side.';
comment on column catalog.unique_value.attribute is 'Code of the attribute.';
comment on column catalog.unique_value.value_key is 'The value as it is compared; made by the program.';
comment on column catalog.unique_value.product_id is 'The product that has it.';

create table catalog.association (
    owner_kind text collate "C" not null,
    owner_id bigint not null,
    type text collate "C" not null,
    target_kind text collate "C" not null,
    target_id bigint,
    target_group text collate "C",
    quantity integer,
    constraint association_key unique nulls not distinct (owner_kind, owner_id, type, target_kind, target_id, target_group),
    constraint association_type_fkey foreign key (type) references catalog.association_type (code),
    constraint association_owner_kind_check check (owner_kind in ('product', 'product_model')),
    constraint association_target_check check (
        case target_kind
            when 'group' then target_group is not null and target_id is null
            when 'product' then target_id is not null and target_group is null
            when 'product_model' then target_id is not null and target_group is null
            else false
        end),
    constraint association_quantity_check check (quantity > 0)
);
create index association_target_idx on catalog.association (target_id, target_kind) where target_id is not null;
comment on table catalog.association is 'A link from a product or product model to a product, product model or group.';
comment on column catalog.association.owner_kind is 'product or product_model: where the link starts.';
comment on column catalog.association.owner_id is 'Id of the product or product model where the link starts.';
comment on column catalog.association.type is 'Code of the association type.';
comment on column catalog.association.target_kind is 'product, product_model or group: where the link ends.';
comment on column catalog.association.target_id is 'Id of the product or product model where the link ends.';
comment on column catalog.association.target_group is 'Code of the group where the link ends.';
comment on column catalog.association.quantity is 'How many, for quantified types.';

-- What was before each change. It belongs to an execution, so row-level security stands on it.
create table catalog.history (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    item_kind text collate "C" not null,
    created int8multirange,
    item_id bigint,
    before jsonb,
    at timestamptz not null,
    constraint history_item_kind_check check (item_kind in ('product', 'product_model')),
    constraint history_form_check check ((created is null) = (item_id is not null) and (item_id is null) = (before is null))
) partition by range (month);
create index history_execution_id_idx on catalog.history (execution_id);
create index history_item_id_idx on catalog.history (item_id) where item_id is not null;
comment on table catalog.history is 'The before-images of an execution''s changes: one row for all items that a chunk created, one for each item it changed. undo reads it.';
comment on column catalog.history.execution_id is 'The execution that made the change.';
comment on column catalog.history.owner is 'Whose execution it is.';
comment on column catalog.history.month is 'First day of the month in which the execution was launched; the partition.';
comment on column catalog.history.item_kind is 'product or product_model.';
comment on column catalog.history.created is 'Ids of the items that a chunk created.';
comment on column catalog.history.item_id is 'Id of the item that was changed.';
comment on column catalog.history.before is 'The changed fields as they were: "values" holds key to old value, null where there was none; other keys are columns, and "associations".';
comment on column catalog.history.at is 'When the change was made.';

do $$
declare
    v_month date;
    v_now date := date_trunc('month', clock_timestamp() at time zone 'UTC')::date;
begin
    -- lz4 writes and reads values almost twice as fast as pglz; a server may be built without it.
    if exists (select from pg_settings s where s.name = 'default_toast_compression' and 'lz4' = any (s.enumvals)) then
        alter table catalog.product_model alter column values set compression lz4;
        alter table catalog.product alter column values set compression lz4;
        alter table catalog.history alter column before set compression lz4;
    end if;
    create table catalog.history_default partition of catalog.history default;
    for v_month in select (v_now + make_interval(months => n))::date from generate_series(0, 2) as n loop
        execute format(
            'create table catalog.%I partition of catalog.history for values from (%L) to (%L)',
            'history' || to_char(v_month, '"_"YYYY"_"MM'), v_month, (v_month + interval '1 month')::date);
    end loop;
end
$$;

-- Records of an import's file that must wait until all others are written and are then handled in file order:
-- they claim a unique value, an identifier or a combination of axes that another record claims too, or that is still taken.
create table catalog.deferred_record (
    execution_id bigint not null,
    owner text not null,
    month date not null,
    row bigint not null,
    constraint deferred_record_pkey primary key (execution_id, row)
);
comment on table catalog.deferred_record is 'A record of an import''s file that is handled in file order after all others, so that the result does not depend on the number of workers.';
comment on column catalog.deferred_record.execution_id is 'The execution that reads the file.';
comment on column catalog.deferred_record.owner is 'Whose execution it is.';
comment on column catalog.deferred_record.month is 'First day of the month in which the execution was launched.';
comment on column catalog.deferred_record.row is 'Number of the record, 1 for the first after the header.';

-- Partitions too: nothing is granted on them, and queried by their own name they show nothing.
do $$
declare
    v_table text;
begin
    for v_table in
        select c.oid::regclass::text
          from pg_class c
         where c.relnamespace = 'catalog'::regnamespace
           and (c.relname in ('history', 'deferred_record') or c.relispartition and c.relname like 'history%')
           and c.relkind in ('r', 'p')
    loop
        execute format('alter table %s enable row level security', v_table);
        execute format('alter table %s force row level security', v_table);
    end loop;
end
$$;
create policy worker on catalog.history to chantier_worker using (true) with check (true);
create policy definer on catalog.history to chantier_definer using (true) with check (true);
create policy own on catalog.history for select to chantier_user using (owner = (select tracker.me()));
create policy worker on catalog.deferred_record to chantier_worker using (true) with check (true);
create policy definer on catalog.deferred_record to chantier_definer using (true) with check (true);

grant select on catalog.product, catalog.product_model, catalog.association, catalog.unique_value, catalog.history to chantier_user;
grant select, insert, update, delete on catalog.product, catalog.product_model, catalog.association, catalog.unique_value to chantier_worker;
grant select, insert on catalog.history to chantier_worker;
grant select, insert, delete on catalog.deferred_record to chantier_worker;
grant usage, select, update on sequence catalog.item_id to chantier_worker;

reset role;
