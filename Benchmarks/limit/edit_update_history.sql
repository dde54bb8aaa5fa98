-- SPDX-License-Identifier: Apache-2.0
-- The limit of an edit with history: the same UPDATE, each product's values before it kept in a table by the same statement.
create table if not exists public.bench_history (product_id bigint, changed_at timestamptz, before jsonb);
truncate public.bench_history;
begin;
with changed as (
  update catalog.product p
     set values = p.values || jsonb_build_object('warranty_months', :'value'), updated_at = job.now()
    from catalog.product was
   where was.id = p.id
  returning p.id, was.values as before)
insert into public.bench_history (product_id, changed_at, before)
select c.id, job.now(), c.before from changed c;
commit;
