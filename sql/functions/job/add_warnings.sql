-- SPDX-License-Identifier: Apache-2.0
--
-- job.add_warnings(task, token, …): warnings of this chunk; the first of a task are kept, as many as a step may keep, the others counted by
-- reason and field. Their number in all is the caller's to count, with its checkpoint. Caller: a slot, in the chunk's transaction. Locks: none beyond the fence's.
create or replace function job.add_warnings(
  p_task bigint, p_token bigint, p_reason text[], p_is_note boolean[], p_row bigint[], p_line bigint[],
  p_identifier text[], p_field text[], p_value text[], p_message text[], p_item jsonb[]
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lease job.lease;
  v_left  bigint;
begin
  select l.* into v_lease from job.lease l where l.task_id = p_task and l.token = p_token;
  if not found then
    return;
  end if;
  v_left := greatest(job._kept_warnings() - coalesce(v_lease.warnings, 0), 0);
  insert into job.warning (execution_id, step_id, task_id, owner, month, reason, is_note, row, line, identifier, field,
                           value, message, item, at)
  select v_lease.execution_id, v_lease.step_id, v_lease.task_id, v_lease.owner, v_lease.month, n.reason, coalesce(n.is_note, false), n.row, n.line,
         n.identifier, n.field, left(n.value, 200), n.message, n.item, job.now()
    from unnest(p_reason, p_is_note, p_row, p_line, p_identifier, p_field, p_value, p_message, p_item)
         with ordinality as n(reason, is_note, row, line, identifier, field, value, message, item, place)
   where n.place <= v_left
   order by n.place;
  if cardinality(p_reason) > v_left then
    insert into job.unkept_warning (execution_id, step_id, count, row, line, month, is_note, is_uniform, owner, reason, identifier,
                                    field, value, message)
    select v_lease.execution_id, v_lease.step_id, g.count, n.row, n.line, v_lease.month, g.is_note, g.is_uniform, v_lease.owner,
           n.reason, n.identifier, n.field, left(n.value, 200), n.message
      from (
        select n.reason, n.field, coalesce(n.is_note, false) as is_note, count(*) as count, min(n.place) as place,
               min(n.message) = max(n.message) as is_uniform
          from unnest(p_reason, p_is_note, p_field, p_message) with ordinality as n(reason, is_note, field, message, place)
         where n.place > v_left
         group by 1, 2, 3
      ) as g
      join unnest(p_reason, p_row, p_line, p_identifier, p_field, p_value, p_message)
           with ordinality as n(reason, row, line, identifier, field, value, message, place) on n.place = g.place;
  end if;
end $$;

alter function job.add_warnings(bigint, bigint, text[], boolean[], bigint[], bigint[], text[], text[], text[], text[], jsonb[]) owner to chantier_owner;
revoke execute on function job.add_warnings(bigint, bigint, text[], boolean[], bigint[], bigint[], text[], text[], text[], text[], jsonb[]) from public;
grant execute on function job.add_warnings(bigint, bigint, text[], boolean[], bigint[], bigint[], text[], text[], text[], text[], jsonb[]) to chantier_worker;
comment on function job.add_warnings(bigint, bigint, text[], boolean[], bigint[], bigint[], text[], text[], text[], text[], jsonb[]) is 'Stores the warnings of a chunk';
