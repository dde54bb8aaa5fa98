-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.start_upload(name, size): a file is about to be sent. Answers its handle. size: bytes, null when not known.
-- Caller: a person. Then tracker.put_pieces, tracker.finish_upload or tracker.fail_upload, then tracker.launch. An upload
-- that is not launched within a day is removed.
-- Locks: the new row. Errors: 54000 for a size above the setting max_upload.
create or replace function tracker.start_upload(p_name text, p_size bigint) returns bigint
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now    timestamptz := job.now();
  v_most   bigint := (select (s.value #>> '{}')::bigint from tracker.setting s where s.key = 'max_upload');
  v_upload bigint;
begin
  if p_size > v_most then
    raise exception '% bytes, allowed %', p_size, v_most
      using errcode = '54000', hint = 'An operator can raise the setting max_upload.';
  end if;
  insert into job.artifact (owner, kind, name, size, created_at, month)
  values (tracker.caller(), 'input', p_name, p_size, v_now, date_trunc('month', v_now at time zone 'UTC')::date)
  returning id into v_upload;
  return v_upload;
end $$;

alter function tracker.start_upload(text, bigint) owner to chantier_definer;
revoke execute on function tracker.start_upload(text, bigint) from public;
grant execute on function tracker.start_upload(text, bigint) to chantier_user;
comment on function tracker.start_upload(text, bigint) is 'Begins an upload; answers its handle';
