-- SPDX-License-Identifier: Apache-2.0
--
-- job.drop_input(execution, artifact): an input of this execution goes, pieces and all: another one, without what may not be
-- kept, stands in its place. Run twice, it changes nothing.
-- Caller: a slot, in a chunk's transaction. Locks: the artifact and its pieces.
create or replace function job.drop_input(p_execution bigint, p_artifact bigint) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_month date;
begin
  delete from job.artifact a
   where a.id = p_artifact and a.execution_id = p_execution and a.kind = 'input'
  returning a.month into v_month;
  if found then
    delete from job.piece p where p.artifact_id = p_artifact and p.month = v_month;
  end if;
end $$;

alter function job.drop_input(bigint, bigint) owner to chantier_owner;
revoke execute on function job.drop_input(bigint, bigint) from public;
grant execute on function job.drop_input(bigint, bigint) to chantier_worker;
comment on function job.drop_input(bigint, bigint) is 'Removes an input that may not be kept';
