-- SPDX-License-Identifier: Apache-2.0
-- From when on a change counts as one since a profile's last execution.
begin;
\ir ../fixture.psql
select plan(7);
insert into job.profile (code, job, label, parameters, overlap, owner, created_at, updated_at, updated_by)
select 'erp', 'tap_plain', 'ERP', '{}', 'allow', 'tap_mary', job.now(), job.now(), 'tap_mary';

-- A task at work: what it writes is not committed yet.
select fixture.launch('tap_mary', 'tap_plain') as other \gset
create temporary table task as select (fixture.claim(fixture.worker())).*;
grant select on task to public;
select fixture.sleep('10 s');
select fixture.launch('tap_mary', 'erp') as last \gset
set local role chantier_worker;
select is(catalog.next_since(:last)::timestamptz, (select l.claimed_at from job.lease l join task t using (task_id)),
  'what a task at work has not committed since it was claimed is later');
select ok(catalog.next_since(:other)::timestamptz > (select l.claimed_at + interval '9 s' from job.lease l join task t using (task_id)),
  'an execution sees its own changes');
reset role;
update job.lease l set committed_at = job.now() - interval '3 s' from task t where l.task_id = t.task_id;
set local role chantier_worker;
select is(catalog.next_since(:last)::timestamptz, (select l.committed_at from job.lease l join task t using (task_id)),
  'nor since its last chunk');
reset role;

-- The last one began at 12:00 and noted 11:58, since a task was at work.
update job.execution set status = 'completed', created_at = '2026-01-01 11:00Z', started_at = '2026-01-01 12:00Z',
       ended_at = '2026-01-01 12:10Z' where id = :last;
select fixture.launch('tap_mary', 'erp') as next \gset
update job.execution set created_at = '2026-01-01 13:00Z', started_at = '2026-01-01 13:00Z' where id = :next;
create function pg_temp.since(p_execution bigint) returns timestamptz language sql as
  $$ select l.started_at from catalog.last_starts(p_execution, '{erp}') l $$;
select is(pg_temp.since(:next), '2026-01-01 12:00Z'::timestamptz, 'mostly it is the start of the last one');
update job.step s set facts = '{"next_since": "2026-01-01 11:58:00+00"}' where s.execution_id = :last;
select is(pg_temp.since(:next), '2026-01-01 11:58Z'::timestamptz, 'or what that one has noted');

-- The clock is put back by three hours; an import is launched and done before the next one begins, which the clock now shows at 12:30 again.
select fixture.launch('tap_mary', 'tap_plain') as import \gset
update job.execution set created_at = '2026-01-01 09:15Z' where id = :import;
select fixture.launch('tap_mary', 'erp') as again \gset
update job.execution set created_at = '2026-01-01 12:30Z', started_at = '2026-01-01 12:30Z' where id = :again;
select is(pg_temp.since(:again), '2026-01-01 09:15Z'::timestamptz, 'or the launch of what came later, where the clock was put back');
select throws_ok(format('set local role tap_mary; select catalog.next_since(%s)', :last), '42501', null, 'people do not ask');
select * from finish();
rollback;
