-- SPDX-License-Identifier: Apache-2.0
--
-- job.record_error(task, token, sqlstate, message): a chunk failed and will be tried again. Answers the number of errors of
-- the task so far; null when the lease is lost.
-- Caller: a slot, in a transaction of its own, after the failed one was rolled back. Locks: the lease row.
create or replace function job.record_error(p_task bigint, p_token bigint, p_sqlstate text, p_message text)
returns smallint
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lease job.lease;
begin
  update job.lease l
     set error_count = least(l.error_count + 1, 32767)
   where l.task_id = p_task and l.token = p_token
  returning l.* into v_lease;
  if not found then
    return null;
  end if;
  perform job._put_event(v_lease, 'warning', 'chunk_failed',
    format('the chunk at item %s failed and is tried again: %s', v_lease.position, p_message),
    jsonb_strip_nulls(jsonb_build_object('sqlstate', p_sqlstate, 'errors', v_lease.error_count)));
  return v_lease.error_count;
end $$;

alter function job.record_error(bigint, bigint, text, text) owner to chantier_owner;
revoke execute on function job.record_error(bigint, bigint, text, text) from public;
grant execute on function job.record_error(bigint, bigint, text, text) to chantier_worker;
comment on function job.record_error(bigint, bigint, text, text) is 'Counts a failed chunk; answers the count, null: lost';
