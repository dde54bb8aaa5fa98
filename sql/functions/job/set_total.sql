-- SPDX-License-Identifier: Apache-2.0
--
-- job.set_total(step, total, unit): how much there is to do, once it is known; null keeps what is there.
-- Caller: a slot, in a chunk's transaction. Locks: the step row, to that chunk's end: for steps of one task.
create or replace function job.set_total(p_step bigint, p_total bigint, p_unit text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  update job.step s set total = coalesce(p_total, s.total), unit = coalesce(p_unit, s.unit) where s.id = p_step;
end $$;

alter function job.set_total(bigint, bigint, text) owner to chantier_owner;
revoke execute on function job.set_total(bigint, bigint, text) from public;
grant execute on function job.set_total(bigint, bigint, text) to chantier_worker;
comment on function job.set_total(bigint, bigint, text) is 'Sets the total of a step';
