-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.fold_rules(executions, changes): adds what tasks have counted for their rules to the rows of the rules, and drops it, with the
-- notes that are not written yet and what variants were to see of their models; with changes also
-- what a preview was to list.
-- "catalog" in quotation marks means the catalogue itself also in the copy that a preview works with.
-- Caller: the last task of rules, in the chunk that ends it; job._retain for executions whose details go. Locks: the rows.
create or replace function catalog.fold_rules(p_executions bigint[], p_changes boolean) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
begin
    with counted as (
        delete from "catalog".rule_counter c where c.execution_id = any (p_executions) returning c.*
    ), summed as (
        select c.execution_id, c.place, sum(c.selected) as selected, sum(c.updated) as updated, sum(c.unchanged) as unchanged,
               sum(c.invalid) as invalid, sum(c.warnings) as warnings
          from counted c
         group by c.execution_id, c.place
    )
    update "catalog".execution_rule r
       set selected = r.selected + s.selected, updated = r.updated + s.updated, unchanged = r.unchanged + s.unchanged,
           invalid = r.invalid + s.invalid, warnings = r.warnings + s.warnings
      from summed s
     where r.execution_id = s.execution_id and r.place = s.place;
    delete from "catalog".rule_note n where n.execution_id = any (p_executions);
    delete from "catalog".rule_trail t where t.execution_id = any (p_executions);
    if p_changes then
        delete from "catalog".rule_change c where c.execution_id = any (p_executions);
    end if;
end
$$;
alter function catalog.fold_rules(bigint[], boolean) owner to chantier_owner;
revoke execute on function catalog.fold_rules(bigint[], boolean) from public;
grant execute on function catalog.fold_rules(bigint[], boolean) to chantier_worker;
comment on function catalog.fold_rules(bigint[], boolean) is 'Adds what tasks have counted for their rules to the rules';
