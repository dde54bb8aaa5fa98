-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._value_faults(condition, kind, attribute): what is wrong with a condition's value. Caller: catalog._condition_faults.
-- Locks: none.
create or replace function catalog._value_faults(p_condition jsonb, p_kind text, p_attribute text) returns text[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_distance constant text := '^[-+][0-9]{1,5} (day|week|month|year)s?$';
    c_far      constant text := '^[-+][0-9]{1,5} (minute|hour|day|week|month|year)s?$';
    c_time     constant text := '^.{10} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$';
    v_operator constant text := p_condition ->> 'operator';
    v_value    constant jsonb := p_condition -> 'value';
    v_text     constant text := p_condition ->> 'value';
    v_type     constant text := coalesce(jsonb_typeof(p_condition -> 'value'), 'null');
    v_is_pair  constant boolean := v_operator in ('BETWEEN', 'NOT BETWEEN');
    v_faults   text[] := '{}';
begin
    if v_operator in ('EMPTY', 'NOT EMPTY') and p_kind <> 'price'
       or v_operator in ('UNCLASSIFIED', 'EMPTY ON ALL CURRENCIES', 'NOT EMPTY ON AT LEAST ONE CURRENCY')
       or v_operator in ('AT LEAST COMPLETE', 'AT LEAST INCOMPLETE', 'ALL COMPLETE', 'ALL INCOMPLETE')
    then
        return v_faults;
    end if;
    if p_kind in ('codes', 'select', 'parent', 'categories', 'items', 'ancestors') or v_operator in ('IN', 'NOT IN') then
        return catalog._list_faults(p_condition, p_kind, p_attribute);
    end if;
    case
        when p_kind in ('identifier', 'text') then
            if v_type <> 'string' then
                v_faults := array['value must be a text'];
            elsif v_text = '' then
                v_faults := array['value must not be empty; EMPTY asks for what has no value'];
            end if;
        when p_kind in ('enabled', 'boolean') then
            if v_type <> 'boolean' then
                v_faults := array['value must be true or false'];
            end if;
        when p_kind = 'entityType' then
            if v_type <> 'string' or v_text not in (
                'product', 'product_model', 'Akeneo\Pim\Enrichment\Component\Product\Model\ProductInterface',
                'Akeneo\Pim\Enrichment\Component\Product\Model\ProductModelInterface')
            then
                v_faults := array['value must be product or product_model'];
            end if;
        when p_kind in ('completeness', 'number') then
            v_faults := catalog._number_faults(v_value, 'value');
        when p_kind in ('measurement', 'price') then
            v_faults := catalog._amount_faults(v_operator, v_value, p_kind, p_attribute);
        when v_operator = 'SINCE LAST N DAYS' then
            if v_type not in ('number', 'string') or v_text !~ '^[0-9]{1,5}$' collate "C" then
                v_faults := array['value must be a whole number of days'];
            end if;
        when v_operator = 'SINCE LAST JOB' then
            if v_type <> 'string' or v_text = '' then
                v_faults := array['value must be the code of a profile'];
            elsif not exists (select from job.profile p where lower(p.code collate "C") = lower(v_text collate "C")) then
                v_faults := array['unknown profile ' || catalog._quoted(v_text)];
            end if;
        when p_kind = 'date' and v_is_pair then
            if v_type <> 'array' or jsonb_array_length(v_value) <> 2
               or exists (select from jsonb_array_elements(v_value) e (value)
                           where jsonb_typeof(e.value) <> 'string'
                              or e.value #>> '{}' <> 'now' and not catalog._is_day(e.value #>> '{}'))
            then
                v_faults := array['value must be a list of two days, each yyyy-mm-dd or now'];
            end if;
        when p_kind = 'date' then
            if v_type <> 'string'
               or v_text <> 'now' and v_text !~ c_distance collate "C" and not catalog._is_day(v_text)
            then
                v_faults := array['value must be a day (yyyy-mm-dd), now or a distance such as "-3 days"'];
            end if;
        when v_is_pair then
            if v_type <> 'array' or jsonb_array_length(v_value) <> 2
               or exists (select from jsonb_array_elements(v_value) e (value)
                           where jsonb_typeof(e.value) <> 'string'
                              or e.value #>> '{}' <> 'now'
                                 and not (catalog._is_day(left(e.value #>> '{}', 10)) and e.value #>> '{}' ~ c_time collate "C"))
            then
                v_faults := array['value must be a list of two times, each yyyy-mm-dd HH:MM:SS or now'];
            end if;
        else
            if v_type <> 'string'
               or v_text <> 'now' and v_text !~ c_far collate "C"
                  and not (catalog._is_day(left(v_text, 10)) and v_text ~ c_time collate "C")
            then
                v_faults := array['value must be a time (yyyy-mm-dd HH:MM:SS), now or a distance such as "-3 hours"'];
            end if;
    end case;
    return v_faults;
end
$$;
alter function catalog._value_faults(jsonb, text, text) owner to chantier_owner;
comment on function catalog._value_faults(jsonb, text, text) is 'What is wrong with the value of a condition.';
revoke execute on function catalog._value_faults(jsonb, text, text) from public;
grant execute on function catalog._value_faults(jsonb, text, text) to chantier_definer, chantier_worker;
