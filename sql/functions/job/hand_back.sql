-- SPDX-License-Identifier: Apache-2.0
--
-- job.hand_back(task, token, cause, message): the worker gives a task back unharmed; another goes on from its checkpoint.
-- Answers false when the lease is lost.
-- Caller: a slot or the dispatcher, in a transaction of its own. cause: 'hand_back' (deploy, prefetched too many: counted
-- as such, costs nothing) or 'error' (job.record_error has counted it).
-- Locks: the lease row; then the new ready row.
create or replace function job.hand_back(p_task bigint, p_token bigint, p_cause text, p_message text) returns boolean
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lease job.lease;
begin
  update job.lease l
     set hand_back_count = l.hand_back_count + (p_cause = 'hand_back')::int
   where l.task_id = p_task and l.token = p_token and l.worker_id is not null
  returning l.* into v_lease;
  if not found then
    return false;
  end if;
  perform job._requeue(v_lease);
  if p_message is not null then
    perform job._put_event(v_lease, case p_cause when 'error' then 'warning' else 'info' end, 'handed_back', p_message, null);
  end if;
  perform job._hint();
  return true;
end $$;

alter function job.hand_back(bigint, bigint, text, text) owner to chantier_owner;
revoke execute on function job.hand_back(bigint, bigint, text, text) from public;
grant execute on function job.hand_back(bigint, bigint, text, text) to chantier_worker;
comment on function job.hand_back(bigint, bigint, text, text) is 'Gives a task back; false: lost';
