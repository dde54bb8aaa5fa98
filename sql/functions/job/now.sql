-- SPDX-License-Identifier: Apache-2.0
--
-- job.now(): the one clock. Whatever compares or stores a time asks it, at the moment of the check: a chunk's
-- transaction can be seconds old. A test database replaces it by one that can be set.
-- Caller: everybody. Locks: none. Its body is parsed when it is made, so it needs no search_path and can be inlined.
create or replace function job.now() returns timestamptz
language sql volatile parallel safe
return pg_catalog.clock_timestamp();

alter function job.now() owner to chantier_owner;
revoke execute on function job.now() from public;
grant execute on function job.now() to chantier_user, chantier_analyst, chantier_report, chantier_worker, chantier_definer;
comment on function job.now() is 'The one clock';
