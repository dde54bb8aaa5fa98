-- SPDX-License-Identifier: Apache-2.0
--
-- job._pass_unplanned(step): job.complete_step where no worker is there to plan the next step.
-- Caller: job.finish_many. Locks: as job.complete_step. Errors: 55000 when the next step is planned.
create or replace function job._pass_unplanned(p_step bigint) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_next record;
begin
  select c.next_name, c.is_planned into v_next from job.complete_step(p_step) as c;
  if v_next.is_planned then
    raise exception 'the step "%" is planned, so the tasks before it cannot be completed in groups', v_next.next_name
      using errcode = '55000';
  end if;
end $$;

alter function job._pass_unplanned(bigint) owner to chantier_owner;
revoke execute on function job._pass_unplanned(bigint) from public;
grant execute on function job._pass_unplanned(bigint) to chantier_worker;
comment on function job._pass_unplanned(bigint) is 'Completes a step whose next one is not planned';
