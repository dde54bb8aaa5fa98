-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.touched_items(execution, month, kind, after, limit): the ids of the products or product models that an execution has created or
-- changed so far and that are there, in order: the next of them behind an id. "kind": product, root (product models without a parent) or sub.
-- Caller: the first task of the step that runs rules behind an import. Locks: none.
create or replace function catalog.touched_items(p_execution bigint, p_month date, p_kind text, p_after bigint, p_limit bigint)
    returns setof bigint
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    set jit = off
as $$
declare
    v_kind text := case p_kind when 'product' then 'product' else 'product_model' end;
begin
    -- Sorted first: whether an item is there is then asked of no more than the page.
    return query
    select t.id
      from (select x.id
              from (select h.item_id as id
                      from catalog.history h
                     where h.execution_id = p_execution and h.month = p_month and h.item_kind = v_kind and h.item_id > p_after
                    union
                    select g.id
                      from catalog.history h
                     cross join lateral unnest(h.created) r (ids)
                     cross join lateral generate_series(greatest(lower(r.ids), p_after + 1), upper(r.ids) - 1) g (id)
                     where h.execution_id = p_execution and h.month = p_month and h.item_kind = v_kind
                       and h.created && int8range(p_after + 1, null)) x
             order by x.id
             offset 0) t
     where case v_kind
               when 'product' then exists (select from catalog.product p where p.id = t.id)
               else exists (select from catalog.product_model m where m.id = t.id and (m.parent_id is null) = (p_kind = 'root'))
           end
     order by t.id
     limit p_limit;
end
$$;
alter function catalog.touched_items(bigint, date, text, bigint, bigint) owner to chantier_owner;
revoke execute on function catalog.touched_items(bigint, date, text, bigint, bigint) from public;
grant execute on function catalog.touched_items(bigint, date, text, bigint, bigint) to chantier_worker;
comment on function catalog.touched_items(bigint, date, text, bigint, bigint) is 'The next of what an execution has created or changed so far';
