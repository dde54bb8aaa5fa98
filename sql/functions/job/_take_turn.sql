-- SPDX-License-Identifier: Apache-2.0
--
-- job._take_turn(execution, step): its first tasks, or those that come back, have just been made ready by this transaction. When
-- its profile lets only one run and another has not ended, they stand aside until its turn comes. Answers whether it has the turn.
-- Caller: tracker.launch, tracker.retry and tracker.resume. Locks: the advisory lock (1128812120, hash of the code), tried and
-- held to the end of the transaction; the ready rows, which nobody else sees yet; the execution row.
-- Only who holds that lock gives a turn, and looks for others in a statement of its own behind it: of many launches at once one
-- has the turn. Who does not get the lock waits, whatever the reason: job._give_turn comes along twice a second.
create or replace function job._take_turn(p_execution job.execution, p_step bigint) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_is_alone boolean := false;
  v_is_mine  boolean;
begin
  if p_execution.profile is null
     or not exists (select from job.profile p where lower(p.code) = lower(p_execution.profile) and p.overlap <> 'allow')
  then
    update job.execution e set has_turn = true where e.id = p_execution.id and not e.has_turn;
    return true;
  end if;
  v_is_mine := job._lock_turn(p_execution.profile);
  if v_is_mine then
    v_is_alone := not exists (
      select from job.execution e
       where e.profile = p_execution.profile and e.ended_at is null and e.id <> p_execution.id);
  end if;
  if v_is_alone then
    update job.execution e set has_turn = true where e.id = p_execution.id and not e.has_turn;
    return true;
  end if;

  update job.execution e set has_turn = false where e.id = p_execution.id and e.has_turn;
  perform job._wait_turn(p_step);
  if v_is_mine then
    perform job._give_turn(p_execution.profile);        -- the others may all stand aside themselves
  end if;
  return (select e.has_turn from job.execution e where e.id = p_execution.id);
end $$;

alter function job._take_turn(job.execution, bigint) owner to chantier_owner;
revoke execute on function job._take_turn(job.execution, bigint) from public;
grant execute on function job._take_turn(job.execution, bigint) to chantier_definer;
comment on function job._take_turn(job.execution, bigint) is 'Lets an execution wait when another one of its profile has not ended';
