-- SPDX-License-Identifier: Apache-2.0
--
-- 0007: who sees what: the roles of administrators, analysts and the web; an administrator's way to another's execution by its
-- full URL, kept as it is used; the groups a person is in.

-- Roles -----------------------------------------------------------------------------------------------------------------
-- As in 0001, each statement bears being second: another database of the cluster may be migrated at this moment.
do $$
declare
  v_role  text;
  v_grant text;
  v_try   int;
begin
  foreach v_role in array array[
    'chantier_admin nologin', 'chantier_analyst nologin', 'chantier_report nologin', 'chantier_web login noinherit',
    'chantier_webuser nologin', 'chantier_webadmin nologin'
  ] loop
    begin
      if not exists (select from pg_catalog.pg_roles r where r.rolname = split_part(v_role, ' ', 1)) then
        execute 'create role ' || v_role;
      end if;
    exception when duplicate_object or unique_violation then null;
    end;
  end loop;

  for v_try in 1 .. 5 loop
    begin
      foreach v_grant in array array[
        'chantier_user > chantier_admin', 'chantier_user > chantier_webuser', 'chantier_admin > chantier_webadmin'
      ] loop
        -- Not pg_has_role: to that a superuser is a member of everything.
        if not exists (
          select from pg_catalog.pg_auth_members m
           where m.roleid = split_part(v_grant, ' > ', 1)::regrole and m.member = split_part(v_grant, ' > ', 2)::regrole
        ) then
          execute format('grant %I to %I', split_part(v_grant, ' > ', 1), split_part(v_grant, ' > ', 2));
        end if;
      end loop;
      if not pg_has_role(current_user, 'chantier_report', 'member') then
        execute format('grant chantier_report to %I', current_user);
      end if;
      exit;
    exception when unique_violation or internal_error then       -- "tuple concurrently updated"
      if v_try = 5 then
        raise;
      end if;
    end;
  end loop;
end $$;

set local role chantier_owner;

-- chantier_admin and the web's shared roles have what chantier_user has. chantier_web has nothing: it acts as somebody, or not at all.
grant usage on schema tracker to chantier_analyst;
grant usage on schema job, tracker, catalog to chantier_report;
grant create on schema tracker to chantier_report;                 -- needed to own views there; nobody logs in as it

-- Opened by URL ------------------------------------------------------------------------------------------------------------
create table tracker.url_access (
  id           bigint      generated always as identity,
  execution_id bigint      not null,
  opened_at    timestamptz not null,
  expires_at   timestamptz not null,
  given_in     xid8        not null default pg_current_xact_id(),
  month        date        not null,
  owner        text        not null,
  person       text        not null,
  login        text        not null default session_user,
  via          text,
  constraint url_access_pkey primary key (id),
  constraint url_access_expires_after_opening_check check (expires_at > opened_at)
);
create index url_access_person_idx on tracker.url_access (person, execution_id, expires_at);
create index url_access_execution_id_idx on tracker.url_access (execution_id);
create index url_access_owner_idx on tracker.url_access (owner);
comment on table tracker.url_access is 'An administrator has opened another''s execution by its URL: the grant and the record of it in one row. Written by tracker.open alone, never changed but to extend a grant that lives';
comment on column tracker.url_access.id is 'Number; newest last';
comment on column tracker.url_access.execution_id is 'job.execution';
comment on column tracker.url_access.opened_at is 'Opened';
comment on column tracker.url_access.expires_at is 'Until when the person may read it';
comment on column tracker.url_access.given_in is 'Transaction that gave or extended it. It counts in other ones only, so that no rollback takes back the record of what was read';
comment on column tracker.url_access.month is 'As in job.execution';
comment on column tracker.url_access.owner is 'As in job.execution';
comment on column tracker.url_access.person is 'Who opened it';
comment on column tracker.url_access.login is 'The role that was logged in: the person, or one who had taken that role';
comment on column tracker.url_access.via is 'application_name of the session';

-- Groups of people -----------------------------------------------------------------------------------------------------------
create table tracker.person_group (
  person     text not null,
  user_group text not null,
  constraint person_group_pkey primary key (person, user_group)
);
create index person_group_user_group_idx on tracker.person_group (user_group);
comment on table tracker.person_group is 'A person is in a group; written by chantier user';
comment on column tracker.person_group.person is 'The PostgreSQL role';
comment on column tracker.person_group.user_group is 'catalog.user_group';

-- Row-level security and rights ------------------------------------------------------------------------------------------------
-- The policies call this; the file functions/tracker/_opened.sql says more and is the living text.
create function tracker._opened() returns bigint[] language sql stable
  set search_path = pg_catalog, pg_temp
as $$ select '{}'::bigint[] $$;
revoke execute on function tracker._opened() from public;
grant execute on function tracker._opened() to chantier_user;
comment on function tracker._opened() is 'Executions that this person has opened by URL and may still read';

do $$
declare
  v_table text;
begin
  foreach v_table in array array['tracker.url_access', 'tracker.person_group'] loop
    execute format('alter table %s enable row level security', v_table);
    execute format('alter table %s force row level security', v_table);
    execute format('create policy definer on %s to chantier_definer using (true) with check (true)', v_table);
    execute format('grant select on %s to chantier_user', v_table);
  end loop;
  grant select, insert, update, delete on tracker.url_access to chantier_definer;
  create policy own on tracker.url_access for select to chantier_user
    using (person = (select tracker.me()) or owner = (select tracker.me()));
  grant select on tracker.person_group to chantier_definer, chantier_worker;
  create policy own on tracker.person_group for select to chantier_user using (person = (select tracker.me()));
  create policy worker on tracker.person_group for select to chantier_worker using (true);
  create policy maintain on tracker.person_group to chantier_owner using (true) with check (true);

  -- The array is computed once for a query. coalesce keeps the comparison from any index, and lets the planner think that half of
  -- the rows pass: it is always one half of an OR with the owner's policy, and an administrator's own list must keep the order of
  -- the owner's index (0.3 ms of 600,000 own rows) instead of gathering all rows of both halves (1.1 s).
  create policy by_url on job.execution for select to chantier_admin
    using (coalesce(id = any ((select tracker._opened())::bigint[]), false));
  foreach v_table in array array[
    'job.execution_detail', 'job.step', 'job.task', 'job.lease', 'job.held', 'job.request', 'job.outcome', 'job.warning',
    'job.error', 'job.event', 'job.artifact', 'job.invalid_item', 'catalog.history'
  ] loop
    execute format(
      'create policy by_url on %s for select to chantier_admin using '
      '(coalesce(execution_id = any ((select tracker._opened())::bigint[]), false))',
      v_table);
  end loop;
  create policy by_url on job.piece for select to chantier_admin
    using (coalesce(artifact_id = any (array(
      select f.id from job.artifact f where f.execution_id = any ((select tracker._opened())::bigint[]))), false));

  -- Aggregates count all executions, and hold nothing of an item: neither its text nor its file.
  foreach v_table in array array[
    'job.execution', 'job.step', 'job.task', 'job.lease', 'job.held', 'job.outcome', 'job.warning', 'job.error'
  ] loop
    execute format('create policy report on %s for select to chantier_report using (true)', v_table);
  end loop;
  foreach v_table in array array['job.ready', 'job.worker', 'job.job', 'job.owner'] loop
    execute format('create policy report on %s for select to chantier_report using (true)', v_table);
    execute format('grant select on %s to chantier_report', v_table);
  end loop;
end $$;
grant select (id, created_at, started_at, ended_at, warnings, errors, owner_id, month, job_id, priority, step, steps, status,
              owner, kind, job, colour, problems) on job.execution to chantier_report;
grant select (id, execution_id, started_at, ended_at, counted_at, total, done, read, created, updated, unchanged, skipped,
              invalid, written, warnings, errors, open, month, ordinal, status, owner, name, unit) on job.step to chantier_report;
grant select (id, step_id, execution_id, created_at, month, priority, owner) on job.task to chantier_report;
grant select (task_id, execution_id, step_id, claimed_at, committed_at, done, worker_id, owner_id, month, job_id, priority, owner)
  on job.lease to chantier_report;
grant select (task_id, execution_id, step_id, held_at, owner_id, job_id, priority, owner, reason) on job.held to chantier_report;
grant select (task_id, step_id, execution_id, claimed_at, ended_at, done, worker_id, month, state, owner) on job.outcome
  to chantier_report;
grant select (execution_id, step_id, at, month, is_note, owner, reason) on job.warning to chantier_report;
grant select (execution_id, step_id, at, month, owner, reason, sqlstate) on job.error to chantier_report;

reset role;
