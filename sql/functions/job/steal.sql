-- SPDX-License-Identifier: Apache-2.0
--
-- job.steal(worker, minimum): an idle worker cuts the largest range left at its middle and takes the upper half.
-- Caller: a worker whose claim found nothing, alone in its transaction.
-- Rows: none, or one as job.claim's, with the range of the new task.
-- Locks: one lease row (it waits for the victim's chunk, 2 s at most: 55P03); the step row; the new rows. One candidate a
-- transaction: with more, two thieves deadlock.
-- A task is added to a running step only here, under the lease row of an unfinished task of that step: the victim cannot
-- finish before this commit, so the step's open count cannot reach 0 in between.
-- A step takes part unless its job says "may_be_split": false; no part gets smaller than its "split_minimum". The new
-- task's part is its range start, as in every step that may be split. The victim learns its new end from its fence.
create or replace function job.steal(p_worker int, p_minimum bigint)
returns table (
  task_id bigint, token bigint, execution_id bigint, step_id bigint, job_id smallint, priority smallint, tag bigint,
  is_resumed boolean, range_start bigint, range_end bigint
)
language plpgsql
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
set plan_cache_mode = force_generic_plan
as $$
#variable_conflict use_column
declare
  v_least  bigint;
  v_victim bigint;
  v_lease  job.lease;
  v_middle bigint;
begin
  if not exists (select from job.lease l where l.worker_id is not null and l.range_end > l.position) then
    return;                                          -- as on an idle queue
  end if;
  select l.task_id, m.least into v_victim, v_least
    from job.worker w
   cross join job.lease l
    join job.job j on j.id = l.job_id
    join job.step s on s.id = l.step_id
    join job.task t on t.step_id = l.step_id and t.id = l.task_id
   cross join lateral (
     select 2 * greatest(p_minimum, (p.value ->> 'split_minimum')::bigint, 1) as least
       from jsonb_array_elements(j.steps) as p
      where p.value ->> 'name' = s.name and p.value ->> 'may_be_split' is distinct from 'false'
      limit 1
   ) as m
   where w.id = p_worker and w.lease_until > job.now()
     and l.worker_id is not null
     and l.range_end - l.position >= m.least
     and not s.has_failed
     and (w.jobs -> j.name ->> s.name)::int = t.checkpoint_version
     and not exists (select from job.request r where r.execution_id = l.execution_id)
   order by l.range_end - l.position desc, l.task_id
   limit 1;
  if v_victim is null then
    return;
  end if;

  select l.* into v_lease from job.lease l where l.task_id = v_victim for no key update;
  if not found or v_lease.worker_id is null or v_lease.range_end - v_lease.position < v_least then
    return;                                          -- looked at again, under the lock
  end if;
  v_middle := v_lease.position + (v_lease.range_end - v_lease.position) / 2;

  update job.lease l set range_end = v_middle where l.task_id = v_victim;
  insert into job.task (step_id, execution_id, owner, month, part, range_start, range_end, input, tag, priority,
                        checkpoint_version, created_at)
  select t.step_id, t.execution_id, t.owner, t.month, v_middle, v_middle, v_lease.range_end, t.input, v_lease.tag,
         t.priority, t.checkpoint_version, job.now()
    from job.task t
   where t.step_id = v_lease.step_id and t.id = v_victim
  returning id into task_id;
  token := nextval('job.token_seq');
  insert into job.lease (task_id, token, execution_id, step_id, position, range_end, tag, claimed_at, worker_id,
                         owner_id, month, job_id, priority, owner)
  values (task_id, token, v_lease.execution_id, v_lease.step_id, v_middle, v_lease.range_end, v_lease.tag, job.now(),
          p_worker, v_lease.owner_id, v_lease.month, v_lease.job_id, v_lease.priority, v_lease.owner);
  update job.step s set open = s.open + 1 where s.id = v_lease.step_id;
  update job.worker w set is_idle = false where w.id = p_worker and w.is_idle;

  execution_id := v_lease.execution_id;
  step_id := v_lease.step_id;
  job_id := v_lease.job_id;
  priority := v_lease.priority;
  tag := v_lease.tag;
  is_resumed := false;
  range_start := v_middle;
  range_end := v_lease.range_end;
  return next;
end $$;

alter function job.steal(int, bigint) owner to chantier_owner;
revoke execute on function job.steal(int, bigint) from public;
grant execute on function job.steal(int, bigint) to chantier_worker;
comment on function job.steal(int, bigint) is 'Cuts the largest range left and leases its upper half';
