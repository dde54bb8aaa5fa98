-- SPDX-License-Identifier: Apache-2.0
--
-- job.horizon(): what a dispatcher needs for its low-water mark.
-- The mark is the latest noted clock whose next_xid is <= the present oldest_xid: every launch that could have a lower
-- tag has ended by then, since a launch takes its transaction id before it reads the clock.
-- Caller: a worker, every 100 to 500 ms, alone in its transaction. Locks: none.
-- The clocks are read in statements of their own, before the snapshot: a launch that began after the snapshot then
-- reads a clock that is at least the noted one (clocks never step back: job._advance_clock).
create or replace function job.horizon(
  out next_xid xid8, out oldest_xid xid8, out clock_0 bigint, out clock_1 bigint, out clock_2 bigint
)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  clock_0 := job._clock(0::smallint);
  clock_1 := job._clock(1::smallint);
  clock_2 := job._clock(2::smallint);
  select pg_snapshot_xmax(s), pg_snapshot_xmin(s) into next_xid, oldest_xid from pg_current_snapshot() as s;
end $$;

alter function job.horizon() owner to chantier_owner;
revoke execute on function job.horizon() from public;
grant execute on function job.horizon() to chantier_worker;
comment on function job.horizon() is 'Transaction horizon and clocks, for the low-water mark';
