-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._number_faults(value, noun): what keeps a value from being a number, which may stand in quotation marks.
-- Caller: catalog._value_faults, catalog._amount_faults. Locks: none.
create or replace function catalog._number_faults(p_value jsonb, p_noun text) returns text[]
    language sql immutable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select case when jsonb_typeof(p_value) in ('number', 'string') and p_value #>> '{}' ~ '^[-+]?[0-9]+([.][0-9]+)?$' collate "C"
                then '{}' else array[p_noun || ' must be a number'] end
$$;
alter function catalog._number_faults(jsonb, text) owner to chantier_owner;
comment on function catalog._number_faults(jsonb, text) is 'What keeps a value from being a number.';
revoke execute on function catalog._number_faults(jsonb, text) from public;
grant execute on function catalog._number_faults(jsonb, text) to chantier_definer, chantier_worker;
