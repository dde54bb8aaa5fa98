-- SPDX-License-Identifier: Apache-2.0
--
-- job._give_turns(): gives the turns that nobody gave: where a launch and an end met and neither saw the other.
-- Caller: job.rescue, twice a second in every worker. Locks: as job._give_turn. Nearly always one look at an empty index.
create or replace function job._give_turns() returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_profile text;
begin
  for v_profile in
    select distinct e.profile from job.execution e where not e.has_turn and e.ended_at is null order by 1
  loop
    perform job._give_turn(v_profile);
  end loop;
end $$;

alter function job._give_turns() owner to chantier_owner;
revoke execute on function job._give_turns() from public;
grant execute on function job._give_turns() to chantier_worker;
comment on function job._give_turns() is 'Gives the turns that nobody gave';
