-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._filter_operators: the operators of each kind of field, in the order in which they are listed to people.
-- Caller: catalog._condition_faults. Locks: none.
create or replace function catalog._filter_operators(p_kind text) returns text[]
    language sql immutable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select case p_kind
        when 'identifier' then
            array['STARTS WITH', 'CONTAINS', 'DOES NOT CONTAIN', '=', '!=', 'IN', 'NOT IN', 'EMPTY', 'NOT EMPTY']
        when 'codes' then array['IN', 'NOT IN', 'EMPTY', 'NOT EMPTY']
        when 'select' then array['IN', 'NOT IN', 'EMPTY', 'NOT EMPTY']
        when 'parent' then array['IN', 'EMPTY', 'NOT EMPTY']
        when 'categories' then
            array['IN', 'NOT IN', 'UNCLASSIFIED', 'IN OR UNCLASSIFIED', 'IN CHILDREN', 'NOT IN CHILDREN']
        when 'enabled' then array['=', '!=']
        when 'entityType' then array['=']
        when 'items' then array['IN', 'NOT IN']
        when 'ancestors' then array['IN']
        when 'completeness' then
            array['=', '<', '<=', '>', '>=', '!=', 'GREATER THAN ON ALL LOCALES', 'GREATER OR EQUALS THAN ON ALL LOCALES',
                  'LOWER THAN ON ALL LOCALES', 'LOWER OR EQUALS THAN ON ALL LOCALES', 'GREATER THAN ON AT LEAST ONE LOCALE',
                  'GREATER OR EQUALS THAN ON AT LEAST ONE LOCALE', 'LOWER THAN ON AT LEAST ONE LOCALE',
                  'LOWER OR EQUALS THAN ON AT LEAST ONE LOCALE', 'EQUALS ON AT LEAST ONE LOCALE',
                  'NOT EQUALS ON AT LEAST ONE LOCALE', 'AT LEAST COMPLETE', 'AT LEAST INCOMPLETE', 'ALL COMPLETE',
                  'ALL INCOMPLETE']
        when 'time' then
            array['=', '!=', '<', '>', 'BETWEEN', 'NOT BETWEEN', 'EMPTY', 'NOT EMPTY', 'SINCE LAST N DAYS', 'SINCE LAST JOB']
        when 'text' then array['STARTS WITH', 'CONTAINS', 'DOES NOT CONTAIN', '=', '!=', 'EMPTY', 'NOT EMPTY']
        when 'number' then array['<', '<=', '=', '!=', '>=', '>', 'EMPTY', 'NOT EMPTY']
        when 'measurement' then array['<', '<=', '=', '!=', '>=', '>', 'EMPTY', 'NOT EMPTY']
        when 'price' then
            array['<', '<=', '=', '!=', '>=', '>', 'EMPTY', 'NOT EMPTY', 'EMPTY FOR CURRENCY', 'NOT EMPTY FOR CURRENCY',
                  'EMPTY ON ALL CURRENCIES', 'NOT EMPTY ON AT LEAST ONE CURRENCY']
        when 'boolean' then array['=', '!=', 'EMPTY', 'NOT EMPTY']
        when 'date' then array['=', '!=', '<', '>', 'BETWEEN', 'NOT BETWEEN', 'EMPTY', 'NOT EMPTY']
    end
$$;
alter function catalog._filter_operators(text) owner to chantier_owner;
comment on function catalog._filter_operators(text) is 'The operators that a kind of field has.';
revoke execute on function catalog._filter_operators(text) from public;
grant execute on function catalog._filter_operators(text) to chantier_definer, chantier_worker;
