-- SPDX-License-Identifier: Apache-2.0
--
-- 0035: numbers of attribute groups by who may edit the products: what a contributor has of a group is the sum of those that their user
-- groups may edit.

set local role chantier_owner;

alter table tracker.project_group add column editors text[];
alter table tracker.project_group drop constraint project_group_pkey;
alter table tracker.project_group add constraint project_group_place_key unique nulls not distinct (project_id, place, editors);
comment on table tracker.project_group is 'How far products of a project are in one attribute group, by who may edit them; the group''s numbers are the sums';
comment on column tracker.project_group.editors is 'User groups that may edit these products by their categories; null: everybody';

-- Now the numbers of whoever reads; the file functions/tracker/my_project_group.sql makes it anew.
drop view if exists tracker.my_project_group;
-- What was counted before is counted anew.
update catalog.structure_version set version = version + 1;

reset role;
