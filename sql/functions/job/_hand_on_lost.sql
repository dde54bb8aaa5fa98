-- SPDX-License-Identifier: Apache-2.0
--
-- job._hand_on_lost(execution): tasks of an execution whose worker's lease has ended are handed on, though no worker may be
-- left to do it (job.rescue): so a person's stop, pause or retry acts at once. Answers how many.
-- Safe at any time: behind the end of its lease a worker's fence refuses every chunk.
-- Caller: tracker.stop, tracker.pause, tracker.retry. Locks: leases, skip locked (a frozen session may hold one: job.rescue
-- ends it); then as job._hand_on.
create or replace function job._hand_on_lost(p_execution bigint) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lost  record;
  v_count int := 0;
begin
  for v_lost in
    select l as lease, w.name
      from job.step s
      join job.task t on t.step_id = s.id
      join job.lease l on l.task_id = t.id
      join job.worker w on w.id = l.worker_id
     where s.execution_id = p_execution and s.open > 0 and w.lease_until <= job.now()
     order by l.task_id
       for no key update of l skip locked
  loop
    perform job._hand_on(v_lost.lease, v_lost.name, 'lease');
    v_count := v_count + 1;
  end loop;
  if v_count > 0 then
    perform job._hint();
  end if;
  return v_count;
end $$;

alter function job._hand_on_lost(bigint) owner to chantier_owner;
revoke execute on function job._hand_on_lost(bigint) from public;
grant execute on function job._hand_on_lost(bigint) to chantier_definer;
comment on function job._hand_on_lost(bigint) is 'Hands on the tasks of an execution whose workers are gone';
