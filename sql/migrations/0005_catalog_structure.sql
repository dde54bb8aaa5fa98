-- SPDX-License-Identifier: Apache-2.0
--
-- 0005: schema catalog, the catalogue's structure: what products are made of. Everybody reads it, workers write it.
--
-- Columns are called as in the files. A code is kept as it was first spelled (`code`) and looked up without case by its
-- folded form (`code_key`), which the program makes: the database's own lower() depends on the server's locale.
-- Lists of codes are sorted arrays in stored spelling; labels are one object from locale to text.

create schema if not exists catalog;
alter schema catalog owner to chantier_owner;
comment on schema catalog is 'The product catalogue: structure, product models, products. Readable by everybody, written by workers.';
grant usage on schema catalog to chantier_user, chantier_worker;

set local role chantier_owner;

create table catalog.structure_version (
  only_row boolean primary key default true,
  version bigint not null default 0,
  constraint structure_version_only_row_check check (only_row)
);
comment on table catalog.structure_version is 'One row: a counter that every write to the structure moves, so that workers know when what they have read is old.';
comment on column catalog.structure_version.only_row is 'Always true: the table holds one row.';
comment on column catalog.structure_version.version is 'Number of statements that have written to the structure.';
insert into catalog.structure_version default values;

create function catalog.move_structure_version() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  update catalog.structure_version set version = version + 1;
  return null;
end
$$;
comment on function catalog.move_structure_version() is 'Trigger of every structure table: whoever writes there moves catalog.structure_version in the same transaction.';
revoke execute on function catalog.move_structure_version() from public;
grant execute on function catalog.move_structure_version() to chantier_worker;

create table catalog.currency (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  activated boolean not null,
  constraint currency_code_key_key unique (code_key)
);
comment on table catalog.currency is 'A currency by its ISO code; prices are kept in activated ones.';
comment on column catalog.currency.code is 'Three letters, as in ISO 4217.';
comment on column catalog.currency.code_key is 'The code folded for look-ups without case.';
comment on column catalog.currency.activated is 'Whether prices may be given in this currency.';

create table catalog.locale (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  constraint locale_code_key_key unique (code_key)
);
comment on table catalog.locale is 'A known locale. It is active while a channel uses it (catalog.channel.locales).';
comment on column catalog.locale.code is 'Language and country: en_US.';
comment on column catalog.locale.code_key is 'The code folded for look-ups without case.';

create table catalog.category (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  parent text collate "C",
  labels jsonb not null default '{}',
  constraint category_code_key_key unique (code_key),
  constraint category_parent_fkey foreign key (parent) references catalog.category (code),
  constraint category_parent_check check (parent is distinct from code)
);
create index category_parent_idx on catalog.category (parent);
comment on table catalog.category is 'A category; those without a parent are the roots of the trees.';
comment on column catalog.category.code is 'Its code as first spelled.';
comment on column catalog.category.code_key is 'The code folded for look-ups without case.';
comment on column catalog.category.parent is 'Code of the category above; null for the root of a tree.';
comment on column catalog.category.labels is 'Locale to label.';

create table catalog.channel (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  tree text collate "C" not null,
  locales text[] not null,
  currencies text[] not null,
  conversion_units jsonb not null default '{}',
  labels jsonb not null default '{}',
  constraint channel_code_key_key unique (code_key),
  constraint channel_tree_fkey foreign key (tree) references catalog.category (code),
  constraint channel_locales_check check (cardinality(locales) > 0),
  constraint channel_currencies_check check (cardinality(currencies) > 0)
);
comment on table catalog.channel is 'A channel: the locales, currencies and category tree in which products are offered.';
comment on column catalog.channel.code is 'Its code as first spelled.';
comment on column catalog.channel.code_key is 'The code folded for look-ups without case.';
comment on column catalog.channel.tree is 'Code of the root category.';
comment on column catalog.channel.locales is 'Sorted codes of its locales; these are the active ones.';
comment on column catalog.channel.currencies is 'Sorted codes of its currencies.';
comment on column catalog.channel.conversion_units is 'Attribute to the unit into which exports convert it.';
comment on column catalog.channel.labels is 'Locale to label.';

create table catalog.attribute_group (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  sort_order integer not null default 0,
  given_order integer not null default 0,
  labels jsonb not null default '{}',
  constraint attribute_group_code_key_key unique (code_key),
  constraint attribute_group_sort_order_check check (sort_order >= 0 and given_order >= 0)
);
comment on table catalog.attribute_group is 'A group of attributes, for people to find them; edit rights are given by group.';
comment on column catalog.attribute_group.code is 'Its code as first spelled.';
comment on column catalog.attribute_group.code_key is 'The code folded for look-ups without case.';
comment on column catalog.attribute_group.sort_order is 'Its place among the groups: 0, 1, 2 … after an import.';
comment on column catalog.attribute_group.given_order is 'The sort_order that files give; from it and the code follows sort_order, so that a file loaded again changes nothing.';
comment on column catalog.attribute_group.labels is 'Locale to label.';

create table catalog.attribute (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  type text collate "C" not null,
  "group" text collate "C" not null,
  localizable boolean not null default false,
  scopable boolean not null default false,
  "unique" boolean not null default false,
  useable_as_grid_filter boolean not null default false,
  available_locales text[] not null default '{}',
  sort_order integer not null default 0,
  max_characters integer,
  validation_rule text,
  validation_regexp text,
  wysiwyg_enabled boolean not null default false,
  number_min numeric,
  number_max numeric,
  decimals_allowed boolean not null default false,
  negative_allowed boolean not null default false,
  metric_family text,
  default_metric_unit text,
  date_min date,
  date_max date,
  allowed_extensions text[] not null default '{}',
  max_file_size numeric,
  auto_option_sorting boolean not null default false,
  default_value boolean,
  reference_data_name text,
  minimum_input_length integer not null default 0,
  labels jsonb not null default '{}',
  guidelines jsonb not null default '{}',
  constraint attribute_code_key_key unique (code_key),
  constraint attribute_group_fkey foreign key ("group") references catalog.attribute_group (code),
  constraint attribute_unique_check check (not ("unique" and (localizable or scopable))),
  constraint attribute_number_check check (number_min < number_max),
  constraint attribute_date_check check (date_min < date_max)
);
create index attribute_group_idx on catalog.attribute ("group");
comment on table catalog.attribute is 'An attribute: a property that products have values for.';
comment on column catalog.attribute.code is 'Its code as first spelled; the beginning of the keys of its values.';
comment on column catalog.attribute.code_key is 'The code folded for look-ups without case.';
comment on column catalog.attribute.type is 'What its values are: pim_catalog_text, pim_catalog_number …';
comment on column catalog.attribute."group" is 'Code of its attribute group.';
comment on column catalog.attribute.localizable is 'Whether there is a value for each locale.';
comment on column catalog.attribute.scopable is 'Whether there is a value for each channel.';
comment on column catalog.attribute."unique" is 'Whether no two products may have the same value.';
comment on column catalog.attribute.useable_as_grid_filter is 'Whether it is offered as a filter in lists.';
comment on column catalog.attribute.available_locales is 'Locales it is limited to; empty: all.';
comment on column catalog.attribute.sort_order is 'Its place in its group.';
comment on column catalog.attribute.max_characters is 'Longest text allowed; null: as long as the type allows.';
comment on column catalog.attribute.validation_rule is 'email, url or regexp.';
comment on column catalog.attribute.validation_regexp is 'The pattern, with its delimiters, when the rule is regexp.';
comment on column catalog.attribute.wysiwyg_enabled is 'Whether the text is edited as HTML.';
comment on column catalog.attribute.number_min is 'Smallest amount allowed, itself included.';
comment on column catalog.attribute.number_max is 'Largest amount allowed, itself included.';
comment on column catalog.attribute.decimals_allowed is 'Whether amounts may have decimals.';
comment on column catalog.attribute.negative_allowed is 'Whether amounts may be below 0.';
comment on column catalog.attribute.metric_family is 'Family of its units: Weight, Length …';
comment on column catalog.attribute.default_metric_unit is 'Unit offered first.';
comment on column catalog.attribute.date_min is 'Earliest day allowed.';
comment on column catalog.attribute.date_max is 'Latest day allowed.';
comment on column catalog.attribute.allowed_extensions is 'File name extensions allowed, in lower case; empty: all.';
comment on column catalog.attribute.max_file_size is 'Largest file allowed, in MB.';
comment on column catalog.attribute.auto_option_sorting is 'Whether its options are shown sorted by code.';
comment on column catalog.attribute.default_value is 'Value that new products get (boolean attributes).';
comment on column catalog.attribute.reference_data_name is 'The list that its codes come from (reference data).';
comment on column catalog.attribute.minimum_input_length is 'Characters to type before options are searched.';
comment on column catalog.attribute.labels is 'Locale to label.';
comment on column catalog.attribute.guidelines is 'Locale to a text of help for editors.';

create table catalog.attribute_option (
  attribute text collate "C" not null,
  code text collate "C" not null,
  code_key text collate "C" not null,
  sort_order integer not null default 0,
  labels jsonb not null default '{}',
  primary key (attribute, code_key),
  constraint attribute_option_attribute_fkey foreign key (attribute) references catalog.attribute (code)
);
comment on table catalog.attribute_option is 'An option of a select attribute.';
comment on column catalog.attribute_option.attribute is 'Code of the attribute.';
comment on column catalog.attribute_option.code is 'Its code as first spelled.';
comment on column catalog.attribute_option.code_key is 'The code folded for look-ups without case.';
comment on column catalog.attribute_option.sort_order is 'Its place among the options.';
comment on column catalog.attribute_option.labels is 'Locale to label.';

create table catalog.family (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  attributes text[] not null,
  attribute_as_label text collate "C",
  attribute_as_image text collate "C",
  requirements jsonb not null default '{}',
  labels jsonb not null default '{}',
  constraint family_code_key_key unique (code_key),
  constraint family_attribute_as_label_fkey foreign key (attribute_as_label) references catalog.attribute (code),
  constraint family_attribute_as_image_fkey foreign key (attribute_as_image) references catalog.attribute (code)
);
comment on table catalog.family is 'A family: the attributes that its products have, and which of them must be filled.';
comment on column catalog.family.code is 'Its code as first spelled.';
comment on column catalog.family.code_key is 'The code folded for look-ups without case.';
comment on column catalog.family.attributes is 'Sorted codes of its attributes; the identifier is always one.';
comment on column catalog.family.attribute_as_label is 'Attribute shown as a product''s name.';
comment on column catalog.family.attribute_as_image is 'Attribute shown as a product''s picture.';
comment on column catalog.family.requirements is 'Channel to the sorted codes of the attributes that must be filled there; the identifier always is.';
comment on column catalog.family.labels is 'Locale to label.';

create table catalog.family_variant (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  family text collate "C" not null,
  variant_axes_1 text[] not null,
  variant_axes_2 text[] not null default '{}',
  variant_attributes_1 text[] not null,
  variant_attributes_2 text[] not null default '{}',
  labels jsonb not null default '{}',
  constraint family_variant_code_key_key unique (code_key),
  constraint family_variant_family_fkey foreign key (family) references catalog.family (code),
  constraint family_variant_axes_check check (cardinality(variant_axes_1) between 1 and 5 and cardinality(variant_axes_2) <= 5)
);
create index family_variant_family_idx on catalog.family_variant (family);
comment on table catalog.family_variant is 'How a family''s products vary: which attributes each level of variants has, and by which they differ.';
comment on column catalog.family_variant.code is 'Its code as first spelled.';
comment on column catalog.family_variant.code_key is 'The code folded for look-ups without case.';
comment on column catalog.family_variant.family is 'Code of the family.';
comment on column catalog.family_variant.variant_axes_1 is 'Attributes by which the first level differs; never change.';
comment on column catalog.family_variant.variant_axes_2 is 'Attributes by which the second level differs; empty: there is one level.';
comment on column catalog.family_variant.variant_attributes_1 is 'Sorted codes of the attributes of the first level, axes included.';
comment on column catalog.family_variant.variant_attributes_2 is 'Sorted codes of the attributes of the second level, axes included.';
comment on column catalog.family_variant.labels is 'Locale to label.';

create table catalog.association_type (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  is_two_way boolean not null default false,
  is_quantified boolean not null default false,
  labels jsonb not null default '{}',
  constraint association_type_code_key_key unique (code_key),
  constraint association_type_form_check check (not (is_two_way and is_quantified))
);
comment on table catalog.association_type is 'A kind of link between products.';
comment on column catalog.association_type.code is 'Its code as first spelled.';
comment on column catalog.association_type.code_key is 'The code folded for look-ups without case.';
comment on column catalog.association_type.is_two_way is 'Whether a link holds in both directions.';
comment on column catalog.association_type.is_quantified is 'Whether a link has a quantity.';
comment on column catalog.association_type.labels is 'Locale to label.';

create table catalog.group_type (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  labels jsonb not null default '{}',
  constraint group_type_code_key_key unique (code_key)
);
comment on table catalog.group_type is 'A kind of product group.';
comment on column catalog.group_type.code is 'Its code as first spelled.';
comment on column catalog.group_type.code_key is 'The code folded for look-ups without case.';
comment on column catalog.group_type.labels is 'Locale to label.';

create table catalog."group" (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  type text collate "C" not null,
  labels jsonb not null default '{}',
  constraint group_code_key_key unique (code_key),
  constraint group_type_fkey foreign key (type) references catalog.group_type (code)
);
comment on table catalog."group" is 'A group of products.';
comment on column catalog."group".code is 'Its code as first spelled.';
comment on column catalog."group".code_key is 'The code folded for look-ups without case.';
comment on column catalog."group".type is 'Code of its group type; never changes.';
comment on column catalog."group".labels is 'Locale to label.';

create table catalog.user_group (
  name text collate "C" primary key,
  name_key text collate "C" not null,
  constraint user_group_name_key_key unique (name_key)
);
comment on table catalog.user_group is 'A group of people, to whom edit rights are given.';
comment on column catalog.user_group.name is 'Its name as first spelled.';
comment on column catalog.user_group.name_key is 'The name folded for look-ups without case.';

create table catalog.user_role (
  role text collate "C" primary key,
  role_key text collate "C" not null,
  label text,
  permissions text[] not null default '{}',
  constraint user_role_role_key_key unique (role_key)
);
comment on table catalog.user_role is 'A role of people, as files of other systems name them.';
comment on column catalog.user_role.role is 'Its code as first spelled.';
comment on column catalog.user_role.role_key is 'The code folded for look-ups without case.';
comment on column catalog.user_role.label is 'Its name for people.';
comment on column catalog.user_role.permissions is 'Sorted codes of what it allows.';

-- Records of an import's file that a later record of the same key replaces: found by the scan, passed over by the import.
-- They belong to an execution, so row-level security stands on them; only workers read and write them.
create table catalog.superseded_record (
  execution_id bigint not null,
  owner text not null,
  month date not null,
  row bigint not null,
  later_row bigint not null,
  constraint superseded_record_pkey primary key (execution_id, row, month),
  constraint superseded_record_later_row_check check (later_row > row)
) partition by range (month);
comment on table catalog.superseded_record is 'A record of an import''s file that is not applied, because a later record of the file has the same key.';
comment on column catalog.superseded_record.execution_id is 'The execution that reads the file.';
comment on column catalog.superseded_record.owner is 'Whose execution it is.';
comment on column catalog.superseded_record.month is 'First day of the month in which the execution was launched; the partition.';
comment on column catalog.superseded_record.row is 'Number of the record, 1 for the first after the header.';
comment on column catalog.superseded_record.later_row is 'Number of the last record with the same key: the one that counts.';
do $$
declare
  v_month date;
  v_table text;
  v_now   date := date_trunc('month', clock_timestamp() at time zone 'UTC')::date;
begin
  create table catalog.superseded_record_default partition of catalog.superseded_record default;
  for v_month in select (v_now + make_interval(months => n))::date from generate_series(0, 2) as n loop
    execute format(
      'create table catalog.%I partition of catalog.superseded_record for values from (%L) to (%L)',
      'superseded_record' || to_char(v_month, '"_"YYYY"_"MM'), v_month, (v_month + interval '1 month')::date);
  end loop;
  -- Partitions too: nothing is granted on them, and queried by their own name they show nothing.
  for v_table in
    select c.oid::regclass::text
      from pg_catalog.pg_class c
     where c.relnamespace = 'catalog'::regnamespace and c.relname like 'superseded_record%' and c.relkind in ('r', 'p')
  loop
    execute format('alter table %s enable row level security', v_table);
    execute format('alter table %s force row level security', v_table);
  end loop;
end
$$;
create policy worker on catalog.superseded_record to chantier_worker using (true) with check (true);
grant select, insert, delete on catalog.superseded_record to chantier_worker;

-- Every table of the structure: moved version, rights.
do $$
declare
  v_table text;
begin
  foreach v_table in array array[
    'currency', 'locale', 'category', 'channel', 'attribute_group', 'attribute', 'attribute_option', 'family',
    'family_variant', 'association_type', 'group_type', 'group', 'user_group', 'user_role']
  loop
    execute format(
      'create trigger move_structure_version after insert or update or delete or truncate on catalog.%I '
      'for each statement execute function catalog.move_structure_version()', v_table);
    execute format('grant select on catalog.%I to chantier_user', v_table);
    execute format('grant select, insert, update, delete on catalog.%I to chantier_worker', v_table);
  end loop;
end
$$;
grant select on catalog.structure_version to chantier_user;
grant select, update on catalog.structure_version to chantier_worker;

reset role;
