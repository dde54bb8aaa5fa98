-- SPDX-License-Identifier: Apache-2.0
--
-- job._lock_turn(profile): takes the right to give turns of this profile, to the end of the transaction. False: another
-- transaction has it, or this one could not see what others did before (it is not read committed).
-- Caller: job._take_turn, job._give_turn. Locks: the advisory lock (1128812120, hash of the code), tried: nobody waits.
-- A lock that goes with its transaction: who is killed leaves none behind, and it is seen free only after what its holder wrote.
create or replace function job._lock_turn(p_profile text) returns boolean
language sql volatile
set search_path = pg_catalog, pg_temp
as $$
  select current_setting('transaction_isolation') = 'read committed'
         and pg_try_advisory_xact_lock(1128812120, hashtext(lower(p_profile)))
$$;

alter function job._lock_turn(text) owner to chantier_owner;
revoke execute on function job._lock_turn(text) from public;
grant execute on function job._lock_turn(text) to chantier_worker, chantier_definer;
comment on function job._lock_turn(text) is 'Takes the right to give turns of a profile';
