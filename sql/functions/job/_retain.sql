-- SPDX-License-Identifier: Apache-2.0
--
-- job._retain(): removes what is older than the settings say, a little at a time. Answers what it removed.
--   keep_months            warnings, errors, log, outcomes, files, refused records: whole partitions, dropped; then, 500
--                          executions a call, their tasks and files' rows, and notifications. The execution, its steps with
--                          all sums, its parameters and its reasons stay, so a report and the statistics say what they said.
--   keep_history_months    the catalogue's history, which undo reads: whole partitions, dropped; what it says of executions that are gone
--   keep_execution_months  executions themselves, whose details went before: 500 a call
-- A setting that is no number, or 0: nothing goes. An execution that has not ended keeps its month, the months after it, and
-- the one before it (its file may have been uploaded then).
-- Ids are nearly in the order of months, not quite (a launch at midnight): what is passed ends at the first that must stay.
-- Caller: job.upkeep, under its lock, last in the transaction: the dropped partitions stay locked to its end.
-- Locks: the rows that go; as job._drop_partitions, which is tried once an hour.
create or replace function job._retain() returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_this       date := date_trunc('month', job.now() at time zone 'UTC')::date;
  v_kind       record;
  v_from       date;
  v_open       date;
  v_dropped    int;
  v_passed     bigint[];
  v_executions bigint[] := '{}';
  v_partitions int := 0;
  v_notices    int;
begin
  -- What has lost its details loses its tasks and the rows of its files.
  select array_agg(e.id order by e.id) into v_passed
    from (
      select x.id,
             bool_and(x.ended_at is not null and x.month < (select r.kept_from from job.retention r where r.key = 'details'))
               over (order by x.id) as may_go
        from job.execution x
       where x.id > (select r.passed_id from job.retention r where r.key = 'details')
       order by x.id
       limit 500
    ) as e
   where e.may_go;
  if v_passed is not null then
    delete from job.task t
     where t.step_id in (select s.id from job.step s where s.execution_id = any (v_passed));
    delete from job.artifact a where a.execution_id = any (v_passed);
    delete from catalog.deferred_record d where d.execution_id = any (v_passed);
    delete from catalog.archive_file f where f.execution_id = any (v_passed);
    perform catalog.forget_export(v_passed);
    perform catalog.forget_undo(v_passed);
    perform catalog.forget_selection(v_passed);
    perform catalog.fold_rules(v_passed, true);
    update job.retention r set passed_id = v_passed[cardinality(v_passed)] where r.key = 'details';
  end if;
  delete from tracker.notification n
   where n.id in (
           select o.id
             from (select x.id, x.month from tracker.notification x order by x.id limit 500) as o
            where o.month < (select r.kept_from from job.retention r where r.key = 'details'));
  get diagnostics v_notices = row_count;

  -- Executions whose time is over, once their details are gone.
  select v_this - make_interval(months => k.months) into v_from from job._keep_months('keep_execution_months') as k(months);
  select coalesce(array_agg(e.id), '{}') into v_executions
    from (select x.id, x.month, x.ended_at from job.execution x order by x.id limit 500) as e
   where e.month < v_from and e.ended_at is not null
     and e.id <= (select r.passed_id from job.retention r where r.key = 'details');
  if cardinality(v_executions) > 0 then
    -- What the history still says of them needs their kind.
    insert into catalog.past_execution (execution_id, public_id, owner, month, kind, job)
    select e.id, e.public_id, e.owner, e.month, e.kind, e.job
      from job.execution e
     where e.id = any (v_executions)
       and exists (select from catalog.history h where h.execution_id = e.id)
    on conflict do nothing;
    delete from job.reason r where r.execution_id = any (v_executions);
    delete from catalog.execution_rule r where r.execution_id = any (v_executions);
    delete from job.step s where s.execution_id = any (v_executions);
    delete from job.execution_detail d where d.execution_id = any (v_executions);
    delete from job.execution e where e.id = any (v_executions);
    perform job._forget_openings(v_executions);
  end if;

  update job.retention r
     set tried_at = job.now()
   where r.ctid = any (array(
           select x.ctid
             from job.retention x
            where x.key = 'details' and coalesce(x.tried_at, '-infinity') < job.now() - interval '1 hour'
              for no key update skip locked));      -- held by a retry that has not been committed: another time
  if found then
    -- Before anything is dropped: it may read the whole table, and a drop stops everybody's next statement.
    select (min(e.month) - interval '1 month')::date into v_open from job.execution e where e.ended_at is null;
    for v_kind in values ('details', 'keep_months'), ('history', 'keep_history_months') loop
      select v_this - make_interval(months => k.months) into v_from from job._keep_months(v_kind.column2) as k(months);
      continue when v_from is null;
      v_from := least(v_from, v_open);
      -- Said first: when a table is busy a part of a month may be gone already, and the rest goes another time.
      update job.retention r
         set kept_from = v_from
       where r.key = v_kind.column1 and coalesce(r.kept_from, '-infinity') < v_from;
      v_dropped := job._drop_partitions(
        v_kind.column1, (select r.kept_from from job.retention r where r.key = v_kind.column1));
      v_partitions := v_partitions + coalesce(v_dropped, 0);
    end loop;
    delete from catalog.past_execution p where p.month < (select r.kept_from from job.retention r where r.key = 'history');
  end if;
  return jsonb_build_object('dropped', v_partitions, 'passed', coalesce(cardinality(v_passed), 0), 'notifications', v_notices,
                            'executions', cardinality(v_executions));
end $$;

alter function job._retain() owner to chantier_owner;
revoke execute on function job._retain() from public;
grant execute on function job._retain() to chantier_worker;
comment on function job._retain() is 'Removes what is older than the settings say';
