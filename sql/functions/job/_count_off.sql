-- SPDX-License-Identifier: Apache-2.0
--
-- job._count_off(step, ended, state, sum): tasks of a step have ended: takes them off its open count and adds their
-- figures, in one update. Answers the open tasks left.
-- Caller: what ends tasks, as the last act before the commit. sum: the lease row of the task, or a row with their sums.
-- Locks: the step row, for one commit. It is the only row that two tasks of a step update.
create or replace function job._count_off(p_step bigint, p_ended int, p_state text, p_sum job.lease) returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_open int;
begin
  update job.step s
     set open = s.open - p_ended,
         has_failed = s.has_failed or p_state = 'failed',
         has_stopped = s.has_stopped or p_state = 'stopped',
         started_at = coalesce(s.started_at, p_sum.claimed_at),
         counted_at = job.now(),
         errors = case when p_state = 'failed' then coalesce(s.errors, 0) + 1 else s.errors end,
         done = coalesce(s.done + p_sum.done, s.done, p_sum.done),
         read = coalesce(s.read + p_sum.read, s.read, p_sum.read),
         created = coalesce(s.created + p_sum.created, s.created, p_sum.created),
         updated = coalesce(s.updated + p_sum.updated, s.updated, p_sum.updated),
         unchanged = coalesce(s.unchanged + p_sum.unchanged, s.unchanged, p_sum.unchanged),
         skipped = coalesce(s.skipped + p_sum.skipped, s.skipped, p_sum.skipped),
         invalid = coalesce(s.invalid + p_sum.invalid, s.invalid, p_sum.invalid),
         written = coalesce(s.written + p_sum.written, s.written, p_sum.written),
         warnings = coalesce(s.warnings + p_sum.warnings, s.warnings, p_sum.warnings),
         more = case when p_sum.more is null then s.more else job._add_counters(s.more, p_sum.more) end
   where s.id = p_step
  returning s.open into v_open;
  return v_open;
end $$;

alter function job._count_off(bigint, int, text, job.lease) owner to chantier_owner;
revoke execute on function job._count_off(bigint, int, text, job.lease) from public;
grant execute on function job._count_off(bigint, int, text, job.lease) to chantier_worker, chantier_definer;
comment on function job._count_off(bigint, int, text, job.lease) is 'Takes ended tasks off a step''s open count and adds their figures';
