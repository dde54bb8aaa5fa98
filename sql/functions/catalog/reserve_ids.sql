-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.reserve_ids: takes a block of ids for the records of one file.
-- Caller: the last chunk of a scan. Locks: one advisory lock, to the end of that transaction.
create or replace function catalog.reserve_ids(p_count bigint) returns bigint
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_first bigint;
begin
    if p_count < 1 then
        raise exception 'a block of % ids cannot be reserved', p_count using errcode = '22023';
    end if;
    -- Both calls move the sequence at once, whatever becomes of the transaction. Two reservations at the same instant must not come
    -- between them, hence the lock; it is held to the end of the caller's transaction, which is the last chunk of a scan.
    perform pg_advisory_xact_lock(1128812117, 1);
    v_first := nextval('catalog.item_id');
    perform setval('catalog.item_id', v_first + p_count - 1);
    return v_first;
end
$$;
alter function catalog.reserve_ids(bigint) owner to chantier_owner;
comment on function catalog.reserve_ids(bigint) is 'Takes p_count ids for new products or product models and returns the first; nobody else gets one of them.';
revoke execute on function catalog.reserve_ids(bigint) from public;
grant execute on function catalog.reserve_ids(bigint) to chantier_worker;
