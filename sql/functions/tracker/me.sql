-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.me(): the person of this session; for policies and views. Null, who sees nothing, for a group that somebody has taken
-- as a role: what is done must have one person's name.
-- The web's shared roles, which no person can take, name the person by the setting tracker.person; set by anybody else it
-- means nothing.
-- Its body is parsed when it is made, so it needs no search_path and can be inlined: each query asks several times, and as a
-- function with settings of its own each asking was planned apart.
-- Inside a definer function the answer is the definer: there, tracker.caller().
create or replace function tracker.me() returns text
language sql stable parallel safe
return case
  when current_user in ('chantier_webuser', 'chantier_webadmin') then nullif(pg_catalog.current_setting('tracker.person', true), '')
  when current_user not in ('chantier_user', 'chantier_admin', 'chantier_analyst') then current_user::text
end;
alter function tracker.me() owner to chantier_owner;
revoke execute on function tracker.me() from public;
grant execute on function tracker.me() to chantier_user, chantier_worker, chantier_definer;
comment on function tracker.me() is 'The person of this session';
