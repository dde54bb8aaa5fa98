-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.project_products(code, person, attribute group, state, after, limit): the products behind each number of a project, by id, from
-- the one behind p_after on. person: as this contributor has them; null: as the caller's numbers are. attribute group: only this one.
-- state: to_do, in_progress or done; null: all.
-- Caller: who sees the project; a contributor's view is for its owner and for that contributor. Locks: none.
-- Errors: P0002 for a project or contributor that is not there or not to be seen: one answer; 22023 for another state or group.
create or replace function tracker.project_products(
  p_code text, p_person text default null, p_group text default null, p_state text default null, p_after bigint default 0,
  p_limit int default 100
)
returns table (product_id bigint, uuid uuid, identifier text, family text, state text, required int, filled int)
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_me      text := tracker.me();
  v_project tracker.project;
  v_part    tracker.project_contributor;
  v_mask    varbit;
  v_place   int;
begin
  select p.* into v_project from tracker.project p where p.code = lower(p_code);
  if not found then
    raise exception 'no such project' using errcode = 'P0002';
  end if;
  if p_state is not null and p_state not in ('to_do', 'in_progress', 'done') then
    raise exception '"%" is no state of a product: to_do, in_progress or done', p_state using errcode = '22023';
  end if;
  if v_project.width = 0 then
    return;
  end if;
  v_mask := ~ repeat('0', v_project.width)::varbit;
  if p_person is not null or v_project.owner is distinct from v_me then
    select c.* into v_part
      from tracker.project_contributor c
     where c.project_id = v_project.id and c.person = coalesce(p_person, v_me);
    if not found then
      raise exception 'no such contributor' using errcode = 'P0002';
    end if;
    v_mask := v_part.edits;
  end if;
  if p_group is not null then
    select g.place - 1 into v_place
      from unnest(v_project.groups) with ordinality as g(code, place)
     where lower(g.code) = lower(p_group);
    if not found then
      raise exception 'the project has no attribute group "%"', p_group using errcode = '22023';
    end if;
    v_mask := v_mask & set_bit(repeat('0', v_project.width)::varbit, v_place, 1);
  end if;
  return query
  select x.product_id, i.uuid, i.identifier, i.family, x.state, x.required::int, x.filled::int
    from (
      select o.product_id, o.required, o.filled,
             tracker._project_state(o.present, o.begun, o.complete, v_mask) as state
        from tracker.project_product o
       where o.project_id = v_project.id and o.product_id > p_after
         and (v_part.person is null or o.editors is null or o.editors && v_part.user_groups)
         and tracker._project_state(o.present, o.begun, o.complete, v_mask) = any (
               case when p_state is null then array['to_do', 'in_progress', 'done'] else array[p_state] end)
       order by o.product_id
       limit p_limit) as x
    join catalog.product i on i.id = x.product_id
   order by x.product_id;
end $$;
alter function tracker.project_products(text, text, text, text, bigint, int) owner to chantier_owner;
revoke execute on function tracker.project_products(text, text, text, text, bigint, int) from public;
grant execute on function tracker.project_products(text, text, text, text, bigint, int) to chantier_user;
comment on function tracker.project_products(text, text, text, text, bigint, int) is 'The products behind each number of a project';
