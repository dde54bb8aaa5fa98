-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.pause_schedule(code, is paused): a schedule launches nothing, or launches again; what it would have launched meanwhile is not made up
-- for. Answers whether anything differs.
-- Caller: its owner. Locks: its row.
-- Errors: P0002 for a schedule that is not there or not the caller's: one answer.
create or replace function tracker.pause_schedule(p_code text, p_is_paused boolean default true) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_person   text := tracker.caller();
  v_schedule job.schedule;
begin
  select s.* into v_schedule from job.schedule s where s.code = p_code and s.owner = v_person for update;
  if not found then
    raise exception 'no such schedule' using errcode = 'P0002';
  end if;
  update job.schedule s
     set is_paused = p_is_paused,
         next_at = case when p_is_paused then s.next_at
                        else coalesce(job._next_fire(s.cron, s.timezone, job.now()), 'infinity') end
   where s.id = v_schedule.id and s.is_paused <> p_is_paused;
  return v_schedule.is_paused <> p_is_paused;
end $$;
alter function tracker.pause_schedule(text, boolean) owner to chantier_definer;
revoke execute on function tracker.pause_schedule(text, boolean) from public;
grant execute on function tracker.pause_schedule(text, boolean) to chantier_user;
comment on function tracker.pause_schedule(text, boolean) is 'Lets a schedule launch nothing, or launch again';
