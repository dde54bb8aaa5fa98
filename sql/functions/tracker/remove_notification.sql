-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.remove_notification(ids): removes notifications of this person, read or not. Answers how many there were.
-- Caller: a person. Another's number removes nothing and is not an error. Locks: those notifications.
create or replace function tracker.remove_notification(p_ids bigint[]) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_count bigint;
begin
  delete from tracker.notification n where n.person = tracker.caller() and n.id = any (p_ids);
  get diagnostics v_count = row_count;
  return v_count;
end $$;

alter function tracker.remove_notification(bigint[]) owner to chantier_definer;
revoke execute on function tracker.remove_notification(bigint[]) from public;
grant execute on function tracker.remove_notification(bigint[]) to chantier_user;
comment on function tracker.remove_notification(bigint[]) is 'Removes notifications';
