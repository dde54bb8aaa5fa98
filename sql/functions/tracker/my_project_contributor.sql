-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_project_contributor: who contributes to own projects, and this person's own part of others': how far their products are in
-- the attribute groups that they may edit.
create or replace view tracker.my_project_contributor with (security_invoker = true) as
select p.code,
       c.person,
       c.products_to_do + c.products_in_progress + c.products_done as products,
       c.products_to_do,
       c.products_in_progress,
       c.products_done,
       c.user_groups
  from tracker.project_contributor c
  join tracker.project p on p.id = c.project_id
 where c.products_to_do + c.products_in_progress + c.products_done > 0;
alter view tracker.my_project_contributor owner to chantier_owner;
grant select on tracker.my_project_contributor to chantier_user;
comment on view tracker.my_project_contributor is 'Who contributes to own projects, and how far their products are';
comment on column tracker.my_project_contributor.code is 'The project';
comment on column tracker.my_project_contributor.person is 'Who contributes';
comment on column tracker.my_project_contributor.products is 'Products with something that they may fill';
comment on column tracker.my_project_contributor.products_to_do is 'Of them: nothing of it is filled';
comment on column tracker.my_project_contributor.products_in_progress is 'Of them: some of it is filled';
comment on column tracker.my_project_contributor.products_done is 'Of them: all of it is filled';
comment on column tracker.my_project_contributor.user_groups is 'Their user groups';
