-- SPDX-License-Identifier: Apache-2.0
--
-- job._first_tag(owner, priority, count): the first of count consecutive tags for tasks that become ready now.
-- Fair order: max(clock of all, last tag of the owner) + 1, so that a thousand tasks of one person lie beside, not
-- before, the one task of another.
-- Caller: job.start_phase, job.complete_step, tracker.launch. Locks: none; both clocks are sequences, so nobody waits and
-- a launch that rolls back leaves only a gap. Two launches of one owner at once may share tags: the task's id decides.
-- The transaction id is taken before the clock is read: see job.horizon.
create or replace function job._first_tag(p_owner_id int, p_priority smallint, p_count bigint) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_own   regclass;
  v_clock bigint;
  v_first bigint;
begin
  perform pg_current_xact_id();
  select case p_priority when 0 then o.clock_0 when 1 then o.clock_1 else o.clock_2 end
    into v_own
    from job.owner o
   where o.id = p_owner_id;
  v_clock := job._clock(p_priority);
  if v_own is null then
    return v_clock + 1;
  end if;

  -- Again, should a launch of the same owner have set it back in between: a tag must lie above the clock.
  loop
    v_first := nextval(v_own);
    exit when v_first > v_clock;
    perform setval(v_own, v_clock);
  end loop;
  if p_count > 1 then
    perform setval(v_own, greatest(v_first + p_count - 1, pg_sequence_last_value(v_own)));
  end if;
  return v_first;
end $$;

alter function job._first_tag(int, smallint, bigint) owner to chantier_owner;
revoke execute on function job._first_tag(int, smallint, bigint) from public;
grant execute on function job._first_tag(int, smallint, bigint) to chantier_worker, chantier_definer;
comment on function job._first_tag(int, smallint, bigint) is 'First of some consecutive tags of an owner';
