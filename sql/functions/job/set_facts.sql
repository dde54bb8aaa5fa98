-- SPDX-License-Identifier: Apache-2.0
--
-- job.set_facts(step, facts): what the step found out (charset, delimiter, records, columns); joined to what is there.
-- Caller: a slot, in a chunk's transaction. Locks: the step row, to that chunk's end: for steps of one task.
create or replace function job.set_facts(p_step bigint, p_facts jsonb) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update job.step s set facts = coalesce(s.facts, '{}') || p_facts where s.id = p_step;
end $$;

alter function job.set_facts(bigint, jsonb) owner to chantier_owner;
revoke execute on function job.set_facts(bigint, jsonb) from public;
grant execute on function job.set_facts(bigint, jsonb) to chantier_worker;
comment on function job.set_facts(bigint, jsonb) is 'Adds what a step found out';
