-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.put_pieces(upload, first, pieces): bytes of an upload, from piece number first (0 …) on. Every piece has exactly
-- 256 KiB, but for the file's last one. Sent again after a lost connection, they take the place of what is there.
-- Caller: the person who began the upload.
-- Locks: the pieces. Errors: P0002 for an upload that is not this person's, or has ended; 22023 for a short piece in between;
-- 54000 beyond the setting max_upload.
create or replace function tracker.put_pieces(p_upload bigint, p_first int, p_pieces bytea[]) returns void
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_upload job.artifact;
  v_most   bigint := (select (s.value #>> '{}')::bigint from tracker.setting s where s.key = 'max_upload');
  v_count  int := coalesce(cardinality(p_pieces), 0);
begin
  select a.* into v_upload
    from job.artifact a
   where a.id = p_upload and a.owner = tracker.caller() and a.kind = 'input' and a.execution_id is null
     and not a.is_complete and a.error_reason is null;
  if not found then
    raise exception 'no such upload' using errcode = 'P0002';
  end if;
  if p_first < 0 or exists (
    select from unnest(p_pieces) with ordinality as n(bytes, place)
     where n.place < v_count and octet_length(n.bytes) <> 262144
  ) then
    raise exception 'every piece but the last must have 262144 bytes' using errcode = '22023';
  end if;
  if (p_first + v_count - 1)::bigint * 262144 >= v_most then
    raise exception 'more than % bytes', v_most
      using errcode = '54000', hint = 'An operator can raise the setting max_upload.';
  end if;
  insert into job.piece (artifact_id, part, ordinal, owner, month, bytes)
  select p_upload, 0, p_first + n.place::int - 1, v_upload.owner, v_upload.month, n.bytes
    from unnest(p_pieces) with ordinality as n(bytes, place)
   order by n.place
      on conflict (artifact_id, part, ordinal, month) do update set bytes = excluded.bytes;
end $$;

alter function tracker.put_pieces(bigint, int, bytea[]) owner to chantier_definer;
revoke execute on function tracker.put_pieces(bigint, int, bytea[]) from public;
grant execute on function tracker.put_pieces(bigint, int, bytea[]) to chantier_user;
comment on function tracker.put_pieces(bigint, int, bytea[]) is 'Stores pieces of an upload';
