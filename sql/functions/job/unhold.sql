-- SPDX-License-Identifier: Apache-2.0
--
-- job.unhold(worker): tasks set aside that this worker can run become ready again; not those that a person has paused or
-- that wait for the turn of their profile. Answers
-- how many.
-- Caller: job.register_worker; a worker whose jobs have changed.
-- Locks: held rows, skip locked; their lease rows; then new ready rows.
create or replace function job.unhold(p_worker int) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lease job.lease;
  v_count int := 0;
begin
  if not exists (select from job.held h where h.reason not in ('paused', 'profile')) then
    return 0;                                        -- nearly always
  end if;
  for v_lease in
    with able as (
      select h.task_id
        from job.held h
        join job.worker w on w.id = p_worker
        join job.job j on j.id = h.job_id
        join job.step s on s.id = h.step_id
        join job.task t on t.step_id = h.step_id and t.id = h.task_id
        join job.lease l on l.task_id = h.task_id
       where h.reason not in ('paused', 'profile')
         and (w.jobs -> j.name ->> s.name)::int
             = coalesce(l.checkpoint_version, nullif(t.checkpoint_version, 0), (w.jobs -> j.name ->> s.name)::int)
       order by h.task_id
         for update of h skip locked
    ),
    gone as (
      delete from job.held h using able a where h.task_id = a.task_id returning h.task_id
    )
    select l.* from job.lease l join gone g on g.task_id = l.task_id order by l.task_id
  loop
    perform job._requeue(v_lease);
    v_count := v_count + 1;
  end loop;
  if v_count > 0 then
    perform job._hint();
  end if;
  return v_count;
end $$;

alter function job.unhold(int) owner to chantier_owner;
revoke execute on function job.unhold(int) from public;
grant execute on function job.unhold(int) to chantier_worker;
comment on function job.unhold(int) is 'Makes tasks ready again that a worker can run';
