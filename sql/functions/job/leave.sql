-- SPDX-License-Identifier: Apache-2.0
--
-- job.leave(worker): orderly end of a worker, on its control session. What it still holds is handed back unharmed.
-- Locks: the leases it holds, all before any step; then the steps in order of id, where a pause is met (job._settle_pause);
-- then the worker's row. Two workers that leave at once hold tasks of the same steps in any order.
create or replace function job.leave(p_worker int) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_task  bigint;
  v_token bigint;
begin
  perform from job.lease l where l.worker_id = p_worker order by l.task_id for no key update;
  for v_task, v_token in
    select l.task_id, l.token from job.lease l where l.worker_id = p_worker order by l.step_id, l.task_id
  loop
    perform job.hand_back(v_task, v_token, 'hand_back', null);
  end loop;
  delete from job.worker w where w.id = p_worker;
  perform pg_advisory_unlock(1128812116, p_worker);
end $$;

alter function job.leave(int) owner to chantier_owner;
revoke execute on function job.leave(int) from public;
grant execute on function job.leave(int) to chantier_worker;
comment on function job.leave(int) is 'Orderly end of a worker';
