-- SPDX-License-Identifier: Apache-2.0
-- Media go a week after nothing names them, and no sooner.
begin;
\ir ../fixture.psql
select plan(14);
select fixture.launch('tap_mary', 'tap_plain') as e \gset
insert into catalog.media (hash, size, created_at, seen_at)
select repeat(d, 64), 1, now(), job.now() - case when d = '0' then interval '6 days' else interval '8 days' end
  from unnest('{0,1,2,3,4,5,6}'::text[]) d;
insert into catalog.media_piece (hash, ordinal, bytes) select m.hash, 0, 'x' from catalog.media m;
insert into catalog.product (id, identifier, identifier_key, values, categories, created_at, updated_at)
values (1000001, 'tap1', 'tap1', jsonb_build_object('image', repeat('1', 64) || '/a.jpg', 'note', 'see ' || repeat('5', 64) || '/a.jpg'), '{}', now(), now());
set local session_replication_role = replica;                -- a model without its family
insert into catalog.product_model (id, code, code_key, family, family_variant, values, categories, created_at, updated_at)
values (1000002, 'tap2', 'tap2', 'f', 'v', jsonb_build_object('image-en_US', repeat('2', 64) || '/a.jpg'), '{}', now(), now());
set local session_replication_role = origin;
insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at)
values (:e, 'tap_mary', '2026-11-01', 'product', 1000001, jsonb_build_object('values', jsonb_build_object('image', repeat('3', 64) || '/b.jpg')), now());
insert into catalog.archive_file (execution_id, owner, month, path, hash, size)
values (:e, 'tap_mary', '2026-11-01', 'a.jpg', repeat('4', 64), 1);

-- All parts of a search: as many calls as it takes.
create function fixture.sweep() returns int language plpgsql as $$
declare
  v_gone int := 0;
  v_calls int := 0;
begin
  perform set_config('role', 'chantier_worker', true);
  loop
    v_gone := v_gone + job._drop_unused_media();
    v_calls := v_calls + 1;
    exit when v_calls > 50 or v_calls > 1 and not exists (select from catalog.media_sweep);
  end loop;
  perform set_config('role', 'none', true);
  return v_gone;
end $$;

select is(fixture.sweep(), 2, 'what nothing names goes');
select results_eq('select distinct left(m.hash, 1) collate "default" from catalog.media m order by 1', $$ values ('0'), ('1'), ('2'), ('3'), ('4') $$,
  'products, models, before-images and archives keep theirs, and what is new stays');
select results_eq('select distinct left(p.hash, 1) collate "default" from catalog.media_piece p order by 1', $$ values ('0'), ('1'), ('2'), ('3'), ('4') $$,
  'pieces go with their medium');
select results_eq($$ select left(m.hash, 1) collate "default" from catalog.media m where m.seen_at > job.now() - interval '1 minute' order by 1 $$,
  $$ values ('1'), ('2'), ('3'), ('4') $$, 'what was found in use is not looked for again for a week');
select is_empty('select from catalog.media_sweep', 'the search has ended');

update catalog.media set seen_at = job.now() - interval '8 days';
update job.execution set status = 'failed', ended_at = job.now() - interval '2 days' where id = :e;
select is(fixture.sweep(), 1, 'what became unused by its age goes too');
select isnt_empty($$ select from catalog.media m where m.hash = repeat('4', 64) $$, 'a failed import may be retried: its archive stays');
update job.execution set status = 'completed' where id = :e;
update catalog.media set seen_at = job.now() - interval '8 days';
select is(fixture.sweep(), 1, 'one that has completed needs its archive no more');
select is_empty('select from catalog.archive_file', 'nor the list of its files');
select results_eq('select left(m.hash, 1) collate "default" from catalog.media m order by 1', $$ values ('1'), ('2'), ('3') $$, 'what is named stays whatever its age');

-- What changes while a search is on its way.
insert into catalog.media (hash, size, created_at, seen_at) select repeat(d, 64), 1, now(), job.now() - interval '8 days' from unnest('{7,8}'::text[]) d;
select set_config('role', 'chantier_worker', true);
select job._drop_unused_media(), job._drop_unused_media(), job._drop_unused_media();
select set_config('role', 'none', true);
select is((select s.stage from catalog.media_sweep s), 2, 'the products are done');
select is((select count(*) from catalog.find_media(:e, array[repeat('7', 64) || '/late.jpg'])), 1::bigint, 'an import names one for a product that was passed');
select is(fixture.sweep(), 1, 'the search goes on and takes the other');
select isnt_empty($$ select from catalog.media m where m.hash = repeat('7', 64) $$, 'what was named meanwhile stays');
select * from finish();
rollback;
