-- SPDX-License-Identifier: Apache-2.0
--
-- job._kept_warnings(): how many warnings of a step are kept (setting keep_warnings); all are counted.
-- Caller: job.add_warnings, job.complete_step. Locks: none.
create or replace function job._kept_warnings() returns bigint
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select coalesce((select (s.value #>> '{}')::bigint from tracker.setting s where s.key = 'keep_warnings'), 100000)
$$;

alter function job._kept_warnings() owner to chantier_owner;
revoke execute on function job._kept_warnings() from public;
grant execute on function job._kept_warnings() to chantier_worker, chantier_definer;
comment on function job._kept_warnings() is 'How many warnings of a step are kept';
