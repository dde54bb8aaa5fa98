-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.add_history: keeps what one chunk changed, for undo.
-- Caller: the change pipeline, in the chunk's transaction. Locks: none. Projects look at these items again (tracker.note_changes).
create or replace function catalog.add_history(
    p_execution bigint, p_owner text, p_month date, p_item_kind text, p_created text, p_item bigint[], p_before jsonb[],
    p_at timestamptz) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_place bigint;
begin
    if p_created is not null then
        insert into catalog.history (execution_id, owner, month, item_kind, created, at)
        values (p_execution, p_owner, p_month, p_item_kind, p_created::int8multirange, p_at);
    end if;
    -- One place serves all: it orders the changes of one item, and each of these items is held here.
    v_place := nextval('catalog.history_place');
    insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at, place)
    select p_execution, p_owner, p_month, p_item_kind, u.item, u.before, p_at, v_place
      from unnest(p_item, p_before) u (item, before);
    -- A preview changes nothing that projects look at.
    if not exists (select from job.execution e where e.id = p_execution and e.preview) then
        perform tracker.note_changes(p_item_kind, p_created, p_item);
    end if;
end
$$;
alter function catalog.add_history(bigint, text, date, text, text, bigint[], jsonb[], timestamptz) owner to chantier_owner;
comment on function catalog.add_history(bigint, text, date, text, text, bigint[], jsonb[], timestamptz) is
    'Keeps what one chunk changed: the ids it created, as one multirange, and the before-image of each item it changed.';
revoke execute on function catalog.add_history(bigint, text, date, text, text, bigint[], jsonb[], timestamptz) from public;
grant execute on function catalog.add_history(bigint, text, date, text, text, bigint[], jsonb[], timestamptz) to chantier_worker;
