-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.delete_profile(code): deletes a profile. Its executions stay, and those that wait for their turn go on.
-- Caller: who made it, or an administrator. Locks: its row; as job._give_turn.
-- Errors: P0002 when there is none; 42501 not_yours.
create or replace function tracker.delete_profile(p_code text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_person  text := tracker.caller();
  v_profile job.profile;
begin
  select p.* into v_profile from job.profile p where lower(p.code) = lower(p_code) for update;
  if not found then
    raise exception 'there is no profile "%"', p_code using errcode = 'P0002';
  end if;
  if v_profile.owner <> v_person and not pg_has_role(tracker._caller_role(), 'chantier_admin', 'usage') then
    raise exception 'not_yours: profile "%" is % and not yours to change', v_profile.code, quote_ident(v_profile.owner) || '''s'
      using errcode = '42501', constraint = 'not_yours', hint = 'Its owner and administrators may.';
  end if;
  delete from job.profile p where p.id = v_profile.id;
  perform job._give_turn(v_profile.code);
end $$;

alter function tracker.delete_profile(text) owner to chantier_definer;
revoke execute on function tracker.delete_profile(text) from public;
grant execute on function tracker.delete_profile(text) to chantier_user;
comment on function tracker.delete_profile(text) is 'Deletes a profile';
