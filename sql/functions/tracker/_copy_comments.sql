-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._copy_comments(from, to): gives the columns of one view the comments of another's columns of the same name, so that
-- what a column means is written once.
-- Caller: files of views, as the owner of the views.
create or replace function tracker._copy_comments(p_from regclass, p_to regclass) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_column  name;
  v_comment text;
begin
  for v_column, v_comment in
    select t.attname, col_description(p_from, f.attnum)
      from pg_attribute t
      join pg_attribute f on f.attrelid = p_from and f.attname = t.attname and f.attnum > 0 and not f.attisdropped
     where t.attrelid = p_to and t.attnum > 0 and not t.attisdropped
  loop
    execute format('comment on column %s.%I is %L', p_to, v_column, v_comment);
  end loop;
end $$;
alter function tracker._copy_comments(regclass, regclass) owner to chantier_owner;
revoke execute on function tracker._copy_comments(regclass, regclass) from public;
comment on function tracker._copy_comments(regclass, regclass) is 'Gives the columns of a view the comments of another''s';
