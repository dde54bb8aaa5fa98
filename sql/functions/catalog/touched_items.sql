-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.touched_items(execution, month, kind): the ids of the products or product models that an execution has created or changed so
-- far and that are there, in order. "kind": product, root (product models without a parent) or sub.
-- Caller: the first task of the step that runs rules behind an import. Locks: none.
create or replace function catalog.touched_items(p_execution bigint, p_month date, p_kind text) returns setof bigint
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    set jit = off
as $$
begin
    if p_kind = 'product' then
        return query
        select p.id
          from (select h.item_id as id from catalog.history h
                 where h.execution_id = p_execution and h.month = p_month and h.item_kind = 'product' and h.item_id is not null
                union
                select g.id
                  from catalog.history h
                 cross join lateral unnest(h.created) r (ids)
                 cross join lateral generate_series(lower(r.ids), upper(r.ids) - 1) g (id)
                 where h.execution_id = p_execution and h.month = p_month and h.item_kind = 'product' and h.created is not null) x
          join catalog.product p on p.id = x.id
         order by p.id;
    else
        return query
        select m.id
          from (select h.item_id as id from catalog.history h
                 where h.execution_id = p_execution and h.month = p_month and h.item_kind = 'product_model' and h.item_id is not null
                union
                select g.id
                  from catalog.history h
                 cross join lateral unnest(h.created) r (ids)
                 cross join lateral generate_series(lower(r.ids), upper(r.ids) - 1) g (id)
                 where h.execution_id = p_execution and h.month = p_month and h.item_kind = 'product_model' and h.created is not null) x
          join catalog.product_model m on m.id = x.id and (m.parent_id is null) = (p_kind = 'root')
         order by m.id;
    end if;
end
$$;
alter function catalog.touched_items(bigint, date, text) owner to chantier_owner;
revoke execute on function catalog.touched_items(bigint, date, text) from public;
grant execute on function catalog.touched_items(bigint, date, text) to chantier_worker;
comment on function catalog.touched_items(bigint, date, text) is 'What an execution has created or changed so far';
