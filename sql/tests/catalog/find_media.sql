-- SPDX-License-Identifier: Apache-2.0
-- The files that cells name: of the archive by path, of the store by hash.
begin;
\ir ../fixture.psql
select plan(6);
select fixture.launch('tap_mary', 'tap_plain') as e \gset
select fixture.launch('tap_mary', 'tap_plain') as other \gset
insert into catalog.media (hash, size, created_at, seen_at)
select repeat(d, 64), n, now(), now() from unnest('{a,b,c}'::text[]) with ordinality x (d, n);
insert into catalog.archive_file (execution_id, owner, month, path, hash, size)
values (:e, 'tap_mary', '2026-11-01', normalize('pics/Ä 1.jpg', nfc), repeat('a', 64), 1),
       (:e, 'tap_mary', '2026-11-01', 'gone.jpg', repeat('d', 64), 1),
       (:other, 'tap_mary', '2026-11-01', 'other.jpg', repeat('b', 64), 2);
select set_eq(format($$ select f.place, f.hash, f.size from catalog.find_media(%s, array['none', normalize('pics/Ä 1.jpg', nfd), repeat('c', 64) || '/x.png', 'pics/Ä 1.jpg']) f $$, :e),
  $$ values (2::bigint, repeat('a', 64), 1::bigint), (3, repeat('c', 64), 3), (4, repeat('a', 64), 1) $$,
  'by path in either form, and by what a value says');
select is_empty(format($$ select from catalog.find_media(%s, array['PICS/Ä 1.jpg']) $$, :e), 'paths are compared exactly');
select is_empty(format($$ select from catalog.find_media(%s, array['other.jpg']) $$, :e), 'what another archive holds is not found');
select is_empty(format($$ select from catalog.find_media(%s, array['gone.jpg']) $$, :e), 'nor what the store has not');
select is_empty(format($$ select from catalog.find_media(%s, array[repeat('c', 64), repeat('c', 64) || '/', repeat('c', 64) || '/a/b', repeat('C', 64) || '/a']) $$, :e),
  'only a hash and a name are a medium');
set local role chantier_worker;
select lives_ok(format($$ select from catalog.find_media(%s, '{}') $$, :e), 'workers may ask');
reset role;
select * from finish();
rollback;
