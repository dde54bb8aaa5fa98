-- SPDX-License-Identifier: Apache-2.0
--
-- job._counted_warnings(execution, month, step): the warnings of a step, one row each for those that are kept, one for many of those that
-- are not (id null).
-- Caller: job._put_reasons, tracker._live_reasons, as the reader: row-level security decides. Locks: none.
create or replace function job._counted_warnings(p_execution bigint, p_month date, p_step bigint)
returns table (id bigint, count bigint, "row" bigint, line bigint, is_note boolean, is_uniform boolean, reason text, identifier text,
               field text, value text, message text)
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select w.id, 1::bigint, w.row, w.line, w.is_note, true, w.reason, w.identifier, w.field, w.value, w.message
    from job.warning w
   where w.execution_id = p_execution and w.month = p_month and w.step_id = p_step
   union all
  select null, u.count, u.row, u.line, u.is_note, u.is_uniform, u.reason, u.identifier, u.field, u.value, u.message
    from job.unkept_warning u
   where u.step_id = p_step and u.month = p_month
$$;

alter function job._counted_warnings(bigint, date, bigint) owner to chantier_owner;
revoke execute on function job._counted_warnings(bigint, date, bigint) from public;
grant execute on function job._counted_warnings(bigint, date, bigint) to chantier_user, chantier_worker, chantier_definer;
comment on function job._counted_warnings(bigint, date, bigint) is 'Warnings of a step, kept or only counted';
