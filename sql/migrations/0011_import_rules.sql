-- SPDX-License-Identifier: Apache-2.0
--
-- 0011: people and lists of reference data as files bring them; codes that stay blocked while values of a removed attribute
-- are cleaned; how many warnings of a step are kept.

set local role chantier_owner;

insert into tracker.setting (key, value) values ('keep_warnings', '100000');

create table catalog.reference_data (
  list text collate "C" not null,
  list_key text collate "C" not null,
  code text collate "C" not null,
  code_key text collate "C" not null,
  labels jsonb not null default '{}',
  constraint reference_data_pkey primary key (list_key, code_key)
);
comment on table catalog.reference_data is 'A code of a named list, from which attributes of reference data take their values.';
comment on column catalog.reference_data.list is 'Name of the list, as catalog.attribute.reference_data_name has it.';
comment on column catalog.reference_data.list_key is 'The name folded for look-ups without case.';
comment on column catalog.reference_data.code is 'The code as first spelled.';
comment on column catalog.reference_data.code_key is 'The code folded for look-ups without case.';
comment on column catalog.reference_data.labels is 'Locale to label.';

create table catalog.removed_attribute (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  removed_at timestamptz not null default clock_timestamp(),
  constraint removed_attribute_code_key_key unique (code_key)
);
comment on table catalog.removed_attribute is 'An attribute that was removed and whose values are not cleaned yet; its code is blocked until they are.';
comment on column catalog.removed_attribute.code is 'Its code.';
comment on column catalog.removed_attribute.code_key is 'The code folded for look-ups without case.';
comment on column catalog.removed_attribute.removed_at is 'When it was removed.';

do $$
declare
  v_table text;
begin
  foreach v_table in array array['reference_data', 'removed_attribute'] loop
    execute format(
      'create trigger move_structure_version after insert or update or delete or truncate on catalog.%I '
      'for each statement execute function catalog.move_structure_version()', v_table);
    execute format('grant select on catalog.%I to chantier_user', v_table);
    execute format('grant select, insert, update, delete on catalog.%I to chantier_worker', v_table);
  end loop;
end
$$;

create function catalog.block_removed_attribute() returns trigger
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  insert into catalog.removed_attribute (code, code_key)
  select g.code, g.code_key from gone g
      on conflict (code_key) do nothing;
  return null;
end
$$;
comment on function catalog.block_removed_attribute() is 'Trigger: the code of a removed attribute is blocked until its values are cleaned.';
revoke execute on function catalog.block_removed_attribute() from public;
grant execute on function catalog.block_removed_attribute() to chantier_worker;
create trigger block_removed_attribute after delete on catalog.attribute
  referencing old table as gone for each statement execute function catalog.block_removed_attribute();

-- People: what files say of them. Names, addresses and telephone numbers are nobody's to read but the workers'.
create table catalog.person (
  username text collate "C" primary key,
  username_key text collate "C" not null,
  email text,
  first_name text,
  last_name text,
  name_prefix text,
  middle_name text,
  name_suffix text,
  phone text,
  roles text[] not null default '{}',
  groups text[] not null default '{}',
  enabled boolean not null default true,
  timezone text,
  catalog_default_locale text,
  user_default_locale text,
  catalog_default_scope text,
  default_category_tree text,
  avatar text,
  profile text,
  product_grid_filters text,
  constraint person_username_key_key unique (username_key)
);
comment on table catalog.person is 'A person as files of other systems describe them. It gives no right and is no login: chantier user makes those.';
comment on column catalog.person.username is 'Name as first spelled.';
comment on column catalog.person.username_key is 'The name folded for look-ups without case.';
comment on column catalog.person.email is 'E-mail address.';
comment on column catalog.person.first_name is 'First name.';
comment on column catalog.person.last_name is 'Last name.';
comment on column catalog.person.name_prefix is 'What stands before the name.';
comment on column catalog.person.middle_name is 'Middle name.';
comment on column catalog.person.name_suffix is 'What stands behind the name.';
comment on column catalog.person.phone is 'Telephone number.';
comment on column catalog.person.roles is 'Sorted codes of catalog.user_role.';
comment on column catalog.person.groups is 'Sorted names of catalog.user_group.';
comment on column catalog.person.enabled is 'Whether the other system lets them in.';
comment on column catalog.person.timezone is 'Time zone.';
comment on column catalog.person.catalog_default_locale is 'Locale in which they see the catalogue.';
comment on column catalog.person.user_default_locale is 'Language of their screens.';
comment on column catalog.person.catalog_default_scope is 'Channel for which they see the catalogue.';
comment on column catalog.person.default_category_tree is 'Root category that they see first.';
comment on column catalog.person.avatar is 'Path of their picture.';
comment on column catalog.person.profile is 'What they work as.';
comment on column catalog.person.product_grid_filters is 'Filters that they see first.';
alter table catalog.person enable row level security;
alter table catalog.person force row level security;
create policy worker on catalog.person to chantier_worker using (true) with check (true);
grant select, insert, update, delete on catalog.person to chantier_worker;

reset role;
