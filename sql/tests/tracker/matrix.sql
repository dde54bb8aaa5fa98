-- SPDX-License-Identifier: Apache-2.0
-- Every role × every relation: which rows it sees. The relations come from the server's catalogue, so that a new one without an
-- expectation fails here, and so do the roles' expectations for each class of relation.
begin;
\ir ../fixture.psql
\ir ../people.psql
select plan(14);
select fixture.worker();

-- Mary has one of each, julia two, tom three, the boss one; a person of the web's shared roles one.
select fixture.fill(p) from unnest(array['tap_mary', 'tap_julia', 'tap_julia', 'tap_tom', 'tap_tom', 'tap_tom', 'tap_boss']) as p;
select fixture.finish(p) from unnest(array['tap_mary', 'tap_julia', 'tap_julia', 'tap_boss']) as p;
do $$ begin
  perform set_config('tracker.person', 'wanda', true);
  perform fixture.fill('chantier_webuser');
  perform set_config('tracker.person', '', true);
end $$;

select set_config('role', 'tap_mary', true);
select tracker.create_profile('tap_profile', 'tap_plain');
select set_config('role', 'none', true);
-- A project of mary's, one of tom's, to which nobody else contributes.
insert into tracker.project (code, label, owner, channel, locale, created_at, calculated_at, width, groups)
select 'tap-' || p, p, p, 'c', 'l', now(), now(), 64, '{g}' from unnest(array['tap_mary', 'tap_tom']) as p;
insert into job.schedule (code, owner, job, cron, timezone, next_at, created_at)
select 'tap-' || p, p, 'tap_plain', '0 2 * * *', 'UTC', now(), now() from unnest(array['tap_mary', 'tap_tom']) as p;
insert into job.schedule_firing (schedule_id, fire_at, owner) select s.id, now(), s.owner from job.schedule s;
insert into tracker.project_contributor (project_id, owner, person, edits, user_groups, products_to_do)
select p.id, p.owner, p.owner, repeat('1', 64)::varbit, '{}', 1 from tracker.project p;
insert into tracker.project_group (project_id, owner, place, attribute_group, products_to_do)
select p.id, p.owner, 0, 'g', 1 from tracker.project p;
insert into tracker.project_product (project_id, product_id, required, filled, present, begun, complete)
select p.id, 1, 1, 0, repeat('1', 64)::varbit, repeat('0', 64)::varbit, repeat('0', 64)::varbit from tracker.project p;

-- What each relation is. base: the same rows for all owners, where the relation itself shows only some.
create temporary table expected (relation text primary key, class text not null, base text);
insert into expected values
  ('job.execution', 'execution', null), ('job.execution_detail', 'execution', null), ('job.step', 'execution', null),
  ('job.task', 'execution', null), ('job.lease', 'execution', null), ('job.held', 'execution', null),
  ('job.request', 'execution', null), ('job.outcome', 'execution', null), ('job.warning', 'execution', null),
  ('job.unkept_warning', 'execution', null),
  ('job.error', 'execution', null), ('job.event', 'execution', null), ('job.artifact', 'execution', null),
  ('job.piece', 'execution', null), ('job.invalid_item', 'execution', null), ('catalog.history', 'execution', null),
  ('tracker._visible_entry', 'wide', null), ('tracker._visible_execution', 'wide', null), ('tracker._visible_step', 'wide', null),
  ('tracker._visible_warning', 'wide', null), ('tracker._visible_error', 'wide', null), ('tracker._visible_artifact', 'wide', null),
  ('tracker._visible_log', 'wide', null),
  ('tracker.entry', 'wide', 'tracker._visible_entry'), ('tracker.my_entry', 'mine', 'tracker._visible_entry'),
  ('tracker.execution', 'wide', 'tracker._visible_execution'), ('tracker.step', 'wide', 'tracker._visible_step'),
  ('tracker.warning', 'wide', 'tracker._visible_warning'), ('tracker.error', 'wide', 'tracker._visible_error'),
  ('tracker.artifact', 'wide', 'tracker._visible_artifact'), ('tracker.log', 'wide', 'tracker._visible_log'),
  ('tracker.my_execution', 'mine', 'tracker._visible_execution'), ('tracker.my_step', 'mine', 'tracker._visible_step'),
  ('tracker.my_warning', 'mine', 'tracker._visible_warning'), ('tracker.my_error', 'mine', 'tracker._visible_error'),
  ('tracker.my_artifact', 'mine', 'tracker._visible_artifact'), ('tracker.my_log', 'mine', 'tracker._visible_log'),
  ('tracker.my_running', 'running', 'tracker._visible_execution'), ('tracker.notification', 'notification', null),
  ('tracker.my_notification', 'mine', 'tracker.notification'), ('tracker.opened_execution', 'opened', 'tracker._visible_execution'),
  ('catalog.execution_rule', 'execution', null), ('catalog.rule_counter', 'execution', null), ('catalog.rule_note', 'engine', null), ('catalog.rule_trail', 'engine', null), ('catalog.rule_change', 'engine', null),
  ('tracker._visible_rule', 'wide', null), ('tracker.rule', 'wide', 'tracker._visible_rule'), ('tracker.my_rule', 'mine', 'tracker._visible_rule'),
  ('job.reason', 'execution', null), ('tracker._visible_reason', 'wide', null), ('tracker.reason', 'wide', 'tracker._visible_reason'),
  ('tracker.my_reason', 'mine', 'tracker._visible_reason'), ('tracker.my_last_operations', 'mine', 'tracker._visible_execution'),
  ('tracker.my_slow_execution', 'none', null), ('tracker.my_stats_daily', 'figures', 'job.execution'),
  ('tracker.my_duration', 'figures', 'job.execution'),
  ('tracker.stats_hourly', 'aggregate', null), ('tracker.stats_job', 'aggregate', null), ('tracker.stats_reason', 'aggregate', null),
  ('tracker.queue_now', 'aggregate', null), ('tracker.worker_now', 'aggregate', null), ('tracker.stats_user_kind', 'people', null),
  ('tracker.url_access', 'access', null), ('tracker.person_group', 'group', null),
  ('job.ready', 'engine', null), ('job.worker', 'engine', null), ('job.owner', 'engine', null),
  ('job.progress_notice', 'engine', null), ('catalog.deferred_record', 'engine', null), ('catalog.superseded_record', 'engine', null),
  ('catalog.archive_file', 'engine', null), ('catalog.media_sweep', 'engine', null),
  ('catalog.export_plan', 'engine', null), ('catalog.export_page', 'engine', null), ('catalog.selection_page', 'engine', null), ('catalog.export_file', 'engine', null),
  ('catalog.export_entry', 'engine', null),
  ('catalog.export_copy', 'engine', null), ('catalog.export_copy_link', 'engine', null),
  ('catalog.past_execution', 'engine', null), ('catalog.undo_plan', 'engine', null), ('catalog.undo_page', 'engine', null),
  ('catalog.person', 'engine', null),
  ('tracker.project', 'project', null), ('tracker.project_product', 'project', null),
  ('tracker.project_contributor', 'project', null), ('tracker.project_group', 'project', null),
  ('job.schedule', 'project', null), ('job.schedule_firing', 'project', null), ('tracker.my_schedule', 'mine', 'job.schedule'),
  ('tracker.project_change', 'engine', null), ('tracker.project_notice', 'engine', null),
  ('tracker.my_project', 'mine', 'tracker.project'), ('tracker.my_project_contributor', 'mine', 'tracker.project_contributor'),
  ('tracker.my_project_group', 'mine', 'tracker.project_group'),
  ('tracker.my_project_contributor_group', 'mine', 'tracker.project_group'),
  ('job.job', 'everybody', null), ('job.profile', 'everybody', null), ('tracker.profile', 'everybody', null), ('job.migration', 'everybody', null), ('job.function_file', 'everybody', null),
  ('job.retention', 'everybody', null), ('tracker.setting', 'everybody', null);
-- The catalogue is everybody's.
insert into expected
select format('catalog.%I', t), 'catalogue', null
  from unnest(array['association', 'association_type', 'attribute', 'attribute_group', 'attribute_option', 'category', 'channel',
    'attribute_group_access', 'category_access', 'locale_access', 'currency', 'family', 'family_variant', 'group', 'group_type', 'locale', 'media', 'media_piece', 'product', 'product_model', 'reference_data', 'removed_attribute', 'rule', 'rule_impact', 'structure_version',
    'unique_value', 'user_group', 'user_role']) as t;

create temporary table relation as
  select c.oid, format('%I.%I', n.nspname, c.relname) as name, c.relkind, c.relispartition,
         (select array_agg(a.attname::text) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
   where n.nspname in ('job', 'tracker', 'catalog') and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S');
select set_eq(
  $$ select name from relation where not relispartition and relkind <> 'S' $$,
  $$ select relation from expected $$, 'every relation has an expectation, and each is there');

-- Who looks, as whom. state: what was opened by then.
create temporary table viewer (name text primary key, role text, person text, is_user boolean, is_admin boolean, moment text);
insert into viewer values
  ('mary', 'tap_mary', null, true, false, 'before'), ('julia', 'tap_julia', null, true, false, 'before'),
  ('tom', 'tap_tom', null, true, false, 'before'), ('boss before', 'tap_boss', null, true, true, 'before'),
  ('chief before', 'tap_chief', null, true, true, 'before'),
  ('web person', 'chantier_webuser', 'wanda', true, false, 'before'), ('web nobody', 'chantier_webuser', null, true, false, 'before'),
  ('mary as wanda', 'tap_mary', 'wanda', true, false, 'before'), ('boss as mary', 'tap_boss', 'tap_mary', true, true, 'before'),
  ('group of users', 'chantier_user', null, true, false, 'before'), ('group of admins', 'chantier_admin', null, true, true, 'before'),
  ('analyst', 'tap_ana', null, false, false, 'before'), ('stranger', 'tap_stranger', null, false, false, 'before'),
  ('web', 'chantier_web', null, false, false, 'before'), ('report', 'chantier_report', null, false, false, 'before'),
  ('worker', 'chantier_worker', null, false, false, 'before'), ('definer', 'chantier_definer', null, false, false, 'before'),
  ('owner', 'chantier_owner', null, false, false, 'before'),
  ('boss during', 'tap_boss', null, true, true, 'during'), ('chief during', 'tap_chief', null, true, true, 'during'),
  ('mary during', 'tap_mary', null, true, false, 'during'), ('julia during', 'tap_julia', null, true, false, 'during'),
  ('web admin during', 'chantier_webadmin', 'wilma', true, true, 'during'), ('web admin other', 'chantier_webadmin', 'willy', true, true, 'during'),
  ('web user of that name', 'chantier_webuser', 'wilma', true, false, 'during'),
  ('group of admins during', 'chantier_admin', null, true, true, 'during'),
  ('boss after', 'tap_boss', null, true, true, 'after'), ('web admin after', 'chantier_webadmin', 'wilma', true, true, 'after'),
  ('boss without the role', 'tap_boss', null, true, false, 'resigned');

-- What each sees: rows by owner, or 'denied'.
create temporary table execution_owner as select id, owner, ended_at is not null as has_ended from job.execution;
grant select on execution_owner to public;
create temporary table project_owner as select id, code, owner from tracker.project;
grant select on project_owner to public;
create temporary table seen (viewer text, relation text, rows jsonb, primary key (viewer, relation));
create function pg_temp.count_sql(p_relation text, p_columns text[]) returns text language sql as $$
  select format('select coalesce(jsonb_object_agg(o, n), ''{}'') from (select %s as o, count(*) as n from %s group by 1) as x',
    case when p_relation in ('tracker.notification', 'tracker.person_group') then 'person'
         when p_relation = 'tracker.stats_user_kind' then 'coalesce(person, ''null'')'
         when p_relation in ('tracker.project_product', 'tracker.my_project_contributor', 'tracker.my_project_group', 'tracker.my_project_contributor_group')
           then format('(select m.owner from pg_temp.project_owner m where m.%s)', case when 'project_id' = any (p_columns) then 'id = project_id' else 'code = ' || p_relation || '.code' end)
         when 'owner' = any (p_columns) then 'owner'
         when 'execution_id' = any (p_columns) then '(select m.owner from pg_temp.execution_owner m where m.id = execution_id)'
         else '''all''::text' end, case when p_relation in ('tracker.my_stats_daily', 'tracker.my_duration')
           then format('(select m.* from %s m, generate_series(1, m.runs)) as x', p_relation) else p_relation end) $$;
create function pg_temp.look(p_moment text) returns void language plpgsql as $$
declare
  v record;
  r record;
  v_rows jsonb;
begin
  for v in select * from viewer where moment = p_moment loop
    for r in select * from relation where relkind <> 'S' loop
      begin
        perform set_config('tracker.person', coalesce(v.person, ''), true);
        perform set_config('role', v.role, true);
        execute pg_temp.count_sql(r.name, r.columns) into v_rows;
        perform set_config('role', 'none', true);
      exception when insufficient_privilege then
        v_rows := '"denied"';
      end;
      insert into seen values (v.name, r.name, v_rows);
    end loop;
  end loop;
  perform set_config('tracker.person', '', true);
end $$;

-- The truth, as who is bound by nothing.
create temporary table truth (moment text, relation text, rows jsonb not null, primary key (moment, relation));
-- What was opened: only executions that have not ended.
create temporary table opened_rows (relation text primary key, rows jsonb not null);
create function pg_temp.tell(p_moment text) returns void language plpgsql as $$
declare
  r record;
  v_rows jsonb;
begin
  for r in select x.relation, x.class, b.name, b.columns from expected x join relation b on b.name = coalesce(x.base, x.relation) loop
    execute pg_temp.count_sql(r.name, r.columns) into v_rows;
    insert into truth values (p_moment, r.relation, v_rows);
    continue when p_moment <> 'during' or r.class = 'everybody' or r.name like 'tracker.project%' or r.name like 'job.schedule%' or not r.columns && array['execution_id', 'owner'];
    execute pg_temp.count_sql(case when r.name = 'job.piece' then r.name else format(
      '(select x.* from %s x join pg_temp.execution_owner o on o.id = x.%s where not o.has_ended) as x', r.name,
      case when r.name = 'job.execution' then 'id' else 'execution_id' end) end, r.columns) into v_rows;
    insert into opened_rows values (r.relation, v_rows);
  end loop;
end $$;

select pg_temp.tell('before');
select pg_temp.look('before');
do $$
declare
  v_mary uuid := (select public_id from job.execution where owner = 'tap_mary' and ended_at is null);
begin
  perform set_config('role', 'tap_boss', true);
  perform tracker.open(v_mary::text);
  perform set_config('tracker.person', 'wilma', true);
  perform set_config('role', 'chantier_webadmin', true);
  perform tracker.open(v_mary::text);
  perform set_config('tracker.person', '', true);
  perform set_config('role', 'none', true);
  perform fixture.commit_grants();
end $$;
select pg_temp.tell('during');
select pg_temp.look('during');
revoke chantier_admin from tap_boss;
grant chantier_user to tap_boss;
select pg_temp.look('resigned');
revoke chantier_user from tap_boss;
grant chantier_admin to tap_boss;
select fixture.sleep('15 minutes 1 second');
select pg_temp.look('after');

-- The expectation
create temporary view opened as
  select name as viewer, array['tap_mary'] as owners from viewer where name in ('boss during', 'web admin during');
create temporary view wanted as
select v.name as viewer, x.relation,
       case
         when v.is_user and x.class in ('execution', 'wide') then w.own || w.opened
         when v.is_user and x.class in ('mine', 'notification', 'group', 'project') then w.own
         when v.is_user and x.class = 'opened' then w.opened
         when v.is_user and x.class = 'none' then '{}'
         when v.is_user and x.class = 'running' then coalesce(
           (select jsonb_object_agg(o.owner, o.n) from (select owner, count(*) as n from execution_owner where not has_ended group by 1) as o
             where w.own ? o.owner), '{}')
         when v.is_user and x.class = 'figures' then coalesce(
           (select jsonb_build_object('all', count(*)) from job.execution e
             where e.ended_at is not null and w.own ? e.owner having count(*) > 0), '{}')
         when x.class in ('aggregate', 'people') then null                                   -- below
         when v.is_user and x.class in ('everybody', 'catalogue') then '{"all": true}'
         when v.is_user and x.class = 'access' then null                                     -- below
         when v.is_user then '"denied"'
         when v.name in ('worker', 'definer') and x.class in ('execution', 'notification', 'everybody', 'project')
              and (v.name, x.relation) <> ('definer', 'catalog.history') then '{"all": true}'
         else null
       end as rows
  from viewer v
 cross join expected x
  join truth t on t.relation = x.relation and t.moment = case v.moment when 'before' then 'before' else 'during' end
 cross join lateral (
   select coalesce((select jsonb_object_agg(key, value) from jsonb_each(t.rows)
                     where key = coalesce(case when v.role like 'chantier\_web_%' then v.person
                                               when v.role like 'tap\_%' then v.role end, '')), '{}') as own,
          coalesce((select jsonb_object_agg(key, value) from opened_rows w, jsonb_each(w.rows)
                     where w.relation = x.relation and key in (select unnest(o.owners) from opened o where o.viewer = v.name)), '{}') as opened
 ) as w;

select is_empty($$ select relation from expected x where class in ('execution', 'wide', 'mine', 'project')
  and not exists (select from truth t, jsonb_each_text(t.rows) as r where t.relation = x.relation and t.moment = 'before' and r.key = 'tap_mary' and r.value::int > 0) $$,
  'mary has rows in every relation, so that an empty answer says something');

select is_empty($$
  select s.viewer, s.relation, s.rows, w.rows from seen s join wanted w using (viewer, relation) join viewer v on v.name = s.viewer
   where v.is_user and w.rows is not null and w.rows <> '{"all": true}' and s.rows <> w.rows
$$, 'each person sees their own rows, and of another''s what was opened, to the last row');
select is_empty($$
  select s.viewer, s.relation, s.rows from seen s join viewer v on v.name = s.viewer join expected x using (relation)
   where v.is_user and x.class in ('execution', 'wide', 'mine', 'running', 'notification', 'project')
     and exists (select from jsonb_object_keys(nullif(s.rows, '"denied"')) as k
                  where k <> coalesce(case when v.role like 'chantier\_web_%' then v.person
                                           when v.role like 'tap\_%' then v.role end, '')
                    and not (x.class in ('execution', 'wide') and k in (select unnest(o.owners) from opened o where o.viewer = v.name)))
$$, 'and nobody''s else, whatever the moment');
select is_empty($$
  select s.viewer, s.relation, s.rows from seen s join wanted w using (viewer, relation)
   where w.rows = '{"all": true}' and (s.rows = '"denied"' or (select count(*) from jsonb_object_keys(s.rows)) <> (
     select count(*) from jsonb_object_keys((select t.rows from truth t where t.relation = s.relation and t.moment = 'during'))))
$$, 'what is everybody''s all people see; workers and definers see all');
select is_empty($$
  select s.viewer, s.relation, s.rows from seen s join viewer v on v.name = s.viewer join expected x using (relation)
   where not v.is_user and v.name not in ('worker', 'definer', 'owner', 'report') and s.rows <> '"denied"'
     and not (v.name = 'analyst' and x.class in ('aggregate', 'people'))
$$, 'an analyst, a stranger and the web without a person are denied all of it');
select is_empty($$
  select s.viewer, s.relation, s.rows from seen s join viewer v on v.name = s.viewer join expected x using (relation)
   where x.class in ('aggregate', 'people')
     and (s.rows = '"denied"') = (v.name in ('analyst', 'report') or x.class = 'people' and v.is_admin)
$$, 'figures over all are for analysts; those by person for administrators too')
;
select is_empty($$
  select s.viewer, s.rows from seen s join viewer v on v.name = s.viewer
   where s.relation = 'tracker.stats_user_kind' and s.rows <> '"denied"' and (s.rows ? 'null') = v.is_admin
$$, 'an analyst is not told who');
select set_eq($$
  select s.relation from seen s join expected x using (relation)
   where s.viewer = 'report' and s.rows <> '"denied"' and x.class not in ('aggregate', 'people')
$$, array['job.execution', 'job.step', 'job.task', 'job.lease', 'job.held', 'job.outcome', 'job.warning', 'job.error', 'job.ready',
  'job.worker', 'job.job', 'job.owner'], 'what aggregates are made of, and may be counted by owner; job.reason only by job and day');
select is_empty($$
  select a.attrelid::regclass, a.attname from pg_attribute a join relation r on r.oid = a.attrelid
   where has_column_privilege('chantier_report', a.attrelid, a.attnum, 'select')
     and a.attname in ('public_id', 'label', 'profile', 'message', 'item', 'identifier', 'value', 'parameters', 'bytes', 'input',
                       'checkpoint', 'facts', 'detail', 'cause', 'hint', 'header', 'before')
     and r.relkind in ('r', 'p') and r.name <> 'job.job'
$$, 'holds no title, id, message or item');
select is_empty($$
  select s.viewer, s.relation, s.rows from seen s join expected x using (relation)
   where s.viewer = 'owner' and x.class in ('execution', 'wide', 'mine', 'running', 'notification', 'engine', 'project') and s.rows not in ('"denied"', '{}')
     and s.relation <> 'job.owner'
$$, 'the owner of the tables sees no row of an execution');
select results_eq($$
  select s.viewer, s.rows from seen s where s.relation = 'tracker.url_access' and s.rows not in ('"denied"', '{}') order by s.viewer collate "C"
$$, $$ values ('boss after', '{"tap_mary": 1}'::jsonb), ('boss during', '{"tap_mary": 1}'), ('boss without the role', '{"tap_mary": 1}'),
  ('mary during', '{"tap_mary": 2}'), ('web admin after', '{"tap_mary": 1}'), ('web admin during', '{"tap_mary": 1}'),
  ('web user of that name', '{"tap_mary": 1}') $$, 'who opened what is seen by who opened it and by whose it is');
select is_empty($$
  select s.viewer, s.relation from seen s join relation r on r.name = s.relation
   where r.relispartition and s.rows <> '"denied"' and not (s.viewer = 'owner' and s.rows = '{}')
$$, 'no partition answers to its own name');
select is_empty($$
  select r.name, v.name from relation r cross join viewer v
   where r.relkind = 'S' and (v.is_user or v.name in ('analyst', 'stranger', 'web', 'report'))
     and (has_sequence_privilege(v.role, r.oid, 'select') or has_sequence_privilege(v.role, r.oid, 'usage')
          or has_sequence_privilege(v.role, r.oid, 'update'))
$$, 'no sequence answers at all');

select * from finish();
rollback;
