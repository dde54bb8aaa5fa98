-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.opened_by(id): who has opened this execution by its URL, newest first. For its owner: to everybody else nobody has,
-- as for an id that is not there.
-- Caller: a person. Locks: none.
create or replace function tracker.opened_by(p_id uuid)
returns table (person text, login text, via text, opened_at timestamptz, expires_at timestamptz)
language plpgsql stable security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  return query
  select a.person, a.login, a.via, a.opened_at, a.expires_at
    from job.execution e
    join tracker.url_access a on a.execution_id = e.id
   where e.public_id = p_id and e.owner = tracker.caller()
   order by a.id desc;
end $$;
alter function tracker.opened_by(uuid) owner to chantier_definer;
revoke execute on function tracker.opened_by(uuid) from public;
grant execute on function tracker.opened_by(uuid) to chantier_user;
comment on function tracker.opened_by(uuid) is 'Who has opened this execution of yours by its URL';
