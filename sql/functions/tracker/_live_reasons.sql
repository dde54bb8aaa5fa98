-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._live_reasons(execution, month): the warnings so far of an execution's steps at work, summed by reason and field. Those of
-- ended steps stand in job.reason. A function, so that only who reads one at work plans a look into the warnings of all months.
-- Caller: tracker._visible_reason, as the reader: row-level security decides. Locks: none.
create or replace function tracker._live_reasons(p_execution bigint, p_month date)
returns table (step_no smallint, step text, is_note boolean, reason text, field text, count bigint, message text, is_uniform boolean,
               rows bigint[])
language plpgsql stable rows 10
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  select s.ordinal, s.name, w.is_note, w.reason, w.field, sum(w.count)::bigint, min(w.message),
         min(w.message) = max(w.message) and bool_and(w.is_uniform),
         coalesce((array_agg(w.row order by w.row) filter (where w.row is not null))[1:3], '{}')
    from job.step s
   cross join lateral job._counted_warnings(s.execution_id, p_month, s.id) w
   where s.execution_id = p_execution and s.ended_at is null
   group by s.ordinal, s.name, w.is_note, w.reason, w.field;
end $$;

alter function tracker._live_reasons(bigint, date) owner to chantier_owner;
revoke execute on function tracker._live_reasons(bigint, date) from public;
grant execute on function tracker._live_reasons(bigint, date) to chantier_user, chantier_worker, chantier_definer;
comment on function tracker._live_reasons(bigint, date) is 'Warnings so far of steps at work, summed';
