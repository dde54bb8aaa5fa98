-- SPDX-License-Identifier: Apache-2.0
--
-- job._drop_unused_media(): goes on with the search for media that nothing names, and drops those that were neither brought nor found
-- in use for a week. Answers how many it dropped. A part a call, so that no call is long: some 10,000 items, or 500 media.
-- A medium is in use while a product's or model's value, or a before-image of the history, which undo puts back, names it, and while
-- an import that has not completed may still name it (catalog.archive_file). What is found in use is marked (seen_at).
-- Sure, though the catalogue changes meanwhile: items are taken in the order of their ids, which stay whatever changes; what leaves an
-- item before its turn stands in the history, which comes last and is never changed; and what an import names anew is
-- marked and locked by catalog.find_media.
-- Caller: job.upkeep, under its lock. Locks: the media that are marked; those that are dropped, skip locked.
create or replace function job._drop_unused_media() returns int
language plpgsql
set search_path = pg_catalog, pg_temp
-- By index whatever the statistics say: each call takes a part. Such a plan looks dear enough to be compiled.
set enable_seqscan = off
set jit = off
as $$
declare
  v_sweep catalog.media_sweep;
  v_from  text;
  v_next  bigint;
  v_found text[];
  v_gone  text[];
begin
  select s.* into v_sweep from catalog.media_sweep s;
  if not found then
    -- What was brought along is of use until the import has completed; one that failed may be retried.
    delete from catalog.archive_file a
     where a.execution_id in (
             select e.id from job.execution e
              where e.id in (select distinct f.execution_id from catalog.archive_file f)
                and e.status = 'completed' and e.ended_at < job.now() - interval '1 day');
    insert into catalog.media_sweep (stage, place, began_at)
    select 1, -9223372036854775808, job.now()
     where exists (select from catalog.media m where m.seen_at < job.now() - interval '7 days');
    return 0;
  end if;

  if v_sweep.stage < 4 then
    v_from := case v_sweep.stage
      when 1 then '(select p.id, p.values as content from catalog.product p) i'
      when 2 then '(select m.id, m.values as content from catalog.product_model m) i'
      else '(select h.item_id as id, h.before as content from catalog.history h where h.item_id is not null) i' end;
    execute format('select max(n.id) from (select i.id from %s where i.id > $1 order by i.id limit 10000) n', v_from)
       into v_next using v_sweep.place;
    if v_next is null then
      update catalog.media_sweep set stage = v_sweep.stage + 1, place = -9223372036854775808;
      return 0;
    end if;
    -- The short pattern first: most items name none, and it is the faster one.
    execute format($sql$
      select array_agg(distinct f.hash)
        from (select (regexp_matches(i.content::text, '"([0-9a-f]{64})/', 'g'))[1] as hash
                from %s
               where i.id > $1 and i.id <= $2 and i.content::text ~ '[0-9a-f]{8}/') f
    $sql$, v_from) into v_found using v_sweep.place, v_next;
    update catalog.media m set seen_at = job.now()
     where m.hash = any (v_found) and m.seen_at < v_sweep.began_at - interval '1 day';
    update catalog.media_sweep set place = v_next;
    return 0;
  end if;

  with gone as (
    delete from catalog.media m
     where m.hash in (
             select c.hash from catalog.media c
              where c.seen_at < v_sweep.began_at - interval '7 days'
                and not exists (select from catalog.archive_file a where a.hash = c.hash)
              order by c.seen_at
              limit 500
                for update skip locked)
    returning m.hash
  )
  select array_agg(g.hash) into v_gone from gone g;
  delete from catalog.media_piece p where p.hash = any (v_gone);
  if v_gone is null then
    -- One that an archive keeps is looked for again only when it may have been freed.
    update catalog.media m set seen_at = job.now()
     where m.seen_at < v_sweep.began_at - interval '7 days' and exists (select from catalog.archive_file a where a.hash = m.hash);
    delete from catalog.media_sweep;
  end if;
  return coalesce(cardinality(v_gone), 0);
end $$;

alter function job._drop_unused_media() owner to chantier_owner;
revoke execute on function job._drop_unused_media() from public;
grant execute on function job._drop_unused_media() to chantier_worker;
comment on function job._drop_unused_media() is 'Drops media that nothing names any more, a part a call';
