-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._heard_at(workers): the newest heartbeat of some workers; null when there are none. With it a reader tells a worker
-- that is alive and slow from one that is gone. Says nothing about anybody's executions.
-- Caller: tracker._progress, with the workers of tasks that the reader may see. Locks: none.
create or replace function tracker._heard_at(p_workers int[]) returns timestamptz
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (select max(w.heartbeat_at) from job.worker w where w.id = any (p_workers));
end $$;

alter function tracker._heard_at(int[]) owner to chantier_definer;
revoke execute on function tracker._heard_at(int[]) from public;
grant execute on function tracker._heard_at(int[]) to chantier_user, chantier_worker, chantier_definer, chantier_owner;
comment on function tracker._heard_at(int[]) is 'Newest heartbeat of some workers';
