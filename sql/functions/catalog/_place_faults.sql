-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._place_faults(condition, attribute): what is wrong with a condition's scope and locale. Caller: catalog._condition_faults.
-- Locks: none.
create or replace function catalog._place_faults(p_condition jsonb, p_attribute text) returns text[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_faults    text[] := '{}';
    v_attribute catalog.attribute;
    v_channel   text;
    v_found     text[];
begin
    select a.* into v_attribute from catalog.attribute a where a.code = p_attribute;
    if not found then
        return v_faults;
    end if;
    if p_condition -> 'scope' is null then
        if v_attribute.scopable then
            v_faults := v_faults || 'scope is missing: the attribute has a value for each channel'::text;
        end if;
    elsif not v_attribute.scopable then
        v_faults := v_faults || 'scope must not be given: the attribute has one value for all channels'::text;
    else
        v_faults := v_faults || catalog._scope_faults(p_condition -> 'scope');
        v_channel := p_condition ->> 'scope';
    end if;
    if p_condition -> 'locale' is null then
        if v_attribute.localizable then
            v_faults := v_faults || 'locale is missing: the attribute has a value for each locale'::text;
        end if;
    elsif not v_attribute.localizable then
        v_faults := v_faults || 'locale must not be given: the attribute has one value for all locales'::text;
    else
        v_found := catalog._locale_faults(p_condition -> 'locale', v_channel);
        if v_found = '{}' and cardinality(v_attribute.available_locales) > 0
           and lower((p_condition ->> 'locale') collate "C") <> all (
               array(select lower(l.code collate "C") from unnest(v_attribute.available_locales) l (code)))
        then
            v_found := array['the attribute has no values in locale ' || (
                select catalog._quoted(l.code) from catalog.locale l where l.code_key = lower((p_condition ->> 'locale') collate "C"))];
        end if;
        v_faults := v_faults || v_found;
    end if;
    return v_faults;
end
$$;
alter function catalog._place_faults(jsonb, text) owner to chantier_owner;
comment on function catalog._place_faults(jsonb, text) is 'What is wrong with the scope and locale of a condition on an attribute.';
revoke execute on function catalog._place_faults(jsonb, text) from public;
grant execute on function catalog._place_faults(jsonb, text) to chantier_definer, chantier_worker;
