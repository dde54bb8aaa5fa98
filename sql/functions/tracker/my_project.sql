-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.my_project: own projects, and those that this person contributes to. The numbers are the owner's over all attribute groups, for
-- the owner; else those of what this person may edit. Read order by due_date, code.
create or replace view tracker.my_project with (security_invoker = true) as
select p.code,
       p.label,
       p.description,
       p.owner,
       p.owner = (select tracker.me()) as is_own,
       p.channel,
       p.locale,
       p.filters,
       p.due_date,
       p.due_date - (tracker._now() at time zone 'UTC')::date as days_left,
       p.created_at,
       p.calculated_at,
       p.updated_at,
       n.products_to_do + n.products_in_progress + n.products_done as products,
       n.products_to_do,
       n.products_in_progress,
       n.products_done,
       coalesce(n.products_to_do * 100 / nullif(n.products_to_do + n.products_in_progress + n.products_done, 0), 0)::int as ratio_to_do,
       coalesce(n.products_in_progress * 100 / nullif(n.products_to_do + n.products_in_progress + n.products_done, 0), 0)::int as ratio_in_progress,
       coalesce(n.products_done * 100 / nullif(n.products_to_do + n.products_in_progress + n.products_done, 0), 0)::int as ratio_done,
       n.products_done > 0 and n.products_to_do + n.products_in_progress = 0 as is_complete,
       tracker._project_url(p.code) as url
  from tracker.project p
  left join tracker.project_contributor c on c.project_id = p.id and c.person = (select tracker.me())
 cross join lateral (
       select case when p.owner = (select tracker.me()) then p.products_to_do else coalesce(c.products_to_do, 0) end as products_to_do,
              case when p.owner = (select tracker.me()) then p.products_in_progress else coalesce(c.products_in_progress, 0) end as products_in_progress,
              case when p.owner = (select tracker.me()) then p.products_done else coalesce(c.products_done, 0) end as products_done) as n;
alter view tracker.my_project owner to chantier_owner;
grant select on tracker.my_project to chantier_user;
comment on view tracker.my_project is 'Own projects, and those that this person contributes to';
comment on column tracker.my_project.code is 'What it is called by';
comment on column tracker.my_project.label is 'What people read';
comment on column tracker.my_project.description is 'What it is about';
comment on column tracker.my_project.owner is 'Who created it';
comment on column tracker.my_project.is_own is 'Whether it is the reader''s';
comment on column tracker.my_project.channel is 'Channel';
comment on column tracker.my_project.locale is 'Locale';
comment on column tracker.my_project.filters is 'Conditions on its products; none: all products';
comment on column tracker.my_project.due_date is 'By when it is to be done';
comment on column tracker.my_project.days_left is 'Days until then; negative: over';
comment on column tracker.my_project.created_at is 'When it was created';
comment on column tracker.my_project.calculated_at is 'When its first calculation ended';
comment on column tracker.my_project.updated_at is 'When its numbers changed last';
comment on column tracker.my_project.products is 'Products in it';
comment on column tracker.my_project.products_to_do is 'Products in which nothing is filled';
comment on column tracker.my_project.products_in_progress is 'Products in which some is filled';
comment on column tracker.my_project.products_done is 'Products in which all is filled';
comment on column tracker.my_project.ratio_to_do is 'Their share in percent, rounded down';
comment on column tracker.my_project.ratio_in_progress is 'Their share in percent, rounded down';
comment on column tracker.my_project.ratio_done is 'Their share in percent, rounded down';
comment on column tracker.my_project.is_complete is 'Whether all is done';
comment on column tracker.my_project.url is 'Its address';
