-- SPDX-License-Identifier: Apache-2.0
--
-- job._give_turn(profile): when no execution of this profile that has the turn is left, the one launched first of those that
-- wait gets it, and its tasks become ready; all of them, when the profile has come to allow it or is gone. A paused one is
-- passed over: it takes its place when it is resumed. Answers how many got it.
-- Caller: job._end_execution, in the transaction that ended one; job._take_turn; who changed or deleted the profile;
-- job._give_turns. Locks: job._lock_turn; the step row and the execution row, skip locked; held rows, skip
-- locked; as job._ready_again. It waits for nobody.
create or replace function job._give_turn(p_profile text) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_is_single boolean;
  v_execution job.execution;
  v_step      job.step;
  v_tasks     bigint[];
  v_count     int := 0;
begin
  if not job._lock_turn(p_profile) then
    return 0;
  end if;
  v_is_single := exists (select from job.profile p where lower(p.code) = lower(p_profile) and p.overlap <> 'allow');

  for v_execution in
    select e.*
      from job.execution e
     where e.profile = p_profile and e.ended_at is null and not e.has_turn
     order by e.id
  loop
    exit when v_is_single and exists (
      select from job.execution e where e.profile = p_profile and e.ended_at is null and e.has_turn);
    select s.* into v_step
      from job.step s
     where s.execution_id = v_execution.id and s.open > 0
       for no key update skip locked;
    continue when not found;
    -- A person's open transaction may hold it: whoever ends an execution does not wait for that.
    perform from job.execution e where e.id = v_execution.id and e.ended_at is null and not e.has_turn for no key update skip locked;
    continue when not found;
    with gone as (
      delete from job.held h
       where h.ctid = any (array(
               select x.ctid from job.held x where x.step_id = v_step.id and x.reason = 'profile' for update skip locked))
      returning h.task_id
    )
    select array_agg(g.task_id) into v_tasks from gone g;
    continue when v_tasks is null;
    perform job._ready_again(v_step, v_execution, v_tasks);
    update job.execution e set has_turn = true where e.id = v_execution.id;
    perform job._log(v_execution, 'info', 'turn', format('its turn has come: no other execution of profile "%s" is at work', p_profile));
    v_count := v_count + 1;
  end loop;
  if v_count > 0 then
    perform job._hint();
  end if;
  return v_count;
end $$;

alter function job._give_turn(text) owner to chantier_owner;
revoke execute on function job._give_turn(text) from public;
grant execute on function job._give_turn(text) to chantier_worker, chantier_definer;
comment on function job._give_turn(text) is 'Lets the next execution of a profile go on';
