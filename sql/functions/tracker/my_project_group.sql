-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_project_group: how far the products of the reader's projects are, attribute group by attribute group; those without a required
-- attribute are left out. Whoever only contributes has the groups that they may edit, of products that they may edit.
create or replace view tracker.my_project_group with (security_invoker = true) as
select p.code,
       g.attribute_group,
       g.place,
       sum(g.products_to_do + g.products_in_progress + g.products_done)::bigint as products,
       sum(g.products_to_do)::bigint as products_to_do,
       sum(g.products_in_progress)::bigint as products_in_progress,
       sum(g.products_done)::bigint as products_done
  from tracker.project p
  join tracker.project_group g on g.project_id = p.id
  left join tracker.project_contributor c on c.project_id = p.id and c.person = (select tracker.me())
 where p.owner = (select tracker.me())
    or get_bit(c.edits, g.place) = 1 and (g.editors is null or g.editors && c.user_groups)
 group by p.code, g.attribute_group, g.place
having sum(g.products_to_do + g.products_in_progress + g.products_done) > 0;
alter view tracker.my_project_group owner to chantier_owner;
grant select on tracker.my_project_group to chantier_user;
comment on view tracker.my_project_group is 'How far the products of projects are, attribute group by attribute group';
comment on column tracker.my_project_group.code is 'The project';
comment on column tracker.my_project_group.attribute_group is 'The attribute group';
comment on column tracker.my_project_group.place is 'Its place in the project''s list';
comment on column tracker.my_project_group.products is 'Products with something required in it';
comment on column tracker.my_project_group.products_to_do is 'Of them: nothing of it is filled';
comment on column tracker.my_project_group.products_in_progress is 'Of them: some of it is filled';
comment on column tracker.my_project_group.products_done is 'Of them: all of it is filled';
