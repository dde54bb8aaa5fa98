-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._queue_position(execution): the place of a waiting execution in the queue, from 1: how many executions have a task
-- that is claimed before its first one. Null when none of its tasks waits for a slot, when it is another person's, or beyond
-- the first 1,000 tasks: a place so far behind says nothing.
-- A number is all that it says about others. Caller: views of tracker; tracker.why. Locks: none.
create or replace function tracker._queue_position(p_execution bigint) returns int
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set plan_cache_mode = force_generic_plan
as $$
declare
  v_first job.ready;
  v_tasks bigint;
  v_ahead bigint;
begin
  if not tracker._may_act(p_execution, tracker.caller()) then
    return null;
  end if;
  select r.* into v_first
    from job.step s
    join job.task t on t.step_id = s.id
    left join job.lease l on l.task_id = t.id
    join job.ready r on r.priority = t.priority and r.tag = coalesce(l.tag, t.tag) and r.task_id = t.id
   where s.execution_id = p_execution and s.open > 0
   order by t.id
   limit 1;
  if not found then
    return null;
  end if;
  select count(*), count(distinct n.step_id) into v_tasks, v_ahead
    from (
      select r.step_id
        from job.ready r
       where (r.priority, r.tag, r.task_id) < (v_first.priority, v_first.tag, v_first.task_id)
       order by r.priority, r.tag, r.task_id
       limit 1000
    ) as n;
  return case when v_tasks < 1000 then v_ahead + 1 end;
end $$;

alter function tracker._queue_position(bigint) owner to chantier_definer;
revoke execute on function tracker._queue_position(bigint) from public;
grant execute on function tracker._queue_position(bigint) to chantier_user, chantier_worker, chantier_definer, chantier_owner;
comment on function tracker._queue_position(bigint) is 'Place of a waiting execution in the queue';
