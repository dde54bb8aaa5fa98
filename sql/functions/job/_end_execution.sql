-- SPDX-License-Identifier: Apache-2.0
--
-- job._end_execution(execution, status, began): the execution has ended: status, figures, colour, files, notifications.
-- Caller: job.complete_step, in the transaction that ended the last step. began: when its first task was claimed, for an
-- execution whose tasks were too short to be announced.
-- Locks: the invalid-items artifact; the execution row; its request and progress notice.
-- Whoever waits on chantier_progress is told, always. The next execution of its profile gets the turn.
create or replace function job._end_execution(p_execution bigint, p_status text, p_began timestamptz) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now        timestamptz := job.now();
  v_execution  job.execution;
  v_figures    record;
  v_parameters jsonb;
  v_stop       text;
begin
  select coalesce(sum(s.warnings), 0) as warnings, coalesce(sum(s.errors), 0) as errors, sum(s.invalid) as invalid,
         max(greatest(s.read, s.written)) as items
    into v_figures
    from job.step s
   where s.execution_id = p_execution;
  -- One that a person is withdrawing at this moment is left to them: they wait for the step, which this transaction holds.
  delete from job.request r
   where r.ctid = any (array(
           select x.ctid from job.request x where x.execution_id = p_execution for update skip locked))
  returning r.requested_by into v_stop;
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

  select d.parameters into v_parameters from job.execution_detail d where d.execution_id = p_execution;
  if v_parameters -> 'send_email' = 'true' then
    insert into job.event (execution_id, owner, month, level, event, message, at)      -- not after the end
    values (p_execution, v_execution.owner, v_execution.month, 'info', 'email_not_sent', 'no e-mail was sent: no mail server is set up', v_now);
  end if;
  perform job._notify_end(v_execution, v_parameters -> 'users_to_notify');
  perform pg_notify('chantier_progress', p_execution::text);
  if v_execution.profile is not null then
    perform job._give_turn(v_execution.profile);
  end if;
end $$;

alter function job._end_execution(bigint, text, timestamptz) owner to chantier_owner;
revoke execute on function job._end_execution(bigint, text, timestamptz) from public;
grant execute on function job._end_execution(bigint, text, timestamptz) to chantier_worker, chantier_definer;
comment on function job._end_execution(bigint, text, timestamptz) is 'Ends an execution: status, figures, notifications';
