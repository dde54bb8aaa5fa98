-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._amount_faults(operator, value, kind, attribute): what is wrong with a measurement or a price in a condition.
-- Caller: catalog._value_faults. Locks: none.
create or replace function catalog._amount_faults(p_operator text, p_value jsonb, p_kind text, p_attribute text)
    returns text[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_faults   text[] := '{}';
    v_family   text;
    v_currency catalog.currency;
begin
    if p_kind = 'measurement' then
        if jsonb_typeof(p_value) is distinct from 'object' then
            return array['value must be an object with amount and unit'];
        end if;
        v_faults := catalog._number_faults(p_value -> 'amount', 'amount');
        if jsonb_typeof(p_value -> 'unit') is distinct from 'string' then
            return v_faults || 'unit must be a text'::text;
        end if;
        select a.metric_family into v_family from catalog.attribute a where a.code = p_attribute;
        if not coalesce(catalog._measurement_units() -> lower(v_family collate "C")
                            ? lower((p_value ->> 'unit') collate "C"), false)
        then
            return v_faults || format('unknown unit %s of %s', catalog._quoted(p_value ->> 'unit'),
                                      coalesce(v_family, 'no family'));
        end if;
        return v_faults;
    end if;
    if p_operator in ('EMPTY', 'NOT EMPTY')
       and (jsonb_typeof(p_value) is distinct from 'object' or p_value -> 'currency' is null)
    then
        return v_faults;
    end if;
    if p_operator not in ('EMPTY', 'NOT EMPTY', 'EMPTY FOR CURRENCY', 'NOT EMPTY FOR CURRENCY') then
        if jsonb_typeof(p_value) is distinct from 'object' then
            return array['value must be an object with amount and currency'];
        end if;
        v_faults := catalog._number_faults(p_value -> 'amount', 'amount');
    end if;
    if jsonb_typeof(p_value) is distinct from 'object' or jsonb_typeof(p_value -> 'currency') is distinct from 'string' then
        return v_faults || 'value must be an object with a currency'::text;
    end if;
    select c.* into v_currency from catalog.currency c where c.code_key = lower((p_value ->> 'currency') collate "C");
    if not found then
        return v_faults || ('unknown currency ' || catalog._quoted(p_value ->> 'currency'));
    end if;
    if not v_currency.activated then
        return v_faults || format('currency %s is not activated', catalog._quoted(v_currency.code));
    end if;
    return v_faults;
end
$$;
alter function catalog._amount_faults(text, jsonb, text, text) owner to chantier_owner;
comment on function catalog._amount_faults(text, jsonb, text, text) is 'What is wrong with a measurement or a price in a condition.';
revoke execute on function catalog._amount_faults(text, jsonb, text, text) from public;
grant execute on function catalog._amount_faults(text, jsonb, text, text) to chantier_definer, chantier_worker;
