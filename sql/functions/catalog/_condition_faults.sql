-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._condition_faults(condition, position, scope, locales): all that is wrong with one condition of a filter.
-- Caller: catalog.filter_faults. Locks: none.
create or replace function catalog._condition_faults(p_condition jsonb, p_position int, p_scope text, p_locales text[])
    returns text[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_faults    text[] := '{}';
    v_name      text := 'condition ' || p_position;
    v_condition jsonb := jsonb_strip_nulls(p_condition);
    v_field     text;
    v_operator  text;
    v_kind      text;
    v_attribute catalog.attribute;
begin
    if jsonb_typeof(p_condition) is distinct from 'object' then
        return array[v_name || ': it must be an object with field and operator'];
    end if;
    select coalesce(array_agg(format('%s: unknown key %s; known are field, operator, value, locale, scope, context',
                                     v_name, catalog._quoted(k.key)) order by k.key collate "C"), '{}')
      into v_faults
      from jsonb_object_keys(p_condition) k (key)
     where k.key not in ('field', 'operator', 'value', 'locale', 'scope', 'context');
    if jsonb_typeof(v_condition -> 'field') is distinct from 'string' then
        return v_faults || (v_name || ': field must be a text');
    end if;
    if jsonb_typeof(v_condition -> 'operator') is distinct from 'string' then
        return v_faults || (v_name || ': operator must be a text');
    end if;
    v_field := v_condition ->> 'field';
    v_operator := v_condition ->> 'operator';
    v_kind := case v_field
        when 'categories' then 'categories' when 'completeness' then 'completeness' when 'created' then 'time' when 'updated' then 'time'
        when 'enabled' then 'enabled' when 'entity_type' then 'entityType' when 'family' then 'codes'
        when 'family_variant' then 'codes' when 'groups' then 'codes' when 'id' then 'items' when 'uuid' then 'items'
        when 'identifier' then 'identifier' when 'parent' then 'parent' when 'self_and_ancestor.id' then 'ancestors' end;
    if v_kind is null then
        select a.* into v_attribute from catalog.attribute a where a.code_key = lower(v_field collate "C");
        v_kind := case v_attribute.type
            when 'pim_catalog_identifier' then 'identifier'
            when 'pim_catalog_text' then 'text' when 'pim_catalog_textarea' then 'text'
            when 'pim_catalog_image' then 'text' when 'pim_catalog_file' then 'text'
            when 'pim_catalog_number' then 'number' when 'pim_catalog_metric' then 'measurement'
            when 'pim_catalog_price_collection' then 'price' when 'pim_catalog_boolean' then 'boolean'
            when 'pim_catalog_date' then 'date'
            when 'pim_catalog_simpleselect' then 'select' when 'pim_catalog_multiselect' then 'select'
            when 'pim_reference_data_simpleselect' then 'select' when 'pim_reference_data_multiselect' then 'select' end;
    end if;
    if v_kind is null then
        return v_faults || format(
            '%s: unknown field %s; known are the codes of attributes and categories, completeness, created, enabled, entity_type, '
            'family, family_variant, groups, id, identifier, parent, self_and_ancestor.id, updated, uuid',
            v_name, catalog._quoted(v_field));
    end if;
    if v_operator <> all (catalog._filter_operators(v_kind)) then
        return v_faults || format('%s (%s): operator %s is none of %s', v_name, v_field, catalog._quoted(v_operator),
                                  array_to_string(catalog._filter_operators(v_kind), ', '));
    end if;
    v_name := format('%s (%s %s): ', v_name, v_field, v_operator);
    return v_faults || array(
        select v_name || s.sentence
          from unnest(case when v_kind = 'completeness'
                           then catalog._completeness_faults(v_condition, p_scope, p_locales)
                           else catalog._place_faults(v_condition, v_attribute.code) end
                      || catalog._value_faults(v_condition, v_kind, v_attribute.code)) with ordinality s (sentence, place)
         order by s.place);
end
$$;
alter function catalog._condition_faults(jsonb, int, text, text[]) owner to chantier_owner;
comment on function catalog._condition_faults(jsonb, int, text, text[]) is 'All that is wrong with one condition of a filter.';
revoke execute on function catalog._condition_faults(jsonb, int, text, text[]) from public;
grant execute on function catalog._condition_faults(jsonb, int, text, text[]) to chantier_definer, chantier_worker;
