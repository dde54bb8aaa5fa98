-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.find_media(execution, paths): the files that cells name: those of the execution's archive by their path, and those of the
-- media store by "<hash>/<name>", as values have them. place: which path, from 1; what is not there has no row.
-- They stay where they are until the transaction's end, by when a value may name them, and are marked as seen, so that a search
-- for unused ones that has passed that item takes none of them (job._drop_unused_media).
-- Caller: an import, in a chunk; whoever else gives an item a medium that it had not. Locks: the media, in the order of their hashes
-- where they are marked, for key share in any case.
create or replace function catalog.find_media(p_execution_id bigint, p_path text[])
  returns table (place bigint, hash text, size bigint)
language plpgsql
set search_path = pg_catalog, pg_temp
-- By index whatever the statistics say; and a plan that was forbidden its joins looks dear enough to be compiled.
set enable_seqscan = off
set enable_hashjoin = off
set enable_mergejoin = off
set jit = off
as $$
declare
  v_hash text[];
begin
  select array_agg(coalesce(a.hash, case when p.path ~ '^[0-9a-f]{64}/[^/]+$' then left(p.path, 64) end) order by p.place) into v_hash
    from unnest(p_path) with ordinality p (path, place)
    left join catalog.archive_file a on a.execution_id = p_execution_id and a.path = normalize(p.path, nfc);
  update catalog.media m set seen_at = job.now()
   where m.hash in (
           select o.hash from catalog.media o
            where o.hash = any (v_hash) and o.seen_at < job.now() - interval '1 day'
            order by o.hash
              for no key update);
  return query
    select h.place, m.hash, m.size
      from unnest(v_hash) with ordinality h (hash, place)
      join catalog.media m on m.hash = h.hash
       for key share of m;
end $$;

alter function catalog.find_media(bigint, text[]) owner to chantier_owner;
revoke execute on function catalog.find_media(bigint, text[]) from public;
grant execute on function catalog.find_media(bigint, text[]) to chantier_worker;
comment on function catalog.find_media(bigint, text[]) is 'The media that cells of an import name';
