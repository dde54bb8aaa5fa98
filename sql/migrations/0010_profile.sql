-- SPDX-License-Identifier: Apache-2.0
--
-- 0010: profiles: saved jobs with their parameters; what values a job's parameters may have; whose turn it is among the
-- executions of a profile.

set local role chantier_owner;

alter table job.job add column rules jsonb not null default '{}',
  add constraint job_rules_check check (jsonb_typeof(rules) = 'object');
comment on column job.job.rules is 'What values parameters may have beyond the type of their default: {"storage.type": {"in": […], "folded": true}}';

create table job.profile (
  id         int         generated always as identity,
  code       text        not null,
  job        text        not null,
  label      text        not null,
  parameters jsonb       not null default '{}',
  overlap    text        not null default 'queue',
  owner      text        not null,
  updated_by text        not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint profile_pkey primary key (id),
  constraint profile_code_check check (code ~ '^[a-zA-Z0-9_]{1,100}$'),
  constraint profile_label_check check (length(label) between 1 and 255),
  constraint profile_parameters_check check (jsonb_typeof(parameters) = 'object'),
  constraint profile_overlap_check check (overlap in ('skip', 'queue', 'allow'))
);
create unique index profile_code_key on job.profile (lower(code));
comment on table job.profile is 'A saved job with its parameters. Everybody sees and launches it; its owner and administrators change it. No secret stands in one';
comment on column job.profile.id is 'Internal number';
comment on column job.profile.code is 'What it is launched by; unique whatever the case';
comment on column job.profile.job is 'Name of the job';
comment on column job.profile.label is 'What people read';
comment on column job.profile.parameters is 'What differs from the job''s defaults';
comment on column job.profile.overlap is 'A launch while an execution of it has not ended: skip (launches nothing), queue (waits for its turn), allow (side by side)';
comment on column job.profile.owner is 'Who made it';
comment on column job.profile.updated_by is 'Who changed it last';
comment on column job.profile.created_at is 'Made';
comment on column job.profile.updated_at is 'Changed last';

alter table job.profile enable row level security;
alter table job.profile force row level security;
create policy worker on job.profile to chantier_worker using (true) with check (true);
create policy definer on job.profile to chantier_definer using (true) with check (true);
create policy everybody on job.profile for select to chantier_user using (true);
grant select, insert, update, delete on job.profile to chantier_worker, chantier_definer;
grant select on job.profile to chantier_user;

-- Whose turn it is: of a profile that lets only one run, the others stand in job.held until then.
alter table job.execution add column has_turn boolean not null default true;
comment on column job.execution.has_turn is 'False: it waits for an earlier execution of its profile; its tasks stand in job.held';
-- Both predicates change with the status, which is indexed already: no update is less HOT for them.
create index execution_profile_open_idx on job.execution (profile, id) where profile is not null and ended_at is null;
create index execution_profile_waits_idx on job.execution (profile) where not has_turn and ended_at is null;

-- Those that wait for another worker, for its register: neither paused nor waiting for a turn.
drop index job.held_task_id_not_paused_idx;
create index held_task_id_no_worker_idx on job.held (task_id) where reason not in ('paused', 'profile');

-- A launch says now whether it launched.
drop function if exists tracker.launch(text, jsonb, text, bigint, smallint, text);

reset role;
