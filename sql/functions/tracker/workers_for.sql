-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.workers_for(job): how many live workers take this job: to tell a person who waits that nobody is there.
-- Caller: a person. Locks: none.
create or replace function tracker.workers_for(p_job text) returns int
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return (select count(*) from job.worker w where w.lease_until > job.now() and w.jobs ? p_job);
end $$;

alter function tracker.workers_for(text) owner to chantier_definer;
revoke execute on function tracker.workers_for(text) from public;
grant execute on function tracker.workers_for(text) to chantier_user;
comment on function tracker.workers_for(text) is 'How many live workers take this job';
