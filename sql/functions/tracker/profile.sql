-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.profile: the profiles, which everybody sees and launches. parameters: what differs from the job's defaults.
create or replace view tracker.profile with (security_invoker = true) as
select p.code,
       p.job,
       j.kind,
       p.label,
       p.parameters,
       p.overlap,
       p.owner,
       p.owner = (select tracker.me()) or pg_has_role('chantier_admin', 'usage') as may_change,
       p.created_at,
       p.updated_at,
       p.updated_by
  from job.profile p
  left join job.job j on j.name = p.job;
alter view tracker.profile owner to chantier_owner;
grant select on tracker.profile to chantier_user, chantier_worker, chantier_definer;
comment on view tracker.profile is 'Saved jobs with their parameters';
comment on column tracker.profile.code is 'What it is launched by';
comment on column tracker.profile.job is 'Name of the job';
comment on column tracker.profile.kind is 'One of the five kinds; null: no such job is registered any more';
comment on column tracker.profile.label is 'What people read';
comment on column tracker.profile.parameters is 'What differs from the job''s defaults';
comment on column tracker.profile.overlap is 'A launch while an execution of it has not ended: skip, queue or allow';
comment on column tracker.profile.owner is 'Who made it';
comment on column tracker.profile.may_change is 'Whether the reader may change and delete it';
comment on column tracker.profile.created_at is 'Made';
comment on column tracker.profile.updated_at is 'Changed last';
comment on column tracker.profile.updated_by is 'Who changed it last';
