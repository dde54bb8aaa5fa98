-- SPDX-License-Identifier: Apache-2.0
--
-- 0001: the roles, and the schemas job (the engine) and tracker (the people).
--
-- Applied in one transaction, by a superuser or by a role with CREATEROLE that owns the database.

-- Roles -----------------------------------------------------------------------------------------------------------------
-- Roles belong to the cluster: another database may be migrated at this moment, so each statement bears being second.
do $$
declare
  v_role text;
  v_try  int;
begin
  foreach v_role in array array[
    'chantier_owner nologin', 'chantier_definer nologin', 'chantier_user nologin', 'chantier_worker login'
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
      if not pg_has_role(current_user, 'chantier_owner', 'member') then
        execute format('grant chantier_owner to %I', current_user);
      end if;
      if not pg_has_role(current_user, 'chantier_definer', 'member') then
        execute format('grant chantier_definer to %I', current_user);
      end if;
      -- A killed worker's session must end, and a frozen one's transaction too, before its lease does.
      if not exists (
        select from pg_catalog.pg_roles r
         where r.rolname = 'chantier_worker' and 'idle_in_transaction_session_timeout=10s' = any (r.rolconfig)
      ) then
        alter role chantier_worker set idle_in_transaction_session_timeout = '10s';
      end if;
      begin
        if not exists (
          select from pg_catalog.pg_roles r
           where r.rolname = 'chantier_worker' and 'client_connection_check_interval=500ms' = any (r.rolconfig)
        ) then
          alter role chantier_worker set client_connection_check_interval = '500ms';
        end if;
      exception when invalid_parameter_value then
        raise warning 'this server cannot check its client''s connection: a killed worker''s locks may last until its statement ends';
      end;
      exit;
    exception when unique_violation or internal_error then       -- "tuple concurrently updated"
      if v_try = 5 then
        raise;
      end if;
    end;
  end loop;

  execute format('grant create on database %I to chantier_owner', current_database());
  begin
    revoke create on schema public from public;
  exception when insufficient_privilege or invalid_schema_name then null;
  end;
end $$;

-- Schemas ---------------------------------------------------------------------------------------------------------------
create schema if not exists job;
create schema if not exists tracker;
create table if not exists job.migration (
  number      int         not null,
  name        text        not null,
  checksum    text        not null,
  is_breaking boolean     not null default false,
  applied_at  timestamptz not null default clock_timestamp(),
  constraint migration_pkey primary key (number)
);
create table if not exists job.function_file (
  name       text        not null,
  checksum   text        not null,
  applied_at timestamptz not null default clock_timestamp(),
  constraint function_file_pkey primary key (name)
);
alter schema job owner to chantier_owner;
alter schema tracker owner to chantier_owner;
alter table job.migration owner to chantier_owner;
alter table job.function_file owner to chantier_owner;

alter default privileges for role chantier_owner revoke execute on functions from public;
alter default privileges for role chantier_definer revoke execute on functions from public;

set local role chantier_owner;

comment on schema job is 'The engine: executions, steps, tasks, leases, workers';
comment on schema tracker is 'What people call and read: launch, stop, own executions, notifications';
grant usage on schema job to chantier_user, chantier_worker, chantier_definer;
grant usage on schema tracker to chantier_user, chantier_worker, chantier_definer;
grant create on schema job, tracker to chantier_definer;          -- needed to own functions there; nobody logs in as it

-- The person, for policies; the file functions/tracker/me.sql says more and is the living text.
create function tracker.me() returns text language sql stable parallel safe
  set search_path = pg_catalog, pg_temp
as $$ select current_user::text $$;

reset role;
