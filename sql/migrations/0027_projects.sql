-- SPDX-License-Identifier: Apache-2.0
--
-- 0027: projects: rights of user groups to attribute groups, categories and locales; projects, what is calculated of them, what changed
-- since, and who was told of what.

set local role chantier_owner;

-- Rights -------------------------------------------------------------------------------------------------------------------------
-- Part of the structure: read by everybody, written by imports. An object without a row may be edited by everybody.
create table catalog.attribute_group_access (
    attribute_group text collate "C" not null,
    code_key text collate "C" not null,
    view_attributes text[] not null default '{}',
    edit_attributes text[] not null default '{}',
    constraint attribute_group_access_pkey primary key (attribute_group),
    constraint attribute_group_access_code_key_key unique (code_key),
    constraint attribute_group_access_attribute_group_fkey foreign key (attribute_group)
        references catalog.attribute_group (code) on delete cascade
);
comment on table catalog.attribute_group_access is 'Which user groups may see and edit the attributes of a group. Without a row everybody may.';
comment on column catalog.attribute_group_access.attribute_group is 'Code of the attribute group.';
comment on column catalog.attribute_group_access.code_key is 'The code folded for look-ups without case.';
comment on column catalog.attribute_group_access.view_attributes is 'Sorted names of the user groups that may see them.';
comment on column catalog.attribute_group_access.edit_attributes is 'Sorted names of the user groups that may edit them; they may see them, too.';

create table catalog.locale_access (
    locale text collate "C" not null,
    code_key text collate "C" not null,
    view_products text[] not null default '{}',
    edit_products text[] not null default '{}',
    constraint locale_access_pkey primary key (locale),
    constraint locale_access_code_key_key unique (code_key),
    constraint locale_access_locale_fkey foreign key (locale) references catalog.locale (code) on delete cascade
);
comment on table catalog.locale_access is 'Which user groups may see and edit products in a locale. Without a row everybody may.';
comment on column catalog.locale_access.locale is 'Code of the locale.';
comment on column catalog.locale_access.code_key is 'The code folded for look-ups without case.';
comment on column catalog.locale_access.view_products is 'Sorted names of the user groups that may see products in it.';
comment on column catalog.locale_access.edit_products is 'Sorted names of the user groups that may edit products in it; they may see them, too.';

create table catalog.category_access (
    category text collate "C" not null,
    code_key text collate "C" not null,
    view_items text[] not null default '{}',
    edit_items text[] not null default '{}',
    own_items text[] not null default '{}',
    constraint category_access_pkey primary key (category),
    constraint category_access_code_key_key unique (code_key),
    constraint category_access_category_fkey foreign key (category) references catalog.category (code) on delete cascade
);
comment on table catalog.category_access is 'Which user groups may see, edit and own the products of a category. Without a row everybody may.';
comment on column catalog.category_access.category is 'Code of the category.';
comment on column catalog.category_access.code_key is 'The code folded for look-ups without case.';
comment on column catalog.category_access.view_items is 'Sorted names of the user groups that may see them.';
comment on column catalog.category_access.edit_items is 'Sorted names of the user groups that may edit them; they may see them, too.';
comment on column catalog.category_access.own_items is 'Sorted names of the user groups that own them; they may edit them, too.';

grant select on catalog.attribute_group_access, catalog.locale_access, catalog.category_access to chantier_user, chantier_definer;
grant select, insert, update, delete on catalog.attribute_group_access, catalog.locale_access, catalog.category_access to chantier_worker;
grant select on catalog.attribute_group, catalog.structure_version to chantier_definer;
do $$
declare
    v_table text;
begin
    -- People and their groups, too: who contributes to projects follows from them.
    foreach v_table in array array['catalog.attribute_group_access', 'catalog.locale_access', 'catalog.category_access',
                                   'catalog.person', 'tracker.person_group'] loop
        execute format(
          'create trigger move_structure_version after insert or update or delete or truncate on %s '
          'for each statement execute function catalog.move_structure_version()', v_table);
    end loop;
end
$$;

-- Projects -----------------------------------------------------------------------------------------------------------------------
create table tracker.project (
    id int generated always as identity,
    width int not null default 0,
    structure_version bigint,
    products bigint not null default 0,
    products_to_do bigint not null default 0,
    products_in_progress bigint not null default 0,
    products_done bigint not null default 0,
    due_date date,
    created_at timestamptz not null,
    calculated_at timestamptz,
    updated_at timestamptz,
    owner text not null,
    code text collate "C" not null,
    label text not null,
    description text,
    channel text collate "C" not null,
    locale text collate "C" not null,
    filters jsonb not null default '[]',
    groups text[] not null default '{}',
    fingerprints jsonb not null default '{}',
    constraint project_pkey primary key (id),
    constraint project_code_key unique (code),
    constraint project_label_check check (label <> '' and length(label) <= 255),
    constraint project_filters_check check (jsonb_typeof(filters) = 'array')
);
create index project_owner_idx on tracker.project (owner);
create index project_due_date_idx on tracker.project (due_date) where due_date is not null;
comment on table tracker.project is 'A project: products to be completed in one channel and one locale. Its owner sees it, and whoever contributes to it once it is calculated';
comment on column tracker.project.id is 'Number';
comment on column tracker.project.width is 'Bits of the states in project_product; 0: not calculated yet';
comment on column tracker.project.structure_version is 'Version of the catalogue''s structure that its states follow';
comment on column tracker.project.products is 'Products that it comes to: those of its filters with something required';
comment on column tracker.project.products_to_do is 'Of them: nothing is filled';
comment on column tracker.project.products_in_progress is 'Of them: some is filled';
comment on column tracker.project.products_done is 'Of them: all is filled';
comment on column tracker.project.due_date is 'By when it is to be done';
comment on column tracker.project.created_at is 'When it was created';
comment on column tracker.project.calculated_at is 'When its first calculation ended; null: only its owner sees it';
comment on column tracker.project.updated_at is 'When its numbers changed last';
comment on column tracker.project.owner is 'Who created it; alone changes and deletes it';
comment on column tracker.project.code is 'What it is called by; made from the label';
comment on column tracker.project.label is 'What people read';
comment on column tracker.project.description is 'What it is about';
comment on column tracker.project.channel is 'Code of the channel; never changes';
comment on column tracker.project.locale is 'Code of the locale; never changes';
comment on column tracker.project.filters is 'Conditions on products; none: all products; never changes';
comment on column tracker.project.groups is 'Codes of the attribute groups; the place of one is its bit in states and rights';
comment on column tracker.project.fingerprints is 'What the states follow from, so that a change of it is seen';

-- One narrow row a product: three bits a group.
create table tracker.project_product (
    project_id int not null,
    product_id bigint not null,
    required smallint not null,
    filled smallint not null,
    present varbit not null,
    begun varbit not null,
    complete varbit not null,
    editors text[],
    constraint project_product_pkey primary key (project_id, product_id)
);
comment on table tracker.project_product is 'How far a product of a project is, attribute group by attribute group';
comment on column tracker.project_product.project_id is 'tracker.project';
comment on column tracker.project_product.product_id is 'catalog.product';
comment on column tracker.project_product.required is 'Attributes required, the identifier aside';
comment on column tracker.project_product.filled is 'Of them: filled';
comment on column tracker.project_product.present is 'Bit by bit: the group has a required attribute';
comment on column tracker.project_product.begun is 'Bit by bit: one of the group''s is filled';
comment on column tracker.project_product.complete is 'Bit by bit: all of the group''s are filled';
comment on column tracker.project_product.editors is 'User groups that may edit it by its categories; null: everybody';

create table tracker.project_contributor (
    project_id int not null,
    products_to_do bigint not null default 0,
    products_in_progress bigint not null default 0,
    products_done bigint not null default 0,
    owner text not null,
    person text not null,
    edits varbit not null,
    user_groups text[] not null,
    constraint project_contributor_pkey primary key (project_id, person)
);
create index project_contributor_person_idx on tracker.project_contributor (person);
comment on table tracker.project_contributor is 'Somebody who may edit attributes of a project, and how far their products are; no contributor while they have none';
comment on column tracker.project_contributor.project_id is 'tracker.project';
comment on column tracker.project_contributor.products_to_do is 'Products in which nothing of theirs is filled';
comment on column tracker.project_contributor.products_in_progress is 'Products in which some of theirs is filled';
comment on column tracker.project_contributor.products_done is 'Products in which all of theirs is filled';
comment on column tracker.project_contributor.owner is 'Whose project it is';
comment on column tracker.project_contributor.person is 'Who contributes';
comment on column tracker.project_contributor.edits is 'Bit by bit: the attribute groups that they may edit';
comment on column tracker.project_contributor.user_groups is 'Their user groups';

create table tracker.project_group (
    project_id int not null,
    place int not null,
    products_to_do bigint not null default 0,
    products_in_progress bigint not null default 0,
    products_done bigint not null default 0,
    owner text not null,
    attribute_group text collate "C" not null,
    constraint project_group_pkey primary key (project_id, place)
);
comment on table tracker.project_group is 'How far the products of a project are in one attribute group';
comment on column tracker.project_group.project_id is 'tracker.project';
comment on column tracker.project_group.place is 'Its bit, from 0';
comment on column tracker.project_group.products_to_do is 'Products in which nothing of it is filled';
comment on column tracker.project_group.products_in_progress is 'Products in which some of it is filled';
comment on column tracker.project_group.products_done is 'Products in which all of it is filled';
comment on column tracker.project_group.owner is 'Whose project it is';
comment on column tracker.project_group.attribute_group is 'Code of the attribute group';

create table tracker.project_change (
    id bigint generated always as identity,
    project_id int,
    are_models boolean not null default false,
    ids bigint[] not null default '{}',
    created int8multirange,
    constraint project_change_pkey primary key (id)
);
comment on table tracker.project_change is 'Products that may count differently since: written in the transaction that changed them, taken by the refresh';
comment on column tracker.project_change.id is 'Number; older first';
comment on column tracker.project_change.project_id is 'Only for this project; null: for all';
comment on column tracker.project_change.are_models is 'Whether they are product models, whose variants are meant';
comment on column tracker.project_change.ids is 'Their ids';
comment on column tracker.project_change.created is 'Ranges of ids, besides';

create table tracker.project_notice (
    project_id int not null,
    person text not null,
    event text not null,
    constraint project_notice_pkey primary key (project_id, person, event),
    constraint project_notice_event_check check (event in ('created', 'due_7', 'due_3', 'due_1', 'finished'))
);
comment on table tracker.project_notice is 'Who was told of what: the key lets nobody be told twice';
comment on column tracker.project_notice.project_id is 'tracker.project';
comment on column tracker.project_notice.person is 'Who was told';
comment on column tracker.project_notice.event is 'Of what: created, due_7, due_3, due_1 (days), finished';

-- A notification about a project has no execution.
alter table tracker.notification alter column execution_id drop not null;
alter table tracker.notification add column project text, add column due_date date;
alter table tracker.notification add constraint notification_about_check check ((execution_id is null) = (project is not null));
comment on column tracker.notification.project is 'Code of the project that it is about; null: an execution';
comment on column tracker.notification.due_date is 'When that project is due';

-- The policies call this; the file functions/tracker/_visible_projects.sql says more and is the living text.
create function tracker._visible_projects() returns int[] language sql stable
  set search_path = pg_catalog, pg_temp
as $$ select '{}'::int[] $$;
revoke execute on function tracker._visible_projects() from public;
grant execute on function tracker._visible_projects() to chantier_user;
comment on function tracker._visible_projects() is 'Projects that this person sees';

do $$
declare
    v_table text;
begin
    foreach v_table in array array['project', 'project_product', 'project_contributor', 'project_group', 'project_change', 'project_notice'] loop
        execute format('alter table tracker.%I enable row level security', v_table);
        execute format('alter table tracker.%I force row level security', v_table);
        execute format('create policy worker on tracker.%I to chantier_worker using (true) with check (true)', v_table);
        execute format('create policy definer on tracker.%I to chantier_definer using (true) with check (true)', v_table);
        execute format('grant select, insert, update, delete on tracker.%I to chantier_worker, chantier_definer', v_table);
    end loop;
end
$$;
grant select on tracker.project, tracker.project_product, tracker.project_contributor, tracker.project_group to chantier_user;
create policy own on tracker.project for select to chantier_user
    using (owner = (select tracker.me())
           or calculated_at is not null
              and exists (select from tracker.project_contributor c
                           where c.project_id = id and c.person = (select tracker.me())
                             and c.products_to_do + c.products_in_progress + c.products_done > 0));
create policy own on tracker.project_contributor for select to chantier_user
    using (person = (select tracker.me()) or owner = (select tracker.me()));
create policy own on tracker.project_group for select to chantier_user
    using (project_id = any ((select tracker._visible_projects())::int[]));
create policy own on tracker.project_product for select to chantier_user
    using (project_id = any ((select tracker._visible_projects())::int[]));

reset role;
