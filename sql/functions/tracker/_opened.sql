-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._opened(): the executions that this person has opened by URL and may still read. A grant counts in transactions other
-- than the one that gave it: whoever rolls back has read nothing, and what was read is on record.
-- Caller: policies by_url and views, as (select tracker._opened()). Locks: none.
create or replace function tracker._opened() returns bigint[]
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(array_agg(distinct a.execution_id), '{}')
    from tracker.url_access a
   where a.person = (select tracker.me())
     and a.expires_at > (select job.now())
     and a.given_in is distinct from pg_current_xact_id_if_assigned()
$$;
alter function tracker._opened() owner to chantier_owner;
revoke execute on function tracker._opened() from public;
grant execute on function tracker._opened() to chantier_user;
comment on function tracker._opened() is 'Executions that this person has opened by URL and may still read';
