-- SPDX-License-Identifier: Apache-2.0
--
-- job.horizon(marks): what a dispatcher needs to move its low-water marks up. marks: the present ones, of priorities 0, 1, 2.
-- A noted clock is proved when every transaction that had begun by then has ended: the noted next_xid is <= the present
-- oldest_xid. A launch takes its transaction id before it reads the clock, so no launch to come has a tag below it. The mark
-- is then the proved clock, or the first tag that is still there, whichever is lower (first_…: from the marks on, null: none):
-- a task may lie below the clock because its launch committed late, or because the claim that passed it by was rolled back.
-- A row that a claim under way has taken still counts as there.
-- Caller: a worker, every 100 to 500 ms, alone in its transaction. Locks: none.
-- The clocks are read in statements of their own, before the snapshot: a launch that began after the snapshot then
-- reads a clock that is at least the noted one (clocks never step back: job._advance_clock).
create or replace function job.horizon(
  p_marks bigint[], out next_xid xid8, out oldest_xid xid8, out clock_0 bigint, out clock_1 bigint, out clock_2 bigint,
  out first_0 bigint, out first_1 bigint, out first_2 bigint
)
language plpgsql
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set plan_cache_mode = force_generic_plan
as $$
begin
  clock_0 := job._clock(0::smallint);
  clock_1 := job._clock(1::smallint);
  clock_2 := job._clock(2::smallint);
  select pg_snapshot_xmax(s), pg_snapshot_xmin(s),
         (select min(r.tag) from job.ready r where r.priority = 0 and r.tag >= coalesce(p_marks[1], 0)),
         (select min(r.tag) from job.ready r where r.priority = 1 and r.tag >= coalesce(p_marks[2], 0)),
         (select min(r.tag) from job.ready r where r.priority = 2 and r.tag >= coalesce(p_marks[3], 0))
    into next_xid, oldest_xid, first_0, first_1, first_2
    from pg_current_snapshot() as s;
end $$;

alter function job.horizon(bigint[]) owner to chantier_owner;
revoke execute on function job.horizon(bigint[]) from public;
grant execute on function job.horizon(bigint[]) to chantier_worker;
comment on function job.horizon(bigint[]) is 'Transaction horizon, clocks and first tags, for the low-water marks';
