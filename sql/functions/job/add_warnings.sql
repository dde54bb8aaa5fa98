-- SPDX-License-Identifier: Apache-2.0
--
-- job.add_warnings(task, token, …): warnings of this chunk; the first of a task are kept, as many as a step may keep. Counting them is the
-- caller's, with its checkpoint. Caller: a slot, in the chunk's transaction. Locks: none beyond the fence's.
create or replace function job.add_warnings(
  p_task bigint, p_token bigint, p_reason text[], p_is_note boolean[], p_row bigint[], p_line bigint[],
  p_identifier text[], p_field text[], p_value text[], p_message text[], p_item jsonb[]
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into job.warning (execution_id, step_id, task_id, owner, month, reason, is_note, row, line, identifier, field,
                           value, message, item, at)
  select l.execution_id, l.step_id, l.task_id, l.owner, l.month, n.reason, coalesce(n.is_note, false), n.row, n.line,
         n.identifier, n.field, left(n.value, 200), n.message, n.item, job.now()
    from job.lease l
   cross join lateral unnest(p_reason, p_is_note, p_row, p_line, p_identifier, p_field, p_value, p_message, p_item)
         with ordinality as n(reason, is_note, row, line, identifier, field, value, message, item, place)
   where l.task_id = p_task and l.token = p_token
     and n.place <= (select job._kept_warnings()) - coalesce(l.warnings, 0)
   order by n.place;
end $$;

alter function job.add_warnings(bigint, bigint, text[], boolean[], bigint[], bigint[], text[], text[], text[], text[], jsonb[]) owner to chantier_owner;
revoke execute on function job.add_warnings(bigint, bigint, text[], boolean[], bigint[], bigint[], text[], text[], text[], text[], jsonb[]) from public;
grant execute on function job.add_warnings(bigint, bigint, text[], boolean[], bigint[], bigint[], text[], text[], text[], text[], jsonb[]) to chantier_worker;
comment on function job.add_warnings(bigint, bigint, text[], boolean[], bigint[], bigint[], text[], text[], text[], text[], jsonb[]) is 'Stores the warnings of a chunk';
