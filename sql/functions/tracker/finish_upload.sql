-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.finish_upload(upload, size): all bytes were sent; now it can be launched with.
-- Caller: the person who began it. Locks: the upload's row.
-- Errors: P0002 for an upload that is not this person's, or has ended; 22023 when the pieces do not make up the size.
create or replace function tracker.finish_upload(p_upload bigint, p_size bigint) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_upload job.artifact;
  v_there  record;
begin
  select a.* into v_upload
    from job.artifact a
   where a.id = p_upload and a.owner = tracker.caller() and a.kind = 'input' and a.execution_id is null
     and not a.is_complete and a.error_reason is null
     for update;
  if not found then
    raise exception 'no such upload' using errcode = 'P0002';
  end if;
  select coalesce(sum(octet_length(p.bytes)), 0) as size, count(*) as pieces, coalesce(max(p.ordinal) + 1, 0) as places,
         count(*) filter (where octet_length(p.bytes) < 262144) as short
    into v_there
    from job.piece p
   where p.artifact_id = p_upload and p.part = 0 and p.month = v_upload.month;
  if v_there.size <> p_size or v_there.pieces <> v_there.places or v_there.pieces <> (p_size + 262143) / 262144
     or v_there.short > 1
  then
    raise exception 'the upload of "%" has % of % bytes in % pieces', v_upload.name, v_there.size, p_size, v_there.pieces
      using errcode = '22023', hint = 'Send the missing pieces again.';
  end if;
  update job.artifact a set size = p_size, is_complete = true where a.id = p_upload;
end $$;

alter function tracker.finish_upload(bigint, bigint) owner to chantier_definer;
revoke execute on function tracker.finish_upload(bigint, bigint) from public;
grant execute on function tracker.finish_upload(bigint, bigint) to chantier_user;
comment on function tracker.finish_upload(bigint, bigint) is 'Ends an upload that was sent whole';
