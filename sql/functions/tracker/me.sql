-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.me(): the person of this session; for policies and views.
-- Inside a definer function the answer is the definer: there, tracker.caller().
create or replace function tracker.me() returns text
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$ select current_user::text $$;

alter function tracker.me() owner to chantier_owner;
revoke execute on function tracker.me() from public;
grant execute on function tracker.me() to chantier_user, chantier_worker, chantier_definer;
comment on function tracker.me() is 'The person of this session';
