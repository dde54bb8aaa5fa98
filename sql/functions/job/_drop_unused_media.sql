-- SPDX-License-Identifier: Apache-2.0
--
-- job._drop_unused_media(): drops media that nothing names, a week after they came or were last found in use. Answers how many.
-- A medium is in use while a product's or model's value, or a before-image of the history, which undo puts back, names it, and while
-- an import that has not completed may still name it (catalog.archive_file).
-- Sure, for: candidates are locked first; whoever wants to name one (find_media) locks it for that, so either it is skipped here, or
-- the values are looked through by a later statement, which sees what that transaction has written; or that one comes later
-- and finds it gone.
-- Reads the whole catalogue, hence only when a candidate is there; those in use are none for another week.
-- Caller: job.upkeep, under its lock. Locks: the candidates, skip locked.
create or replace function job._drop_unused_media() returns int
language plpgsql
set search_path = pg_catalog, pg_temp
set jit = off
as $$
declare
  v_candidates text[];
  v_used       text[];
  v_gone       text[];
begin
  -- What was brought along is of use until the import has completed; one that failed may be retried.
  delete from catalog.archive_file a
   where a.execution_id in (
           select e.id from job.execution e
            where e.id in (select distinct f.execution_id from catalog.archive_file f)
              and e.status = 'completed' and e.ended_at < job.now() - interval '1 day');

  select array_agg(c.hash) into v_candidates
    from (select m.hash from catalog.media m
           where m.seen_at < job.now() - interval '7 days'
             and not exists (select from catalog.archive_file a where a.hash = m.hash)
           order by m.seen_at
           limit 20000
             for update skip locked) c;
  if v_candidates is null then
    return 0;
  end if;

  select array_agg(distinct u.hash) into v_used
    from (
      select (regexp_matches(p.values::text, '"([0-9a-f]{64})/', 'g'))[1] as hash from catalog.product p
       where p.values::text ~ '"[0-9a-f]{64}/'
      union all
      select (regexp_matches(m.values::text, '"([0-9a-f]{64})/', 'g'))[1] from catalog.product_model m
       where m.values::text ~ '"[0-9a-f]{64}/'
      union all
      select (regexp_matches(h.before::text, '"([0-9a-f]{64})/', 'g'))[1] from catalog.history h
       where h.before::text ~ '"[0-9a-f]{64}/') u
   where u.hash = any (v_candidates);
  update catalog.media m set seen_at = job.now() where m.hash = any (v_used);

  -- So many that a call stays short whatever their size; the others come next.
  select array_agg(g.hash) into v_gone
    from (select c.hash from unnest(v_candidates) c (hash)
           where c.hash <> all (coalesce(v_used, '{}')) limit 500) g;
  delete from catalog.media_piece p where p.hash = any (v_gone);
  delete from catalog.media m where m.hash = any (v_gone);
  return coalesce(cardinality(v_gone), 0);
end $$;

alter function job._drop_unused_media() owner to chantier_owner;
revoke execute on function job._drop_unused_media() from public;
grant execute on function job._drop_unused_media() to chantier_worker;
comment on function job._drop_unused_media() is 'Drops media that nothing names any more';
