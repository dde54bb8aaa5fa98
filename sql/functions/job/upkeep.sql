-- SPDX-License-Identifier: Apache-2.0
--
-- job.upkeep(worker): what nobody waits for: partitions of the months to come, uploads that were never launched, rows of
-- workers long dead, what previews left behind, media that nothing names, what is older than the settings keep. Answers what it did; null when another worker is at it.
-- Caller: any worker, once a minute, alone in its transaction.
-- Locks: the advisory lock (1128812118, 0), tried; then as job._make_partitions; then the rows that go, skip locked; then as
-- job._drop_previews, job._drop_unused_media and job._retain.
create or replace function job.upkeep(p_worker int) returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_partitions int;
  v_uploads    bigint[];
  v_workers    int;
begin
  if not pg_try_advisory_xact_lock(1128812118, 0) then
    return null;
  end if;
  v_partitions := job._make_partitions();

  with gone as (
    delete from job.artifact a
     where a.id in (
             select o.id
               from job.artifact o
              where o.execution_id is null and o.created_at < job.now() - interval '1 day'
              limit 100
                for update skip locked)
    returning a.id
  )
  select array_agg(g.id) into v_uploads from gone g;
  delete from job.piece p where p.artifact_id = any (v_uploads);

  delete from job.worker w
   where w.id <> p_worker and w.heartbeat_at < job.now() - interval '1 day' and w.lease_until <= job.now()
     and not exists (select from job.lease l where l.worker_id = w.id);
  get diagnostics v_workers = row_count;
  return jsonb_build_object('partitions', v_partitions, 'uploads', coalesce(cardinality(v_uploads), 0), 'workers', v_workers,
                            'previews', job._drop_previews(), 'media', job._drop_unused_media())
         || job._retain();
end $$;

alter function job.upkeep(int) owner to chantier_owner;
revoke execute on function job.upkeep(int) from public;
grant execute on function job.upkeep(int) to chantier_worker;
comment on function job.upkeep(int) is 'Partitions, uploads never launched, rows of dead workers, retention';
