-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.caller(): the person who called a definer function, whose current_user is the definer.
-- Who has taken a role by SET ROLE is that role: only members can.
create or replace function tracker.caller() returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$ select coalesce(nullif(current_setting('role', true), 'none'), session_user::text) $$;

alter function tracker.caller() owner to chantier_owner;
revoke execute on function tracker.caller() from public;
grant execute on function tracker.caller() to chantier_definer;
comment on function tracker.caller() is 'The person who called a definer function';
