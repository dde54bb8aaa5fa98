-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._caller_role(): the role that called a definer function, whose current_user is the definer.
-- Who has taken a role by SET ROLE is that role: only members can.
-- Caller: definer functions. Locks: none.
create or replace function tracker._caller_role() returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$ select coalesce(nullif(current_setting('role', true), 'none'), session_user::text) $$;
alter function tracker._caller_role() owner to chantier_owner;
revoke execute on function tracker._caller_role() from public;
grant execute on function tracker._caller_role() to chantier_definer;
comment on function tracker._caller_role() is 'The role that called a definer function';
