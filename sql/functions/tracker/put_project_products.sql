-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.put_project_products(project, first, end, looked at, ids, states, …): writes how far products are, those that differ. The products
-- looked at are all from first up to, not including, end, or, where p_looked_at is given, those; the ones among them that are not in p_ids
-- leave the project. p_states: which of the states that follow each product has, from 1; a state is required, filled, the three bit
-- strings in hexadecimal (x0f), and the user groups that may edit, a JSON array or null.
-- Rows, with p_counts: how many products went from which state to which; the state before is null for products that are new, the one after
-- for those that left. What is summed follows from it.
-- Caller: a chunk of the calculation, or the refresh, which has locked the project's row. Locks: the rows that change.
create or replace function tracker.put_project_products(
  p_project int, p_first bigint, p_end bigint, p_looked_at bigint[], p_ids bigint[], p_states int[], p_required int[], p_filled int[],
  p_present text[], p_begun text[], p_complete text[], p_editors jsonb[], p_counts boolean
)
returns table (
  old_present varbit, old_begun varbit, old_complete varbit, old_editors text[],
  new_present varbit, new_begun varbit, new_complete varbit, new_editors text[], products bigint
)
language sql
set search_path = pg_catalog, pg_temp
-- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
set enable_seqscan = off
as $$
  with state as materialized (
    select s.place, s.required::smallint, s.filled::smallint, s.present::varbit, s.begun::varbit, s.complete::varbit,
           case when s.editors <> 'null' then array(select e.value from jsonb_array_elements_text(s.editors) as e) end as editors
      from unnest(p_required, p_filled, p_present, p_begun, p_complete, p_editors)
           with ordinality as s(required, filled, present, begun, complete, editors, place)
  ), wanted as materialized (
    select u.id, s.required, s.filled, s.present, s.begun, s.complete, s.editors
      from unnest(p_ids, p_states) as u(id, state)
      join state s on s.place = u.state
  ), stored as materialized (
    select x.* from tracker.project_product x
     where p_looked_at is null and x.project_id = p_project and x.product_id >= p_first and x.product_id < p_end
    union all
    select x.* from tracker.project_product x where x.project_id = p_project and x.product_id = any (p_looked_at)
  ), changed as materialized (
    select coalesce(w.id, o.product_id) as id, w.id is not null as stays,
           w.required, w.filled, w.present, w.begun, w.complete, w.editors,
           o.present as old_present, o.begun as old_begun, o.complete as old_complete, o.editors as old_editors
      from wanted w
      full join stored o on o.product_id = w.id
     where (w.required, w.filled, w.present, w.begun, w.complete, w.editors)
           is distinct from (o.required, o.filled, o.present, o.begun, o.complete, o.editors)
  ), gone as (
    delete from tracker.project_product x
     using changed c
     where not c.stays and x.project_id = p_project and x.product_id = c.id
  ), put as (
    insert into tracker.project_product as x (project_id, product_id, required, filled, present, begun, complete, editors)
    select p_project, c.id, c.required, c.filled, c.present, c.begun, c.complete, c.editors
      from changed c
     where c.stays
     order by c.id
    on conflict (project_id, product_id) do update
      set required = excluded.required, filled = excluded.filled, present = excluded.present, begun = excluded.begun,
          complete = excluded.complete, editors = excluded.editors
  )
  select c.old_present, c.old_begun, c.old_complete, c.old_editors, c.present, c.begun, c.complete, c.editors, count(*)
    from changed c
   where p_counts
   group by 1, 2, 3, 4, 5, 6, 7, 8
$$;
alter function tracker.put_project_products(int, bigint, bigint, bigint[], bigint[], int[], int[], int[], text[], text[], text[], jsonb[], boolean) owner to chantier_owner;
revoke execute on function tracker.put_project_products(int, bigint, bigint, bigint[], bigint[], int[], int[], int[], text[], text[], text[], jsonb[], boolean) from public;
grant execute on function tracker.put_project_products(int, bigint, bigint, bigint[], bigint[], int[], int[], int[], text[], text[], text[], jsonb[], boolean) to chantier_worker;
comment on function tracker.put_project_products(int, bigint, bigint, bigint[], bigint[], int[], int[], int[], text[], text[], text[], jsonb[], boolean) is 'Writes how far products of a project are, and says what changed';
