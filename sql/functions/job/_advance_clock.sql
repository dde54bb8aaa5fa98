-- SPDX-License-Identifier: Apache-2.0
--
-- job._advance_clock(priority, tag): moves the clock of a priority forward to the tag of the latest claim.
-- Caller: job.claim. Locks: the advisory lock (1128812117, priority), only tried: who does not get it leaves the clock
-- to the one who has it. So a clock never steps back, which the low-water mark relies on, and nobody waits.
create or replace function job._advance_clock(p_priority smallint, p_tag bigint) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_clock regclass := case p_priority
    when 0 then 'job.clock_0'::regclass
    when 1 then 'job.clock_1'::regclass
    else 'job.clock_2'::regclass end;
begin
  if p_tag > coalesce(pg_sequence_last_value(v_clock), 0)
     and pg_try_advisory_xact_lock(1128812117, p_priority)
     and p_tag > coalesce(pg_sequence_last_value(v_clock), 0)
  then
    perform setval(v_clock, p_tag);
  end if;
end $$;

alter function job._advance_clock(smallint, bigint) owner to chantier_owner;
revoke execute on function job._advance_clock(smallint, bigint) from public;
grant execute on function job._advance_clock(smallint, bigint) to chantier_worker;
comment on function job._advance_clock(smallint, bigint) is 'Moves a clock forward, never back';
