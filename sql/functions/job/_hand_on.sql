-- SPDX-License-Identifier: Apache-2.0
--
-- job._hand_on(lease, worker, cause): the worker that held this lease is dead: its task goes on elsewhere, and one crash is
-- counted (for one that only lay claimed, once; see job.begin_many). At the third without a committed chunk in between it
-- fails with worker_killed_thrice. Answers whether it did. cause: 'lock' or 'lease'.
-- Caller: job.rescue, job._hand_on_lost; they hold the lease row. Locks: as job._requeue and job.fail_task.
create or replace function job._hand_on(p_lease job.lease, p_worker text, p_cause text) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_lease.begun_at is not null or p_lease.crash_streak = 0 then
    p_lease.crash_streak := p_lease.crash_streak + 1;
    update job.lease l
       set crash_count = l.crash_count + 1, crash_streak = p_lease.crash_streak
     where l.task_id = p_lease.task_id;
  end if;
  perform job._put_event(p_lease, 'warning', 'rescued',
    format('worker "%s" is gone (%s); the task goes on at item %s', p_worker,
           case p_cause when 'lock' then 'its process has ended' else 'it was not heard from in time' end, p_lease.position),
    jsonb_build_object('worker', p_worker, 'cause', p_cause, 'crashes', p_lease.crash_count + 1));

  if p_lease.crash_streak < 3 then
    perform job._requeue(p_lease);
    return false;
  end if;
  if job.fail_task(p_lease.task_id, p_lease.token, 'worker_killed_thrice',
       format('task %s ended its worker 3 times', p_lease.task_id),
       format('last: worker "%s", at item %s', p_worker, p_lease.position),
       'Look at the worker''s own log for this time: memory, a crash in this item. Then retry: the count begins anew.',
       null, p_worker) = 0
  then
    perform job.complete_step(p_lease.step_id);
  end if;
  return true;
end $$;

alter function job._hand_on(job.lease, text, text) owner to chantier_owner;
revoke execute on function job._hand_on(job.lease, text, text) from public;
grant execute on function job._hand_on(job.lease, text, text) to chantier_worker, chantier_definer;
comment on function job._hand_on(job.lease, text, text) is 'Hands on the task of a dead worker; answers whether it was quarantined';
