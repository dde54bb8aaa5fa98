-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._may_act(execution, person): whether this person, who is calling, may stop this execution: its owner, or an
-- administrator who has opened it by URL and whose grant lives.
-- Caller: definer functions, with tracker.caller(). Locks: none.
create or replace function tracker._may_act(p_execution bigint, p_person text) returns boolean
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select exists (select from job.execution e where e.id = p_execution and e.owner = p_person)
      or pg_has_role(tracker._caller_role(), 'chantier_admin', 'usage')
         and exists (
           select from tracker.url_access a
            where a.person = p_person
              and a.execution_id = p_execution
              and a.expires_at > (select job.now())
              and a.given_in is distinct from pg_current_xact_id_if_assigned())
$$;
alter function tracker._may_act(bigint, text) owner to chantier_owner;
revoke execute on function tracker._may_act(bigint, text) from public;
grant execute on function tracker._may_act(bigint, text) to chantier_definer;
comment on function tracker._may_act(bigint, text) is 'Whether this person may stop this execution';
