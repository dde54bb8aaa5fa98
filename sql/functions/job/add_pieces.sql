-- SPDX-License-Identifier: Apache-2.0
--
-- job.add_pieces(artifact, part, first, pieces): bytes of a file, in order, from ordinal first on, at most 256 KiB each.
-- Caller: a slot, in the chunk's transaction. Locks: none.
-- Errors: P0002 for an artifact that does not exist; 23505 for a piece that is there; 23514 for one too large.
create or replace function job.add_pieces(p_artifact bigint, p_part bigint, p_first int, p_pieces bytea[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_artifact job.artifact;
begin
  select a.* into v_artifact from job.artifact a where a.id = p_artifact;
  if not found then
    raise exception 'no artifact %', p_artifact using errcode = 'P0002';
  end if;
  insert into job.piece (artifact_id, part, ordinal, owner, month, bytes)
  select p_artifact, p_part, p_first + n.place::int - 1, v_artifact.owner, v_artifact.month, n.bytes
    from unnest(p_pieces) with ordinality as n(bytes, place)
   order by n.place;
end $$;

alter function job.add_pieces(bigint, bigint, int, bytea[]) owner to chantier_owner;
revoke execute on function job.add_pieces(bigint, bigint, int, bytea[]) from public;
grant execute on function job.add_pieces(bigint, bigint, int, bytea[]) to chantier_worker;
comment on function job.add_pieces(bigint, bigint, int, bytea[]) is 'Stores pieces of a file';
