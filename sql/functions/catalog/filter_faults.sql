-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.filter_faults(filter, scope, locales): all that is wrong with a filter, one sentence a fault; empty: nothing.
-- Caller: tracker._check_parameters, for parameters that a job declares as a filter. Locks: none.
-- scope, locales: those of completeness where a condition names none.
-- The program checks the same in the same words (Catalog/Filters); only what it does not know is checked here alone: product models
-- named as parents and profiles.
create or replace function catalog.filter_faults(p_filter jsonb, p_scope text default null, p_locales text[] default '{}')
    returns text[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_faults    text[] := '{}';
    v_condition jsonb;
    v_place     bigint;
begin
    if jsonb_typeof(p_filter) is distinct from 'array' then
        return array['the filter must be a list of conditions'];
    end if;
    for v_condition, v_place in select c.value, c.place from jsonb_array_elements(p_filter) with ordinality c (value, place) loop
        v_faults := v_faults || catalog._condition_faults(v_condition, v_place::int, p_scope, p_locales);
    end loop;
    return v_faults;
end
$$;
alter function catalog.filter_faults(jsonb, text, text[]) owner to chantier_owner;
comment on function catalog.filter_faults(jsonb, text, text[]) is 'All that is wrong with a filter, a sentence each; empty when nothing is.';
revoke execute on function catalog.filter_faults(jsonb, text, text[]) from public;
grant execute on function catalog.filter_faults(jsonb, text, text[]) to chantier_definer, chantier_worker;
