-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._completeness_faults(condition, scope, locales): what is wrong with the channel and locales of a condition on
-- completeness. Caller: catalog._condition_faults. Locks: none.
create or replace function catalog._completeness_faults(p_condition jsonb, p_scope text, p_locales text[]) returns text[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_faults  text[] := '{}';
    v_scope   jsonb := coalesce(p_condition -> 'scope', to_jsonb(p_scope));
    v_locales jsonb := coalesce(p_condition #> '{context,locales}', to_jsonb(p_locales));
    v_locale  jsonb;
begin
    if v_scope is null then
        v_faults := array['scope is missing: completeness is that of a channel'];
    else
        v_faults := catalog._scope_faults(v_scope);
    end if;
    if p_condition -> 'locale' is not null then
        return v_faults || catalog._locale_faults(p_condition -> 'locale', v_scope #>> '{}');
    end if;
    if jsonb_typeof(v_locales) <> 'array' then
        return v_faults || 'context.locales must be a list of codes'::text;
    end if;
    for v_locale in select l.value from jsonb_array_elements(v_locales) with ordinality l (value, place) order by l.place loop
        v_faults := v_faults || catalog._locale_faults(v_locale, v_scope #>> '{}');
    end loop;
    return v_faults;
end
$$;
alter function catalog._completeness_faults(jsonb, text, text[]) owner to chantier_owner;
comment on function catalog._completeness_faults(jsonb, text, text[]) is 'What is wrong with the channel and locales of a condition on completeness.';
revoke execute on function catalog._completeness_faults(jsonb, text, text[]) from public;
grant execute on function catalog._completeness_faults(jsonb, text, text[]) to chantier_definer, chantier_worker;
