-- SPDX-License-Identifier: Apache-2.0
--
-- job.rescue(worker): hands on the tasks of dead workers. Rows: each task handed on, with its dead worker and why.
-- Caller: any worker, on its control session, twice a second, alone in its transaction. As the role that the workers log
-- in as (it ends sessions of that role), so it is no definer function.
-- Dead is a worker whose advisory lock was gone on two looks, half a second apart (the first is kept in its row; a
-- heartbeat clears it), or whose lease has ended. After a restart of the server every lock is gone: a worker that took its
-- lock before the start is judged by its lease alone.
-- Locks: the dead workers' rows, skip locked; their leases one by one, skip locked, in order of step; then as job.fail_task. So
-- steps are locked in order of id, like everywhere: two rescuers may hold tasks of the same steps.
-- Besides, it ends the sessions of people who hold up a worker (job._end_blockers).
-- A lease row that stays locked belongs to a frozen session: it is found by the transaction that holds the row, whatever
-- pooler lies between, and ended.
-- Each task counts one crash, and the third ends it: job._hand_on.
-- At the same beat it lets executions go on whose profile has become free (job._give_turns).
create or replace function job.rescue(p_worker int)
returns table (worker_id int, task_id bigint, cause text, was_quarantined boolean)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_now     timestamptz := job.now();
  v_locked  int[] := job._locked_workers();
  v_dead    int[];
  v_late    int[];
  v_worker  record;
  v_lease   job.lease;
begin
  -- The first look.
  update job.worker w
     set lock_missed_at = v_now
   where w.id in (
           select m.id
             from job.worker m
            where m.id <> p_worker and m.lease_until > v_now and m.lock_missed_at is null
              and m.id <> all (v_locked)
              and (m.locked_at > pg_postmaster_start_time() or m.locked_at is null)
              for no key update skip locked);

  with dead as (
    select w.id, w.lease_until
      from job.worker w
     where w.id <> p_worker
       and (w.lease_until <= v_now
            or w.lock_missed_at <= v_now - interval '450 ms' and w.id <> all (v_locked))
       and (w.lease_until > '-infinity' or exists (select from job.lease l where l.worker_id = w.id))
     order by w.id
       for no key update skip locked
  )
  select array_agg(d.id), array_agg(d.id) filter (where d.lease_until <= v_now) into v_dead, v_late from dead d;
  update job.worker w set lease_until = '-infinity', is_idle = false where w.id = any (v_dead) and w.lease_until > '-infinity';

  for v_worker in
    select w.id, w.name, case when w.id = any (v_late) then 'lease' else 'lock' end as cause, l.task_id
      from job.worker w
      join job.lease l on l.worker_id = w.id
     where w.id = any (v_dead)
     order by l.step_id, l.task_id
  loop
    select l.* into v_lease from job.lease l
     where l.task_id = v_worker.task_id and l.worker_id = v_worker.id
       for no key update skip locked;
    if not found then
      -- Its holder is frozen in a transaction, or has just ended the task.
      perform pg_terminate_backend(k.pid, 1000)
         from job.lease l
         join pg_locks k on k.locktype = 'transactionid' and k.granted and k.mode = 'ExclusiveLock'
                        and k.transactionid = l.xmax
         -- A person's session that holds the row (stop, pause and retry hand lost tasks on too) is not ours to end.
         join pg_stat_activity a on a.pid = k.pid and a.usename = session_user
        where l.task_id = v_worker.task_id and l.worker_id = v_worker.id;
      select l.* into v_lease from job.lease l
       where l.task_id = v_worker.task_id and l.worker_id = v_worker.id
         for no key update skip locked;
      continue when not found;                       -- the next tick finds it
    end if;

    worker_id := v_worker.id;
    task_id := v_worker.task_id;
    cause := v_worker.cause;
    was_quarantined := job._hand_on(v_lease, v_worker.name, cause);
    return next;
  end loop;
  if worker_id is not null then
    perform job._hint();
  end if;
  perform job._give_turns();
  perform job._end_blockers();
end $$;

alter function job.rescue(int) owner to chantier_owner;
revoke execute on function job.rescue(int) from public;
grant execute on function job.rescue(int) to chantier_worker;
comment on function job.rescue(int) is 'Hands on the tasks of dead workers';
