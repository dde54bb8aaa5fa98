-- SPDX-License-Identifier: Apache-2.0
-- What an undo has to do stands in pages of at most two thousand items, each in one of them.
begin;
\ir ../fixture.psql
select plan(8);
select fixture.launch('tap_mary', 'tap_plain') as target \gset
select fixture.launch('tap_mary', 'tap_plain') as undo \gset

-- Products: three of every four of twenty thousand ids, one of a hundred of those behind, some twice; two of them made, in ranges and again.
insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at)
select e.id, e.owner, e.month, 'product', g.id, '{"values": {"a": "1"}}', job.now()
  from job.execution e
 cross join lateral (
       select i as id from generate_series(1, 20000) i where i % 4 <> 0
       union all select i from generate_series(20001, 100000, 100) i
       union all select i from generate_series(1, 100) i where i % 4 <> 0
       union all select i from generate_series(10, 11) i) g
 where e.id = :target;
insert into catalog.history (execution_id, owner, month, item_kind, created, at)
select e.id, e.owner, e.month, 'product', '{[10,12), [300000,303000)}', job.now() from job.execution e where e.id = :target;
insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at)
select e.id, e.owner, e.month, 'product', 400000, '{"item": null}', job.now() from job.execution e where e.id = :target;
-- Models: one made, one below another that was changed, one that was changed.
insert into catalog.history (execution_id, owner, month, item_kind, created, at)
select e.id, e.owner, e.month, 'product_model', '{[500000,500001)}', job.now() from job.execution e where e.id = :target;
insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at)
select e.id, e.owner, e.month, 'product_model', g.id, g.before::jsonb, job.now()
  from job.execution e
 cross join (values (500001, '{"parent": "x"}'), (500002, '{"values": {}}'), (500002, '{"values": {}}')) g (id, before)
 where e.id = :target;

select is((select catalog.plan_undo(:undo, e.owner, e.month, e.public_id) from job.execution e where e.id = :target), 18804::bigint,
  'each item is counted once');
select bag_eq($$ select p.stage::int, p.item_kind, sum(cardinality(p.ids))::int from catalog.undo_page p group by 1, 2 $$,
  $$ values (3, 'product', 15798), (4, 'product', 3003), (1, 'product_model', 1), (2, 'product_model', 1), (7, 'product_model', 1) $$,
  'what was made goes, whatever else was done to it');
select ok(max(cardinality(p.ids)) <= 2000, 'no page has more than two thousand') from catalog.undo_page p;
select is_empty($$ select p.stage, i.id from catalog.undo_page p cross join lateral unnest(p.ids) i (id) group by 1, 2 having count(*) > 1 $$,
  'none is in two pages');
select is_empty($$ select p.stage, p.first
                     from (select p.*, 1 + coalesce(sum(cardinality(p.ids)) over (
                                    partition by p.stage order by p.first rows between unbounded preceding and 1 preceding), 0) as due
                             from catalog.undo_page p) p
                    where p.first <> p.due $$, 'their numbers follow one another');
select is_empty($$ select p.stage, p.first from catalog.undo_page p where p.ids <> array(select i.id from unnest(p.ids) i (id) order by i.id) $$,
  'in the order of their ids');
select is_empty($$ select from (select p.stage, p.ids[1] as low, lag(p.ids[cardinality(p.ids)]) over (partition by p.stage order by p.first) as before
                                  from catalog.undo_page p) p where p.low <= p.before $$, 'over all pages');
select ok(count(*) <= 12, 'what is scattered shares pages') from catalog.undo_page p where p.stage = 3;
select * from finish();
rollback;
