-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.last_starts(execution, profiles): from when on a change is one since the last completed execution of each profile, as an
-- execution has to see it: of those that had ended when it began. So an execution that goes on after a crash sees the same, and its own
-- profile's means the one before it. A profile without any is left out.
-- It is the start of that execution, or an earlier moment: one that it has noted because changes were under way (catalog.next_since), or, where
-- the clock was put back since, the earliest at which anything was launched after it.
-- Caller: workers, for filters with SINCE LAST JOB. Locks: none.
create or replace function catalog.last_starts(p_execution bigint, p_profiles text[])
    returns table (profile text, started_at timestamptz)
    language sql stable
    set search_path = pg_catalog, pg_temp
as $$
    select p.code,
           least(l.started_at,
                 (select min((s.facts ->> 'next_since')::timestamptz) from job.step s where s.execution_id = l.id),
                 (select min(n.created_at) from job.execution n where n.id > l.id and n.created_at < l.created_at))
      from job.execution e
      join job.profile p on lower(p.code collate "C") = any (select lower(g.code collate "C") from unnest(p_profiles) g (code))
     cross join lateral (
         select x.id, x.started_at, x.created_at
           from job.execution x
          where x.profile = p.code and x.status = 'completed' and x.id <> e.id
            and x.ended_at <= coalesce(e.started_at, 'infinity')
          order by x.started_at desc
          limit 1) l
     where e.id = p_execution and l.started_at is not null
$$;
alter function catalog.last_starts(bigint, text[]) owner to chantier_owner;
comment on function catalog.last_starts(bigint, text[]) is
    'From when on a change is one since the last completed execution of each profile, of those that had ended when this execution began; a profile without any is left out.';
revoke execute on function catalog.last_starts(bigint, text[]) from public;
grant execute on function catalog.last_starts(bigint, text[]) to chantier_worker;
