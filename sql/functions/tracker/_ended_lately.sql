-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._ended_lately(step, month, from, width): what the step's tasks that ended since then did within the window of that
-- width, and how many they are. A function, so that only who reads a step at work plans a look into the outcomes of all months.
-- Caller: tracker._progress, as the reader: row-level security decides. Locks: none.
create or replace function tracker._ended_lately(p_step bigint, p_month date, p_from timestamptz, p_width interval)
returns double precision[]
language plpgsql stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_custom_plan
as $$
begin
  return (
    select array[sum(o.done * least(1, extract(epoch from p_width) / nullif(extract(epoch from o.ended_at - o.claimed_at), 0))),
                 count(*)]
      from job.outcome o
     where o.step_id = p_step and o.month = p_month and o.done is not null and o.ended_at > p_from);
end $$;

alter function tracker._ended_lately(bigint, date, timestamptz, interval) owner to chantier_owner;
revoke execute on function tracker._ended_lately(bigint, date, timestamptz, interval) from public;
grant execute on function tracker._ended_lately(bigint, date, timestamptz, interval)
  to chantier_user, chantier_worker, chantier_definer;
comment on function tracker._ended_lately(bigint, date, timestamptz, interval) is 'Progress of a step''s tasks that ended within its window';
