-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.forget_undo(executions): drops what running undos kept for themselves.
-- Caller: the last plan of an undo; job.upkeep for those whose details go. Locks: the rows.
create or replace function catalog.forget_undo(p_executions bigint[]) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    delete from catalog.undo_page u where u.execution_id = any (p_executions);
    delete from catalog.undo_plan u where u.execution_id = any (p_executions);
end
$$;
alter function catalog.forget_undo(bigint[]) owner to chantier_owner;
revoke execute on function catalog.forget_undo(bigint[]) from public;
grant execute on function catalog.forget_undo(bigint[]) to chantier_worker;
comment on function catalog.forget_undo(bigint[]) is 'Drops what running undos kept for themselves';
