-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.caller(): the person who called a definer function; the same as tracker.me() outside of one.
-- Caller: definer functions. Locks: none.
-- Errors: 42501 for a group that somebody has taken as a role, and for the web's shared roles without a person.
create or replace function tracker.caller() returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_role   text := tracker._caller_role();
  v_person text := v_role;
begin
  if v_role in ('chantier_webuser', 'chantier_webadmin') then
    v_person := nullif(current_setting('tracker.person', true), '');
  elsif v_role in ('chantier_user', 'chantier_admin', 'chantier_analyst') then
    v_person := null;
  elsif v_role = 'chantier_worker' then
    -- What a schedule launches is its owner's; the setting means something for workers alone (job.fire_schedules).
    v_person := coalesce(nullif(current_setting('tracker.scheduled_for', true), ''), v_role);
  end if;
  if v_person is null then
    raise exception 'the role "%" is no person', v_role
      using errcode = '42501', hint = 'Act as yourself: reset role.';
  end if;
  return v_person;
end $$;
alter function tracker.caller() owner to chantier_owner;
revoke execute on function tracker.caller() from public;
grant execute on function tracker.caller() to chantier_definer;
comment on function tracker.caller() is 'The person who called a definer function';
