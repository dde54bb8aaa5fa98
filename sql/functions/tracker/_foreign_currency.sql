-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._foreign_currency(filters, channel): the first currency of these conditions that the channel does not have; null: it has all.
-- Caller: tracker.create_project, tracker.end_projects. Locks: none.
create or replace function tracker._foreign_currency(p_filters jsonb, p_channel text) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select x.code
    from (select jsonb_path_query(p_filters, '$[*].value.currency') #>> '{}' as code) as x
   where not exists (select from catalog.channel c cross join unnest(c.currencies) as k(code)
                      where c.code = p_channel and lower(k.code) = lower(x.code))
   limit 1
$$;
alter function tracker._foreign_currency(jsonb, text) owner to chantier_owner;
revoke execute on function tracker._foreign_currency(jsonb, text) from public;
grant execute on function tracker._foreign_currency(jsonb, text) to chantier_definer, chantier_worker;
comment on function tracker._foreign_currency(jsonb, text) is 'A currency of conditions that a channel does not have';
