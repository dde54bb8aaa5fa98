-- SPDX-License-Identifier: Apache-2.0
--
-- 0035: numbers of attribute groups by who may edit the products: what a contributor has of a group is the sum of those that their user
-- groups may edit. Schedules know whether they are of somebody without a role of their own.

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
-- Who is told of a new project, and that one is finished, are two functions now.
drop function if exists tracker.tell_project(int, boolean);

alter table job.schedule add column is_of_web boolean not null default false;
comment on column job.schedule.is_of_web is 'Whether its owner acts through the web''s shared roles and has no role of their own';
-- With a project its schedule goes, and with that what it fired.
grant delete on job.schedule_firing to chantier_worker;

reset role;
