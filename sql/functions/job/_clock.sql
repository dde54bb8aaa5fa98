-- SPDX-License-Identifier: Apache-2.0
--
-- job._clock(priority): virtual time of a priority, at least 1. The tag of what comes back: the front of its priority.
-- Caller: functions of job. Locks: none.
create or replace function job._clock(p_priority smallint) returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  return greatest(1, coalesce(pg_sequence_last_value(case p_priority
    when 0 then 'job.clock_0'::regclass
    when 1 then 'job.clock_1'::regclass
    else 'job.clock_2'::regclass end), 1));
end $$;

alter function job._clock(smallint) owner to chantier_owner;
revoke execute on function job._clock(smallint) from public;
grant execute on function job._clock(smallint) to chantier_worker, chantier_definer;
comment on function job._clock(smallint) is 'Virtual time of a priority';
