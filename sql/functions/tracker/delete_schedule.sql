-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.delete_schedule(code): removes a schedule; what it launched stays.
-- Caller: its owner. Locks: its row.
-- Errors: P0002 for a schedule that is not there or not the caller's: one answer.
create or replace function tracker.delete_schedule(p_code text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_person text := tracker.caller();
  v_id     bigint;
begin
  delete from job.schedule s where s.code = p_code and s.owner = v_person returning s.id into v_id;
  if not found then
    raise exception 'no such schedule' using errcode = 'P0002';
  end if;
  delete from job.schedule_firing f where f.schedule_id = v_id;
end $$;
alter function tracker.delete_schedule(text) owner to chantier_definer;
revoke execute on function tracker.delete_schedule(text) from public;
grant execute on function tracker.delete_schedule(text) to chantier_user;
comment on function tracker.delete_schedule(text) is 'Removes a schedule';
