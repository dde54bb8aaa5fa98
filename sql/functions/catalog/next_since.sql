-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.next_since(execution): the moment from which the next execution of this one's profile must look for changes, as a text that
-- casts to timestamptz. Every change that this execution cannot see yet, because its transaction is not committed, bears a later time:
-- the change of a task at work is made after its last chunk was committed, or after it was claimed, and whatever begins from now on after now.
-- Caller: a worker, before it reads what it selects. Locks: none.
-- The clock is read in a statement of its own, before the snapshot: what begins between the two is later than that clock.
create or replace function catalog.next_since(p_execution bigint) returns text
language plpgsql volatile
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
    v_since timestamptz := job.now();
begin
    select least(v_since, min(coalesce(l.committed_at, l.claimed_at))) into v_since
      from job.lease l
     where l.worker_id is not null and l.execution_id <> p_execution;
    return v_since::text;
end
$$;
alter function catalog.next_since(bigint) owner to chantier_owner;
comment on function catalog.next_since(bigint) is
    'The moment from which the next execution of the profile must look for changes: none that this one cannot see yet is earlier.';
revoke execute on function catalog.next_since(bigint) from public;
grant execute on function catalog.next_since(bigint) to chantier_worker;
