-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._job(name): the job of this name. Caller: tracker.launch, job.put_profile. Locks: none.
-- Errors: P0001 unknown_job, the detail lists the jobs, and the profiles, which may be launched by the same name.
create or replace function tracker._job(p_name text) returns job.job
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_job job.job;
begin
  select j.* into v_job from job.job j where j.name = p_name;
  if not found then
    raise exception 'unknown_job: "%" is not a job here', p_name
      using errcode = 'P0001', constraint = 'unknown_job',
            detail = coalesce((select 'Jobs: ' || string_agg(j.name, ', ' order by j.name) || '.' from job.job j),
                              'No job is registered.')
              || coalesce((select ' Profiles: ' || string_agg(p.code, ', ' order by p.code) || '.' from job.profile p), ''),
            hint = 'Jobs are registered when the database is migrated, and by every worker that starts.';
  end if;
  return v_job;
end $$;

alter function tracker._job(text) owner to chantier_owner;
revoke execute on function tracker._job(text) from public;
grant execute on function tracker._job(text) to chantier_definer, chantier_worker;
comment on function tracker._job(text) is 'The job of a name';
