-- SPDX-License-Identifier: Apache-2.0
--
-- job._keep_months(setting): for how many months something is kept; null: for ever (no number, or below 1).
-- Caller: job._retain. Locks: none.
create or replace function job._keep_months(p_setting text) returns int
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case when jsonb_typeof(s.value) = 'number' and (s.value)::numeric between 1 and 1200 then (s.value)::int end
    from tracker.setting s
   where s.key = p_setting
$$;

alter function job._keep_months(text) owner to chantier_owner;
revoke execute on function job._keep_months(text) from public;
grant execute on function job._keep_months(text) to chantier_worker;
comment on function job._keep_months(text) is 'For how many months something is kept; null: for ever';
