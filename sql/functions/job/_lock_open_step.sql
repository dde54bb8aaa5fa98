-- SPDX-License-Identifier: Apache-2.0
--
-- job._lock_open_step(execution): the step that has open tasks, locked; null when the execution has ended.
-- An execution that has not ended has exactly one such step at every commit: the transaction that takes the last task off one
-- step puts the first one on the next.
-- Caller: tracker.pause, tracker.resume. Locks: the step row.
-- Errors: 55000 when, asked again and again, it has no such step: that is nobody's to wait for.
create or replace function job._lock_open_step(p_execution bigint) returns job.step
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_step job.step;
begin
  for v_try in 1 .. 200 loop
    select s.* into v_step
      from job.step s
     where s.execution_id = p_execution and s.open > 0
       for no key update;
    -- Not found: it ended while we waited for it, and another one has begun, or none.
    if found or not exists (select from job.execution e where e.id = p_execution and e.ended_at is null) then
      return v_step;
    end if;
  end loop;
  raise exception 'execution % has not ended, and none of its steps has open tasks', p_execution using errcode = '55000';
end $$;

alter function job._lock_open_step(bigint) owner to chantier_owner;
revoke execute on function job._lock_open_step(bigint) from public;
grant execute on function job._lock_open_step(bigint) to chantier_definer;
comment on function job._lock_open_step(bigint) is 'Locks the step of an execution that has open tasks';
