-- SPDX-License-Identifier: Apache-2.0
--
-- job.pause_task(task, token): a pause was met at the fence: the task stands aside as its last chunk left it. Answers true;
-- false when the pause was withdrawn meanwhile, and the task goes on; null when the lease is lost.
-- Caller: a slot, after job.fence in the same transaction, instead of a chunk; commit follows at once.
-- Locks: the lease row, which the fence has locked; the request row, shared (it waits for a resume or stop under way); the
-- new held row; then as job._settle_pause.
create or replace function job.pause_task(p_task bigint, p_token bigint) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lease job.lease;
begin
  select l.* into v_lease
    from job.lease l
   where l.task_id = p_task and l.token = p_token and l.worker_id is not null
     for no key update;
  if not found then
    return null;
  end if;
  perform from job.request r where r.execution_id = v_lease.execution_id and r.request = 'pause' for share;
  if not found then
    return false;
  end if;
  perform job._set_aside(v_lease);
  return true;
end $$;

alter function job.pause_task(bigint, bigint) owner to chantier_owner;
revoke execute on function job.pause_task(bigint, bigint) from public;
grant execute on function job.pause_task(bigint, bigint) to chantier_worker;
comment on function job.pause_task(bigint, bigint) is 'Sets a task aside that met a pause; false: withdrawn, null: lost';
