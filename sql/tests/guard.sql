-- SPDX-License-Identifier: Apache-2.0
-- The catalogue check: nothing that is added later may show one person's executions to another. Each of its sentences is then
-- made to speak by one bad thing.
begin;
select plan(35);

create temporary view rel as
  select c.*, c.relnamespace <> 'catalog'::regnamespace
              or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('execution_id', 'owner')) as is_guarded
    from pg_class c
   where c.relnamespace in ('job'::regnamespace, 'tracker'::regnamespace, 'catalog'::regnamespace);
create temporary view fun as
  select p.* from pg_proc p
   where p.pronamespace in ('job'::regnamespace, 'tracker'::regnamespace, 'catalog'::regnamespace);

create function pg_temp.faults() returns table (fault text, thing text) language sql as $$
  select 'no forced row-level security', oid::regclass::text from rel
   where relkind in ('r', 'p') and is_guarded and not (relrowsecurity and relforcerowsecurity)
  union all
  select 'no policy', oid::regclass::text from rel
   where relkind in ('r', 'p') and is_guarded and not relispartition
     and not exists (select from pg_policy y where y.polrelid = rel.oid)
  union all
  select 'policy for everybody', y.polname || ' on ' || y.polrelid::regclass
    from pg_policy y join rel on rel.oid = y.polrelid
   where 0 = any (y.polroles)
  union all
  select 'people may read all', y.polname || ' on ' || y.polrelid::regclass
    from pg_policy y join rel on rel.oid = y.polrelid
   where pg_get_expr(y.polqual, y.polrelid) = 'true'
     and y.polroles && array['chantier_user', 'chantier_admin', 'chantier_analyst', 'chantier_webuser', 'chantier_webadmin']::regrole[]::oid[]
     and rel.oid not in ('job.job'::regclass, 'job.migration'::regclass, 'job.function_file'::regclass, 'tracker.setting'::regclass,
                     'job.retention'::regclass, 'job.profile'::regclass)
  union all
  select 'people may write', rel.oid::regclass || ': ' || x.privilege_type
    from rel cross join lateral aclexplode(relacl) as x
   where x.privilege_type <> 'SELECT' and rel.relkind in ('r', 'p', 'v', 'S') and x.grantee <> rel.relowner
     and x.grantee in ('chantier_user'::regrole, 'chantier_admin'::regrole, 'chantier_analyst'::regrole, 'chantier_report'::regrole,
                       'chantier_web'::regrole, 'chantier_webuser'::regrole, 'chantier_webadmin'::regrole)
  union all
  select 'people may write a column', a.attrelid::regclass || '.' || a.attname
    from pg_attribute a join rel on rel.oid = a.attrelid cross join lateral aclexplode(a.attacl) as x
   where x.privilege_type <> 'SELECT' and (a.attrelid, a.attname) <> ('tracker.notification'::regclass, 'read_at')
     and x.grantee not in ('chantier_worker'::regrole, 'chantier_definer'::regrole, 'chantier_owner'::regrole)
  union all
  select 'view runs as its owner', oid::regclass::text from rel
   where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)
     and not (relowner = 'chantier_report'::regrole and coalesce('security_barrier=true' = any (reloptions), false))
  union all
  select 'people read a view of all', rel.oid::regclass::text
    from rel cross join lateral aclexplode(relacl) as x
   where relkind = 'v' and relowner = 'chantier_report'::regrole
     and x.grantee in ('chantier_user'::regrole, 'chantier_web'::regrole, 'chantier_webuser'::regrole)
  union all
  select 'view computes each row first', r.ev_class::regclass || ' by ' || p.oid::regprocedure
    from pg_rewrite r
    join rel on rel.oid = r.ev_class and rel.relkind = 'v'
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_proc'::regclass
    join pg_proc p on p.oid = d.refobjid
   where p.provolatile = 'v'
  union all
  select 'materialised view', oid::regclass::text from rel where relkind = 'm'
  union all
  select 'foreign table', oid::regclass::text from rel where relkind = 'f'
  union all
  select 'enum column', a.attrelid::regclass || '.' || a.attname
    from pg_attribute a join rel on rel.oid = a.attrelid join pg_type t on t.oid = a.atttypid
   where t.typtype = 'e' and a.attnum > 0 and rel.is_guarded
  union all
  -- A key's check passes row-level security by: it would tell what is there.
  select 'foreign key', c.conname || ' on ' || c.conrelid::regclass
    from pg_constraint c join rel on rel.oid = c.conrelid
   where c.contype = 'f' and rel.is_guarded
  union all
  select 'search path is not pinned', oid::regprocedure::text from fun
   where prosqlbody is null and not coalesce('search_path=pg_catalog, pg_temp' = any (proconfig), false)
  union all
  select 'definer owns too much', oid::regprocedure::text from fun
   where prosecdef and proowner <> 'chantier_definer'::regrole and oid not in ('job._make_partitions()'::regprocedure, 'job._drop_partitions(text, date)'::regprocedure,
                      'job._make_preview(bigint)'::regprocedure, 'job.drop_preview(bigint)'::regprocedure)
  union all
  select 'trigger runs as its owner', t.tgname || ' on ' || t.tgrelid::regclass
    from pg_trigger t join rel on rel.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
   where p.prosecdef
  union all
  select 'rule', r.rulename || ' on ' || r.ev_class::regclass
    from pg_rewrite r join rel on rel.oid = r.ev_class
   where not (rel.relkind = 'v' and r.rulename = '_RETURN')
  union all
  -- PUBLIC: functions, relations, columns, schemas
  select 'everybody may execute', oid::regprocedure::text from fun where has_function_privilege('public', oid, 'execute')
  union all
  select 'granted to everybody', oid::regclass::text from rel, lateral aclexplode(relacl) as x where x.grantee = 0
  union all
  select 'granted to everybody', a.attrelid::regclass || '.' || a.attname
    from pg_attribute a join rel on rel.oid = a.attrelid cross join lateral aclexplode(a.attacl) as x where x.grantee = 0
  union all
  select 'granted to everybody', 'schema ' || n.nspname
    from pg_namespace n cross join lateral aclexplode(n.nspacl) as x
   where n.nspname in ('job', 'tracker', 'catalog') and x.grantee = 0
  union all
  select 'everybody may create', 'schema ' || n.nspname
    from pg_namespace n
   where n.nspname in ('job', 'tracker', 'catalog', 'public') and has_schema_privilege('public', n.oid, 'create')
  union all
  select 'functions begin open to everybody', r.rolname
    from pg_roles r
   where r.rolname in ('chantier_owner', 'chantier_definer')
     and not exists (
       select from pg_default_acl d
        where d.defaclrole = r.oid and d.defaclobjtype = 'f' and d.defaclnamespace = 0
          and not exists (select from aclexplode(d.defaclacl) as x where x.grantee = 0))
  union all
  -- Partitions: a parent's policies do not guard a partition asked by its own name.
  select 'granted on a partition', rel.oid::regclass::text
    from rel cross join lateral aclexplode(relacl) as x
   where relispartition and relkind in ('r', 'p') and x.grantee <> relowner
  union all
  select 'granted on a partition', a.attrelid::regclass || '.' || a.attname
    from pg_attribute a join rel on rel.oid = a.attrelid
   where rel.relispartition and rel.relkind in ('r', 'p') and a.attacl is not null
  union all
  select 'sequence shows how much others do', oid::regclass::text from rel
   where relkind = 'S' and (has_sequence_privilege('chantier_user', oid, 'select') or has_sequence_privilege('chantier_user', oid, 'usage'))
  union all
  -- Roles
  select 'role has an attribute', rolname from pg_roles
   where rolname in ('chantier_owner', 'chantier_definer', 'chantier_report', 'chantier_worker', 'chantier_user', 'chantier_admin',
                     'chantier_analyst', 'chantier_web', 'chantier_webuser', 'chantier_webadmin')
     and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
  union all
  select 'people hold a role that sees all', m.member::regrole || ' in ' || m.roleid::regrole
    from pg_auth_members m
   where m.roleid in ('chantier_owner'::regrole, 'chantier_definer'::regrole, 'chantier_report'::regrole, 'chantier_worker'::regrole)
     and m.member in ('chantier_user'::regrole, 'chantier_admin'::regrole, 'chantier_analyst'::regrole, 'chantier_web'::regrole,
                      'chantier_webuser'::regrole, 'chantier_webadmin'::regrole)
$$;

select is_empty('select * from pg_temp.faults()', 'nothing shows one person''s executions to another');

-- Each sentence speaks
create table pg_temp.said (fault text, probe text);
create procedure pg_temp.probe(p_statements text) language plpgsql as $$
declare
  v text[];
begin
  begin
    execute p_statements;
    v := array(select f.fault from pg_temp.faults() as f);
    raise exception 'undo' using errcode = 'P0099';
  exception when sqlstate 'P0099' then null;
  end;
  insert into pg_temp.said select unnest(v), p_statements;
end $$;
create function pg_temp.speaks(p_statements text, p_fault text) returns text language plpgsql as $$
begin
  delete from pg_temp.said;
  call pg_temp.probe(p_statements);
  return bag_has('select fault from pg_temp.said', format('values (%L::text)', p_fault), p_fault || ': ' || p_statements);
end $$;

select pg_temp.speaks(s.statements, s.fault) from (values
  ('create table job.bad (a int)', 'no forced row-level security'),
  ('create table tracker.bad (a int); alter table tracker.bad enable row level security', 'no forced row-level security'),
  ('create table catalog.bad (execution_id bigint)', 'no forced row-level security'),
  ('create table job.bad partition of job.warning for values from (''1999-01-01'') to (''1999-02-01'')', 'no forced row-level security'),
  ('create table job.bad partition of job.warning for values from (''1999-01-01'') to (''1999-02-01''); grant select on job.bad to chantier_user', 'granted on a partition'),
  ('do $x$ begin execute format(''grant select (message) on %s to chantier_user'', (select inhrelid::regclass from pg_inherits where inhparent = ''job.warning''::regclass limit 1)); end $x$', 'granted on a partition'),
  ('create table job.bad (a int)', 'no policy'),
  ('alter table job.execution no force row level security', 'no forced row-level security'),
  ('alter table catalog.history disable row level security', 'no forced row-level security'),
  ('create policy bad on job.step using (owner = current_user)', 'policy for everybody'),
  ('create policy bad on job.step for select to chantier_admin using (true)', 'people may read all'),
  ('grant update on job.execution to chantier_user', 'people may write'),
  ('grant update (label) on job.execution to chantier_admin', 'people may write a column'),
  ('create view tracker.bad as select * from job.execution', 'view runs as its owner'),
  ('create view catalog.bad as select * from catalog.history', 'view runs as its owner'),
  ('create view tracker.bad with (security_barrier = true) as select 1 as a; alter view tracker.bad owner to chantier_report; grant select on tracker.bad to chantier_user', 'people read a view of all'),
  ('create view tracker.bad with (security_invoker = true) as select job.now() as a', 'view computes each row first'),
  ('create materialized view tracker.bad as select * from job.execution', 'materialised view'),
  ('create type tracker.colours as enum (''red''); alter table job.step add column bad tracker.colours', 'enum column'),
  ('alter table job.step add constraint bad foreign key (execution_id) references job.execution', 'foreign key'),
  ('create function tracker.bad() returns int language sql as ''select 1''', 'search path is not pinned'),
  ('create function tracker.bad() returns int language sql security definer set search_path = pg_catalog, pg_temp as ''select 1''', 'definer owns too much'),
  ('create function tracker.bad() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as ''begin return null; end''; create trigger bad after insert on job.step execute function tracker.bad()', 'trigger runs as its owner'),
  ('create rule bad as on insert to job.step do also notify bad', 'rule'),
  ('grant execute on function tracker.launch(text, jsonb, text, bigint, smallint, text) to public', 'everybody may execute'),
  ('create function catalog.bad() returns int language sql set search_path = pg_catalog, pg_temp as ''select 1''', 'everybody may execute'),
  ('grant select on tracker.my_execution to public', 'granted to everybody'),
  ('grant select (owner) on job.execution to public', 'granted to everybody'),
  ('grant usage on schema job to public', 'granted to everybody'),
  ('grant create on schema tracker to public', 'everybody may create'),
  ('alter default privileges for role chantier_definer grant execute on functions to public', 'functions begin open to everybody'),
  ('grant select on sequence job.clock_1 to chantier_user', 'sequence shows how much others do'),
  ('alter role chantier_report bypassrls', 'role has an attribute'),
  ('grant chantier_worker to chantier_admin', 'people hold a role that sees all')
) as s(statements, fault);

select * from finish();
rollback;
