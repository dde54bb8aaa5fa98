-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.stop(id): asks an execution to stop. Answers 'requested', 'stopped' when nobody was at work on it, or the status found
-- when it has ended. A pause is no obstacle: what stands aside ends.
-- Caller: its owner, or an administrator who has opened it by its URL (tracker.open) and still may see it; the owner is told of that
-- when it ends. To everybody else it does not exist: P0002, as for any wrong id.
-- Tasks that wait end at once; those at work finish their chunk, which is kept.
-- Locks: the request row (it waits for tasks that are pausing at this moment); waiting tasks and the step row (job._end_waiting);
-- then the execution row. Never a lease row of a task at work: asking waits for no chunk.
create or replace function tracker.stop(p_id uuid) returns text
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now       timestamptz := job.now();
  v_person    text := tracker.caller();
  v_execution job.execution;
  v_step      bigint;
  v_open      int;
begin
  perform job._bound_transaction();
  select e.* into v_execution from job.execution e where e.public_id = p_id and tracker._may_act(e.id, v_person);
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is not null then
    return v_execution.status;
  end if;

  insert into job.request as r (execution_id, owner, request, requested_by, requested_at)
  values (v_execution.id, v_execution.owner, 'stop', v_person, v_now)
  on conflict (execution_id) do update
     set request = 'stop', requested_by = excluded.requested_by, requested_at = excluded.requested_at, status_before = null
   where r.request = 'pause';
  if found then
    perform job._log(v_execution, 'info', 'stop_requested', format('%s asked it to stop', v_person),
                     jsonb_build_object('by', v_person));
  end if;

  perform job._hand_on_lost(v_execution.id);
  select s.id into v_step
    from job.step s
   where s.execution_id = v_execution.id and s.open > 0
   order by s.ordinal
   limit 1;
  if found and job._end_waiting(v_step) > 0 then
    select s.open into v_open from job.step s where s.id = v_step;
    if v_open = 0 then
      perform job.complete_step(v_step);
    end if;
  end if;

  update job.execution e
     set status = 'stopping', stopped_by = v_person
   where e.id = v_execution.id and e.status in ('queued', 'starting', 'running', 'pausing', 'paused');
  if found then
    perform pg_notify('chantier_progress', v_execution.id::text);
    return 'requested';
  end if;
  select e.* into v_execution from job.execution e where e.id = v_execution.id;
  if v_execution.ended_at is not null then
    delete from job.request r where r.execution_id = v_execution.id;      -- it ended while we asked
    return v_execution.status;
  end if;
  return 'requested';
end $$;

alter function tracker.stop(uuid) owner to chantier_definer;
revoke execute on function tracker.stop(uuid) from public;
grant execute on function tracker.stop(uuid) to chantier_user;
comment on function tracker.stop(uuid) is 'Asks an execution to stop';
