-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.lock_items(kind, items, whole): holds items for a change until the end of the transaction, in the order of their ids;
-- whole: for their deletion. Answers those that are there.
-- Caller: undo, deletions. What a statement behind this one reads of them is what the change is made to. Locks: the rows.
create or replace function catalog.lock_items(p_kind text, p_ids bigint[], p_whole boolean) returns bigint[]
    language plpgsql
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
begin
    case
        when p_kind = 'product' and p_whole then
            return array(select p.id from catalog.product p where p.id = any (p_ids) order by p.id for update);
        when p_kind = 'product' then
            return array(select p.id from catalog.product p where p.id = any (p_ids) order by p.id for no key update);
        when p_whole then
            return array(select m.id from catalog.product_model m where m.id = any (p_ids) order by m.id for update);
        else
            return array(select m.id from catalog.product_model m where m.id = any (p_ids) order by m.id for no key update);
    end case;
end
$$;
alter function catalog.lock_items(text, bigint[], boolean) owner to chantier_owner;
comment on function catalog.lock_items(text, bigint[], boolean) is 'Holds items for a change until the end of the transaction';
revoke execute on function catalog.lock_items(text, bigint[], boolean) from public;
grant execute on function catalog.lock_items(text, bigint[], boolean) to chantier_worker;
