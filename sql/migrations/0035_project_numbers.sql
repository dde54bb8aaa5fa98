-- SPDX-License-Identifier: Apache-2.0
--
-- 0035: numbers of attribute groups by who may edit the products: what a contributor has of a group is the sum of those that their user
-- groups may edit. Schedules know whether they are of somebody without a role of their own.

set local role chantier_owner;

alter table tracker.project_group add column editors text[];
alter table tracker.project_group drop constraint project_group_pkey;
-- By what the list comes to: the list itself may be longer than an index can hold.
create unique index project_group_place_key on tracker.project_group (project_id, place, hash_array_extended(editors, 0)) nulls not distinct;
comment on table tracker.project_group is 'How far products of a project are in one attribute group, by who may edit them; the group''s numbers are the sums';
comment on column tracker.project_group.editors is 'User groups that may edit these products by their categories; null: everybody';

-- Now the numbers of whoever reads; the file functions/tracker/my_project_group.sql makes it anew.
drop view if exists tracker.my_project_group;
-- Contributors read what they may edit, in whatever way they ask.
alter policy own on tracker.project_group
    using (project_id = any ((select tracker._visible_projects())::int[])
           and (owner = (select tracker.me())
                or exists (select from tracker.project_contributor c
                            where c.project_id = project_group.project_id and c.person = (select tracker.me())
                              and get_bit(c.edits, place) = 1 and (editors is null or editors && c.user_groups))));
-- What was counted before is counted anew, from the states that there are.
alter table tracker.project no force row level security;
update tracker.project set fingerprints = fingerprints || '{"form": 1}' where fingerprints <> '{}';
update catalog.structure_version set version = version + 1;
-- Who is told of a new project, and that one is finished, are two functions now.
drop function if exists tracker.tell_project(int, boolean);

alter table job.schedule add column is_of_web boolean not null default false;
comment on column job.schedule.is_of_web is 'Whether its owner acts through the web''s shared roles and has no role of their own';
alter table job.schedule no force row level security;
update job.schedule s set is_of_web = true where not exists (select from pg_roles r where r.rolname = s.owner);
-- The schedule of a project with a long code has a name of its own now (tracker._project_schedule).
update job.schedule s
   set code = 'project:' || left(p.code, 67) || '-' || md5(p.code)
  from tracker.project p
 where length(p.code) > 100 and s.code = 'project:' || left(p.code, 100) and s.owner = p.owner
   and s.parameters ->> 'project_code' = p.code;
alter table job.schedule force row level security;
alter table tracker.project force row level security;
-- With a project its schedule goes, and with that what it fired.
grant delete on job.schedule_firing to chantier_worker;

reset role;
