-- SPDX-License-Identifier: Apache-2.0
--
-- job._in_schema(text, schema): the text of a definition with schema catalog's names in another schema. pg_catalog stays.
-- Caller: job._make_preview. Locks: none.
create or replace function job._in_schema(p_text text, p_schema text) returns text
language sql immutable
set search_path = pg_catalog, pg_temp
as $$
  select regexp_replace(p_text, '(?<![a-zA-Z0-9_])catalog\.', p_schema || '.', 'g')
$$;

alter function job._in_schema(text, text) owner to chantier_owner;
revoke execute on function job._in_schema(text, text) from public;
comment on function job._in_schema(text, text) is 'A definition''s text with the names of schema catalog in another schema';
