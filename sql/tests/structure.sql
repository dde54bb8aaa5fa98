-- SPDX-License-Identifier: Apache-2.0
-- What every table, view and function of the schemas must be.
begin;
select plan(14);

create temporary view rel as
  select c.* from pg_class c where c.relnamespace in ('job'::regnamespace, 'tracker'::regnamespace);
create temporary view fun as
  select p.* from pg_proc p where p.pronamespace in ('job'::regnamespace, 'tracker'::regnamespace);

select is_empty($$
  select oid::regclass from rel where relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
$$, 'row-level security is enabled and forced on every table and partition');
select is_empty($$
  select oid::regclass from rel where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)
     and not (relowner = 'chantier_report'::regrole and coalesce('security_barrier=true' = any (reloptions), false))
$$, 'every view runs as who reads it, but for the statistics over all, which are barriers');
select is_empty($$ select oid::regclass from rel where relkind = 'm' $$, 'there is no materialised view');
select is_empty($$
  select a.attrelid::regclass, a.attname from pg_attribute a join rel on rel.oid = a.attrelid
    join pg_type t on t.oid = a.atttypid where t.typtype = 'e' and a.attnum > 0
$$, 'no column is an enum, whose comparison is not leakproof');
select is_empty($$
  select oid::regprocedure from fun where has_function_privilege('public', oid, 'execute')
$$, 'no function can be executed by everybody');
select is_empty($$
  select oid::regprocedure from fun
   where prosqlbody is null and not coalesce('search_path=pg_catalog, pg_temp' = any (proconfig), false)
$$, 'every function pins its search path');
select set_eq($$
  select oid::regprocedure::text from fun where prosecdef
$$, array[
  'job._drop_partitions(text,date)',
  'job._end_blockers()',
  'job._forget_openings(bigint[])',
  'job._make_partitions()',
  'job._make_preview(bigint)',
  'job.drop_preview(bigint)',
  'job.fire_schedules()',
  'tracker._heard_at(integer[])',
  'tracker.fail_upload(bigint,text,text)',
  'tracker.finish_upload(bigint,bigint)',
  'tracker.catalog_history(text)',
  'tracker.change_profile(text,text,jsonb,text[],text)',
  'tracker.change_project(text,jsonb)',
  'tracker.create_schedule(text,text,text,text,jsonb,text)',
  'tracker.delete_schedule(text)',
  'tracker.pause_schedule(text,boolean)',
  'tracker.create_project(text,text,text,jsonb,date,text)',
  'tracker.delete_project(text)',
  'tracker.create_profile(text,text,text,jsonb,text)',
  'tracker.delete_profile(text)',
  'tracker.enable_rule(text,boolean)',
  'tracker.launch(text,jsonb,text,bigint,smallint,text)',
  'tracker.open(text)',
  'tracker.opened_by(uuid)',
  'tracker._queue_position(bigint)',
  'tracker.pause(uuid)',
  'tracker.put_pieces(bigint,integer,bytea[])',
  'tracker.remove_notification(bigint[])',
  'tracker.resume(uuid)',
  'tracker.retry(uuid)',
  'tracker.start_upload(text,bigint)',
  'tracker.stop(uuid)',
  'tracker.undo(uuid,boolean,text)',
  'tracker.why(uuid)',
  'tracker.workers_for(text)'
], 'the definer functions are these and no others');
select is_empty($$
  select oid::regprocedure from fun where prosecdef and proowner <> 'chantier_definer'::regrole
     and oid not in ('job._make_partitions()'::regprocedure, 'job._drop_partitions(text,date)'::regprocedure,
                      'job._make_preview(bigint)'::regprocedure, 'job.drop_preview(bigint)'::regprocedure)
$$, 'definer functions belong to the role that owns nothing else');
select is_empty($$
  select oid::regclass from rel where relowner <> 'chantier_owner'::regrole
     and not (relkind = 'v' and relowner = 'chantier_report'::regrole)
$$, 'everything belongs to the roles that nobody logs in as');
select is_empty($$
  select oid::regclass from rel where relispartition and relkind = 'r' and relacl is not null
     and exists (select from aclexplode(relacl) a where a.grantee <> relowner)
$$, 'nothing is granted on a partition');
select is_empty($$
  select rolname from pg_roles
   where rolname in ('chantier_owner', 'chantier_definer', 'chantier_worker', 'chantier_user', 'chantier_admin',
                     'chantier_analyst', 'chantier_report', 'chantier_web', 'chantier_webuser', 'chantier_webadmin')
     and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
          or rolcanlogin <> (rolname in ('chantier_worker', 'chantier_web')) or rolinherit <> (rolname <> 'chantier_web'))
$$, 'the roles have no attribute, and only workers and the web log in');
select is_empty($$
  select oid::regclass::text, 0, '' from rel where relkind in ('r', 'p', 'v') and not relispartition
     and obj_description(oid, 'pg_class') is null
  union all
  select oid::regprocedure::text, 0, '' from fun where obj_description(oid, 'pg_proc') is null
  union all
  select a.attrelid::regclass::text, a.attnum, a.attname from pg_attribute a join rel on rel.oid = a.attrelid
   where rel.relkind in ('r', 'p', 'v') and not rel.relispartition and a.attnum > 0 and not a.attisdropped
     and col_description(a.attrelid, a.attnum) is null
$$, 'every table, view, column and function is commented');
select set_has($$
  select unnest(rolconfig) from pg_roles where rolname = 'chantier_worker'
$$, $$ values ('idle_in_transaction_session_timeout=10s'), ('client_connection_check_interval=500ms') $$,
  'a dead or frozen worker''s transactions end in time');
select is_empty($$
  select s.seqrelid::regclass from pg_sequence s
   where s.seqrelid in (select oid from rel) and has_sequence_privilege('chantier_user', s.seqrelid, 'select')
$$, 'no sequence shows a person how much others launch');

select * from finish();
rollback;
