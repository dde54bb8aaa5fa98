-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.mark_read(ids): marks notifications of this person as read; null: all. Answers how many were not.
-- Caller: a person; as that person, so that row-level security decides. Another's number marks nothing and is not an error.
-- Locks: those notifications.
create or replace function tracker.mark_read(p_ids bigint[] default null) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_count bigint;
begin
  update tracker.notification n
     set read_at = job.now()
   where n.person = (select tracker.me()) and n.read_at is null and (p_ids is null or n.id = any (p_ids));
  get diagnostics v_count = row_count;
  return v_count;
end $$;

alter function tracker.mark_read(bigint[]) owner to chantier_owner;
revoke execute on function tracker.mark_read(bigint[]) from public;
grant execute on function tracker.mark_read(bigint[]) to chantier_user;
comment on function tracker.mark_read(bigint[]) is 'Marks notifications as read; null: all';
