-- SPDX-License-Identifier: Apache-2.0
--
-- job._end_execution(execution, status, began): the execution has ended: status, figures, colour, files, notifications.
-- Caller: job.complete_step, in the transaction that ended the last step. began: when its first task was claimed, for an
-- execution whose tasks were too short to be announced.
-- Locks: the invalid-items artifact; the execution row; its request and progress notice.
-- Whoever waits on chantier_progress is told, always.
create or replace function job._end_execution(p_execution bigint, p_status text, p_began timestamptz) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now       timestamptz := job.now();
  v_execution job.execution;
  v_figures   record;
  v_reason    text;
  v_stop      text;
begin
  select coalesce(sum(s.warnings), 0) as warnings, coalesce(sum(s.errors), 0) as errors, sum(s.invalid) as invalid,
         max(greatest(s.read, s.written)) as items
    into v_figures
    from job.step s
   where s.execution_id = p_execution;
  delete from job.request r where r.execution_id = p_execution returning r.requested_by into v_stop;
  delete from job.progress_notice n where n.execution_id = p_execution;

  update job.execution e
     set status = p_status,
         started_at = coalesce(e.started_at, p_began),
         ended_at = v_now,
         warnings = v_figures.warnings,
         errors = v_figures.errors,
         items = v_figures.items,
         stopped_by = case when p_status = 'stopped' then coalesce(v_stop, e.stopped_by) end
   where e.id = p_execution and e.ended_at is null
  returning e.* into v_execution;
  if not found then
    raise exception 'execution % has ended already', p_execution using errcode = '55000';
  end if;

  if v_figures.invalid > 0 then
    update job.artifact a
       set size = octet_length(coalesce(a.header, '')) + i.size, records = i.records, is_complete = true
      from (
        select coalesce(sum(octet_length(n.bytes)), 0) as size, count(*) as records
          from job.invalid_item n
         where n.execution_id = p_execution and n.month = v_execution.month
      ) as i
     where a.execution_id = p_execution and a.kind = 'invalid_items';
  end if;

  if v_execution.errors > 0 then
    select r.reason into v_reason
      from job.error r
     where r.execution_id = p_execution and r.month = v_execution.month
     order by r.id
     limit 1;
  elsif v_execution.warnings > 0 then
    select w.reason into v_reason
      from job.warning w
     where w.execution_id = p_execution and w.month = v_execution.month
     order by w.step_id, w.row, w.id
     limit 1;
  end if;

  -- Not for a stop by the owner, who knows.
  if p_status <> 'stopped' or v_execution.stopped_by is distinct from v_execution.owner then
    insert into tracker.notification (person, execution_id, owner, month, colour, kind, job, label, problems,
                                      first_reason, created_at)
    select p.person, p_execution, v_execution.owner, v_execution.month, v_execution.colour, v_execution.kind,
           v_execution.job, v_execution.label, v_execution.problems, v_reason, v_now
      from (
        select v_execution.owner as person
        union
        select u.value
          from job.execution_detail d
         cross join lateral jsonb_array_elements_text(
                 case jsonb_typeof(d.parameters -> 'users_to_notify')
                 when 'array' then d.parameters -> 'users_to_notify' else '[]' end) as u
         where d.execution_id = p_execution and u.value <> ''
      ) as p;
  end if;
  perform pg_notify('chantier_progress', p_execution::text);
end $$;

alter function job._end_execution(bigint, text, timestamptz) owner to chantier_owner;
revoke execute on function job._end_execution(bigint, text, timestamptz) from public;
grant execute on function job._end_execution(bigint, text, timestamptz) to chantier_worker, chantier_definer;
comment on function job._end_execution(bigint, text, timestamptz) is 'Ends an execution: status, figures, notifications';
