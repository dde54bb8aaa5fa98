-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.fail_upload(upload, reason, message): the file could not be sent (no such file, a directory, unreadable). Launched
-- with it, the execution ends failed with this reason. What was sent of it goes.
-- Caller: the person who began it. Locks: the upload's row, its pieces. Errors: P0002 as tracker.finish_upload.
create or replace function tracker.fail_upload(p_upload bigint, p_reason text, p_message text) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_month date;
begin
  update job.artifact a
     set error_reason = p_reason, error_message = p_message
   where a.id = p_upload and a.owner = tracker.caller() and a.kind = 'input' and a.execution_id is null
     and not a.is_complete and a.error_reason is null
  returning a.month into v_month;
  if not found then
    raise exception 'no such upload' using errcode = 'P0002';
  end if;
  delete from job.piece p where p.artifact_id = p_upload and p.month = v_month;
end $$;

alter function tracker.fail_upload(bigint, text, text) owner to chantier_definer;
revoke execute on function tracker.fail_upload(bigint, text, text) from public;
grant execute on function tracker.fail_upload(bigint, text, text) to chantier_user;
comment on function tracker.fail_upload(bigint, text, text) is 'Ends an upload that could not be sent';
