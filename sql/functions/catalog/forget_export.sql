-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.forget_export(executions): drops what running exports kept for themselves: selection, plan, copies.
-- Caller: the last chunk of an export; job.upkeep for those whose details go. Locks: the rows.
create or replace function catalog.forget_export(p_executions bigint[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
    delete from catalog.export_plan e where e.execution_id = any (p_executions);
    delete from catalog.export_page e where e.execution_id = any (p_executions);
    delete from catalog.export_file e where e.execution_id = any (p_executions);
    delete from catalog.export_entry e where e.execution_id = any (p_executions);
    delete from catalog.export_copy e where e.execution_id = any (p_executions);
    delete from catalog.export_copy_link e where e.execution_id = any (p_executions);
end
$$;
alter function catalog.forget_export(bigint[]) owner to chantier_owner;
revoke execute on function catalog.forget_export(bigint[]) from public;
grant execute on function catalog.forget_export(bigint[]) to chantier_worker;
comment on function catalog.forget_export(bigint[]) is 'Drops what running exports kept for themselves';
