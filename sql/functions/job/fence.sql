-- SPDX-License-Identifier: Apache-2.0
--
-- job.fence(task, token): "is my lease still mine?". The first statement of every chunk's transaction.
-- Caller: a slot. READ COMMITTED only.
-- Locks: the lease row, until the chunk's end: a rescuer, a thief or a successor waits for it.
-- Rows: none when the lease is lost: the token is another one, or the worker's lease has ended though nobody has taken
-- the task over yet. Else the range's present end (a thief may have cut it: no item at or beyond it may be written) and
-- 'stop' when a sibling task has failed, else 'stop' or 'pause' when a person asked for it.
create or replace function job.fence(p_task bigint, p_token bigint)
returns table (range_end bigint, request text)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select l.range_end, case when s.has_failed then 'stop' else r.request end
    from job.lease l
    join job.step s on s.id = l.step_id
    left join job.request r on r.execution_id = l.execution_id
   where l.task_id = p_task
     and l.token = p_token
     and exists (select from job.worker w where w.id = l.worker_id and w.lease_until > job.now())
     for no key update of l;
end $$;

alter function job.fence(bigint, bigint) owner to chantier_owner;
revoke execute on function job.fence(bigint, bigint) from public;
grant execute on function job.fence(bigint, bigint) to chantier_worker;
comment on function job.fence(bigint, bigint) is 'First statement of a chunk: locks the lease, answers range end and request; no row: lost';
