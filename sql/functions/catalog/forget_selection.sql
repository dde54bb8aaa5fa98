-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.forget_selection(executions): drops what running mass edits have selected.
-- Caller: the last plan of a mass edit; job.upkeep for those whose details go. Locks: the rows.
create or replace function catalog.forget_selection(p_executions bigint[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    delete from catalog.selection_page s where s.execution_id = any (p_executions);
end
$$;
alter function catalog.forget_selection(bigint[]) owner to chantier_owner;
revoke execute on function catalog.forget_selection(bigint[]) from public;
grant execute on function catalog.forget_selection(bigint[]) to chantier_worker;
comment on function catalog.forget_selection(bigint[]) is 'Drops what running mass edits have selected';
