-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.set_groups(person, added, removed): puts a person into groups and takes them out of others; removed null: out of all
-- that are not added. Answers the groups the person is in now.
-- Caller: whoever owns the schemas (chantier user). Locks: the new rows.
-- Errors: 22023 for a group that the catalogue does not have; the message names it, the hint lists the known ones.
create or replace function tracker.set_groups(p_person text, p_added text[], p_removed text[]) returns text[]
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_unknown text;
begin
  select n.name into v_unknown
    from unnest(p_added) as n(name)
   where not exists (select from catalog.user_group g where g.name = n.name or g.name_key = lower(n.name))
   limit 1;
  if found then
    raise exception 'unknown group "%"', v_unknown
      using errcode = '22023',
            hint = coalesce(
              (select 'Known: ' || string_agg(g.name, ', ' order by g.name) || '.' from catalog.user_group g),
              'There are none yet: they come with the job csv_user_group_import.');
  end if;
  delete from tracker.person_group p
   where p.person = p_person
     and (p_removed is null or exists (select from unnest(p_removed) as n(name) where lower(p.user_group) = lower(n.name)));
  insert into tracker.person_group (person, user_group)
  select distinct p_person, g.name
    from unnest(p_added) as n(name)
    join catalog.user_group g on g.name = n.name or g.name_key = lower(n.name)
      on conflict (person, user_group) do nothing;
  return array(select p.user_group from tracker.person_group p where p.person = p_person order by p.user_group);
end $$;
alter function tracker.set_groups(text, text[], text[]) owner to chantier_owner;
revoke execute on function tracker.set_groups(text, text[], text[]) from public;
comment on function tracker.set_groups(text, text[], text[]) is 'Puts a person into groups and takes them out of others';
