-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._is_day(text): whether a text is a day of the calendar, yyyy-mm-dd. Caller: catalog._condition_faults. Locks: none.
create or replace function catalog._is_day(p_text text) returns boolean
    language sql immutable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select case when p_text ~ '^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$' collate "C" and left(p_text, 4) <> '0000' then
               right(p_text, 2)::int between 1 and extract(day from
                   make_date(left(p_text, 4)::int, substr(p_text, 6, 2)::int, 1) + interval '1 month' - interval '1 day')
           else false end
$$;
alter function catalog._is_day(text) owner to chantier_owner;
comment on function catalog._is_day(text) is 'Whether a text is a day: yyyy-mm-dd, in the years 1 to 9999.';
revoke execute on function catalog._is_day(text) from public;
grant execute on function catalog._is_day(text) to chantier_definer, chantier_worker;
