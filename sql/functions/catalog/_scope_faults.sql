-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._scope_faults(scope): what is wrong with the scope of a condition. Caller: catalog._place_faults. Locks: none.
create or replace function catalog._scope_faults(p_scope jsonb) returns text[]
    language sql stable
    set search_path = pg_catalog, pg_temp
as $$
    select case when jsonb_typeof(p_scope) <> 'string' then array['scope must be a text']
                when exists (select from catalog.channel c where c.code_key = lower((p_scope #>> '{}') collate "C")) then '{}'
                else array['unknown channel ' || catalog._quoted(p_scope #>> '{}')] end
$$;
alter function catalog._scope_faults(jsonb) owner to chantier_owner;
comment on function catalog._scope_faults(jsonb) is 'What is wrong with the scope of a condition.';
revoke execute on function catalog._scope_faults(jsonb) from public;
grant execute on function catalog._scope_faults(jsonb) to chantier_definer, chantier_worker;
