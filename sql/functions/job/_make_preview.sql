-- SPDX-License-Identifier: Apache-2.0
--
-- job._make_preview(execution): the catalogue in which a preview works: schema preview_<execution>. Answers whether it was made;
-- false: it is there already (a chunk that runs again).
-- It has every table, constraint, trigger and function of schema catalog, under the same names, so that a preview runs the very
-- statements of the real run, with another schema's name. What is in it:
--   the structure              copied whole: each change is noted in its table "changed"
--   products, models, links    fetched from the catalogue when a look-up first asks for them (_take_…), never again: from then
--                              on the preview's own row counts. What is looked up is what a run depends on, so nothing else
--                              is needed
--   the list of media          copied too, but no change of a product or of the structure; their bytes stay where they are
--   the workspace of a run     empty: history, superseded and deferred records; and tables that hold bytes of files
--   item_id                    begins far above all ids of the catalogue, so a new item is told from a fetched one
-- Caller: job.make_preview. SECURITY DEFINER, since workers make no schema.
-- Errors: 42501 where the owner of the schemas may make none.
-- Locks: access share on the catalogue's tables, until the commit.
create or replace function job._make_preview(p_execution bigint) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_schema text := 'preview_' || p_execution;
  v_take   text[] := array['product', 'product_model', 'unique_value', 'association'];
  v_copied text[] := '{}';
  v_item   record;
begin
  if to_regnamespace(v_schema) is not null then
    return false;
  end if;
  if not has_database_privilege(current_database(), 'create') then
    raise exception 'a preview needs a schema of its own, and % may make none in this database', current_user
      using errcode = '42501',
            hint = format('Run "chantier database migrate", or: grant create on database %I to %I', current_database(), current_user);
  end if;
  execute format('create schema %I', v_schema);
  execute format('comment on schema %I is %L', v_schema, 'The catalogue as execution ' || p_execution || ' would leave it; dropped when it ends');
  execute format('grant usage on schema %I to chantier_worker', v_schema);
  execute format('create sequence %I.item_id as bigint start with 4503599627370496', v_schema);
  execute format(
    'create table %1$I.changed (
       place bigint generated always as identity primary key,
       relation text collate "C" not null, item text collate "C" not null, before jsonb, after jsonb,
       unique (relation, item))', v_schema);
  execute format('create table %1$I.gone (id bigint primary key)', v_schema);
  execute format('create table %1$I.link_owner (kind text collate "C" not null, id bigint not null, primary key (kind, id))', v_schema);

  -- Tables, without their indexes: those come when the rows are there.
  for v_item in
    select c.oid, c.relname,
           c.relname <> all (v_take)
           and not exists (
             select from pg_catalog.pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                and (a.attname = 'execution_id' or a.atttypid = 'bytea'::regtype)) as is_copied
      from pg_catalog.pg_class c
     where c.relnamespace = 'catalog'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     order by c.relname
  loop
    execute format('create table %I.%I (like catalog.%I including all excluding indexes excluding comments excluding statistics)',
                   v_schema, v_item.relname, v_item.relname);
    if v_item.is_copied then
      execute format('insert into %I.%I select * from catalog.%I', v_schema, v_item.relname, v_item.relname);
      v_copied := v_copied || v_item.relname::text;
    end if;
  end loop;
  -- Its own order: not even a sequence of the catalogue moves.
  execute format('create sequence %1$I.history_place; alter table %1$I.history alter column place set default nextval(%2$L)',
                 v_schema, v_schema || '.history_place');

  -- Keys and indexes under their own names: the program and its messages speak of them. Links between the structure's tables
  -- hold too; not those of fetched items, whose owners need not be here.
  for v_item in
    select format('alter table %I.%I add constraint %I %s', v_schema, c.relname, n.conname,
                  job._in_schema(pg_get_constraintdef(n.oid), v_schema)) as command
      from pg_catalog.pg_constraint n
      join pg_catalog.pg_class c on c.oid = n.conrelid
     where c.relnamespace = 'catalog'::regnamespace and not c.relispartition
       and (n.contype in ('p', 'u', 'x') or n.contype = 'f' and c.relname <> all (v_take))
     order by n.contype = 'f', c.relname, n.conname
  loop
    execute v_item.command;
  end loop;
  for v_item in
    select regexp_replace(job._in_schema(pg_get_indexdef(i.indexrelid), v_schema), ' ON ONLY ', ' ON ') as command
      from pg_catalog.pg_index i
      join pg_catalog.pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'catalog'::regnamespace and not c.relispartition and c.relkind in ('r', 'p')
       and not exists (select from pg_catalog.pg_constraint n where n.conindid = i.indexrelid and n.conrelid = c.oid)
     order by 1
  loop
    execute v_item.command;
  end loop;

  -- Functions; a body may speak of others, so nothing is checked before all are there.
  perform set_config('check_function_bodies', 'off', true);
  for v_item in
    select job._in_schema(pg_get_functiondef(p.oid), v_schema) as command,
           format('%I.%I(%s)', v_schema, p.proname, pg_get_function_identity_arguments(p.oid)) as name
      from pg_catalog.pg_proc p
     where p.pronamespace = 'catalog'::regnamespace and p.prokind = 'f'
  loop
    execute v_item.command;
    execute format('revoke execute on function %s from public', v_item.name);
    execute format('grant execute on function %s to chantier_worker', v_item.name);
  end loop;
  for v_item in
    select job._in_schema(pg_get_triggerdef(t.oid), v_schema) as command
      from pg_catalog.pg_trigger t
      join pg_catalog.pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'catalog'::regnamespace and not t.tgisinternal and not c.relispartition
     order by c.relname, t.tgname
  loop
    execute v_item.command;
  end loop;
  perform job._make_preview_functions(v_schema);
  for v_item in
    select c.relname
      from pg_catalog.pg_class c
     where c.relnamespace = v_schema::regnamespace and c.relkind = 'r' and c.relname = any (v_copied)
  loop
    execute format('analyze %I.%I', v_schema, v_item.relname);
    if v_item.relname not in ('structure_version', 'media') then
      execute format('create trigger note_change after insert or update or delete on %1$I.%2$I for each row execute function %1$I._note_change()',
                     v_schema, v_item.relname);
    end if;
  end loop;
  for v_item in select unnest(array['product', 'product_model']) as relname loop
    execute format('create trigger note_deletion after delete on %1$I.%2$I for each row execute function %1$I._note_deletion()',
                   v_schema, v_item.relname);
  end loop;
  execute format('grant select, insert, update, delete on all tables in schema %I to chantier_worker', v_schema);
  execute format('grant usage, select, update on all sequences in schema %I to chantier_worker', v_schema);
  return true;
end $$;

alter function job._make_preview(bigint) owner to chantier_owner;
revoke execute on function job._make_preview(bigint) from public;
grant execute on function job._make_preview(bigint) to chantier_worker;
comment on function job._make_preview(bigint) is 'Makes the catalogue in which a preview works';
