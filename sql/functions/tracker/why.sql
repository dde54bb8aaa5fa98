-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.why(id): why an execution does not go on, or that it does. Rows: one. reason: a stable code; message: one line in
-- English; detail: what a program needs to say it in another language.
-- Caller: its owner, or an administrator who has opened it by its URL. To everybody else it does not exist: P0002.
-- Not a word about other people's executions: of them it says how many stand before this one, and that slots are taken.
-- Locks: none.
create or replace function tracker.why(p_id uuid, out reason text, out message text, out detail jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_now       timestamptz := tracker._now();
  v_execution job.execution;
  v_step      job.step;
  v_request   job.request;
  v_tasks     record;
  v_held      record;
  v_failure   job.event;
  v_workers   record;
  v_place     int;
  v_text      text;
begin
  select e.* into v_execution from job.execution e where e.public_id = p_id and tracker._may_act(e.id, tracker.caller());
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is not null then
    reason := 'ended';
    message := format('it has ended: %s', v_execution.status);
    detail := jsonb_build_object('status', v_execution.status, 'ended_at', v_execution.ended_at);
    return;
  end if;

  select s.* into v_step from job.step s where s.execution_id = v_execution.id and s.open > 0;
  select r.* into v_request from job.request r where r.execution_id = v_execution.id;
  select count(*) filter (where w.lease_until > v_now) as working,
         count(*) filter (where w.lease_until <= v_now) as lost,
         min(w.name) filter (where w.lease_until <= v_now) as lost_worker,
         extract(epoch from v_now - max(w.heartbeat_at) filter (where w.lease_until <= v_now))::bigint as lost_s,
         max(l.committed_at) as committed_at,
         max(coalesce(l.checkpoint_version, nullif(t.checkpoint_version, 0))) as version
    into v_tasks
    from job.task t
    left join job.lease l on l.task_id = t.id
    left join job.worker w on w.id = l.worker_id
   where t.step_id = v_step.id;
  detail := jsonb_build_object('step', v_step.name, 'working', v_tasks.working, 'open', v_step.open);

  if v_execution.status in ('stopping', 'pausing') and (v_tasks.working > 0 or v_tasks.lost = 0) then
    reason := v_execution.status;
    message := format('%s asked it to %s; %s', v_request.requested_by, v_request.request,
                      case when v_tasks.working > 0 then 'what is at work finishes its chunk first'
                           else 'what is left of it ends when a worker takes it' end);
    detail := detail || jsonb_build_object('by', v_request.requested_by, 'since', v_request.requested_at);
    return;
  end if;
  if v_execution.status = 'paused' then
    reason := 'paused';
    message := format('%s paused it; it goes on when it is resumed', v_request.requested_by);
    detail := detail || jsonb_build_object('by', v_request.requested_by, 'since', v_request.requested_at);
    return;
  end if;

  if not v_execution.has_turn then
    reason := 'profile_busy';
    select count(*) filter (where not e.has_turn and e.id < v_execution.id) + 1 into v_place
      from job.execution e
     where e.profile = v_execution.profile and e.ended_at is null;
    message := format('profile "%s" lets one execution run at a time; this one is number %s of those that wait for it',
                      v_execution.profile, v_place);
    detail := detail || jsonb_build_object('profile', v_execution.profile, 'position', v_place);
    return;
  end if;

  -- Workers that could take it: those that live; of them, those that know the job; of them, the step in this version.
  select count(*) as alive,
         count(*) filter (where w.jobs ? v_execution.job) as know,
         count(*) filter (where f.fits) as fit,
         coalesce(sum(w.slots) filter (where f.fits), 0) as slots,
         array_agg(w.id) filter (where f.fits) as ids
    into v_workers
    from job.worker w
   cross join lateral (
     select (w.jobs -> v_execution.job ->> v_step.name)::int
            = coalesce(v_tasks.version, (w.jobs -> v_execution.job ->> v_step.name)::int) as fits
   ) as f
   where w.lease_until > v_now;

  if v_tasks.lost > 0 and v_tasks.working = 0 then
    reason := 'worker_lost';
    message := format('worker "%s" was not heard from for %s s; %s', v_tasks.lost_worker, v_tasks.lost_s,
      case when v_workers.alive > 0 then 'another one goes on from its last chunk within seconds'
           else 'no other worker is running: as soon as one is, it goes on from the last chunk' end);
    detail := detail || jsonb_build_object('worker', v_tasks.lost_worker, 'seconds', v_tasks.lost_s, 'alive', v_workers.alive);
    return;
  end if;
  if v_tasks.working > 0 then
    select v.* into v_failure
      from job.event v
     where v.execution_id = v_execution.id and v.month = v_execution.month and v.event = 'chunk_failed'
       and v.at > greatest(v_tasks.committed_at, v_now - interval '1 min')
     order by v.id desc
     limit 1;
    if found then
      reason := 'retrying';
      message := format('its last chunk failed and is tried again within seconds: %s', v_failure.message);
      detail := detail || jsonb_build_object('failure', v_failure.message, 'at', v_failure.at);
      return;
    end if;
    reason := 'working';
    v_step.open := v_step.open - v_tasks.working;
    message := format('it does not wait: %s of its tasks %s at work', v_tasks.working, case v_tasks.working when 1 then 'is' else 'are' end)
      || case when v_step.open > 0 then format(', %s more %s for a slot', v_step.open, case v_step.open when 1 then 'waits' else 'wait' end)
              else '' end;
    return;
  end if;

  select h.reason, h.detail into v_held
    from job.held h
   where h.step_id = v_step.id
   order by h.held_at desc
   limit 1;
  if v_workers.alive = 0 then
    reason := 'no_worker';
    message := 'no worker is running';
    return;
  end if;
  if v_workers.know = 0 then
    reason := 'unknown_job';
    message := format('none of the workers that are running takes %s', v_execution.job);
    detail := detail || jsonb_build_object('job', v_execution.job, 'alive', v_workers.alive);
    return;
  end if;
  if v_workers.fit = 0 then
    reason := case when v_held.reason = 'unknown_step' then 'unknown_step' else 'checkpoint_version' end;
    message := format('no worker that is running can go on with step "%s": %s', v_step.name,
                      coalesce(v_held.detail, 'it needs the version of the program that began it'));
    detail := detail || jsonb_build_object('job', v_execution.job, 'held', v_held.detail);
    return;
  end if;

  v_place := tracker._queue_position(v_execution.id);
  v_workers.slots := v_workers.slots - (select count(*) from job.lease l where l.worker_id = any (v_workers.ids));
  detail := detail || jsonb_build_object('position', v_place, 'free', greatest(v_workers.slots, 0));
  v_text := coalesce(format('it is number %s in the queue', v_place), 'it waits in the queue');
  if v_workers.slots <= 0 then
    reason := 'slots_busy';
    message := v_text || '; all slots of the workers that take it are busy';
  else
    reason := 'queued';
    message := v_text || '; a slot is free and takes it within a second';
  end if;
  select v.* into v_failure
    from job.event v
   where v.execution_id = v_execution.id and v.month = v_execution.month and v.event = 'rescued' and v.at > v_now - interval '5 min'
   order by v.id desc
   limit 1;
  if found then
    message := message || '; it comes back from a worker that is gone, and goes on from its last chunk';
    detail := detail || jsonb_build_object('rescued_at', v_failure.at);
  end if;
end $$;

alter function tracker.why(uuid) owner to chantier_definer;
revoke execute on function tracker.why(uuid) from public;
grant execute on function tracker.why(uuid) to chantier_user;
comment on function tracker.why(uuid) is 'Why an execution does not go on';
