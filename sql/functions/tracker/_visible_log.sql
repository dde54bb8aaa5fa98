-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_log: the log of executions, all that row-level security lets the reader see. The base of log and my_log.
-- Rendered from what stands elsewhere, so that no line is written twice.
create or replace view tracker._visible_log with (security_invoker = true) as
select e.id as execution_id, e.public_id, x.at, x.place, x.level, x.event, x.step, x.message, x.detail,
       e.owner, e.owner = (select tracker.me()) as is_own
  from job.execution e
 cross join lateral (
   select e.id as execution_id, e.created_at as at, 0::bigint as place, 'info' as level, 'launched' as event,
          null::text as step, format('launched by %s: %s', e.owner, e.label) as message, d.parameters as detail
     from job.execution_detail d
    where d.execution_id = e.id
   union all
   select e.id, s.started_at, s.ordinal, 'info', 'step_started', s.name, format('step %s of %s: %s', s.ordinal, e.steps, s.name),
          s.facts
     from job.step s
    where s.execution_id = e.id and s.started_at is not null
   union all
   select e.id, v.at, 1000 + v.id, v.level, v.event, s.name, v.message, v.detail
     from job.event v
     left join job.step s on s.id = v.step_id
    where v.execution_id = e.id and v.month = e.month
   union all
   select e.id, r.at, 1000 + r.id, 'error', r.reason, s.name,
          concat_ws('. ', r.message, r.cause, r.hint),
          nullif(jsonb_strip_nulls(jsonb_build_object('sqlstate', r.sqlstate, 'worker', r.worker)), '{}')
     from job.error r
     join job.step s on s.id = r.step_id
    where r.execution_id = e.id and r.month = e.month
   union all
   select e.id, s.ended_at, 9223372036854775806, 'info', 'step_ended', s.name,
          format('%s: %s, %s done, %s warnings', s.name, s.status, s.done, s.warnings),
          jsonb_strip_nulls(jsonb_build_object('read', s.read, 'created', s.created, 'updated', s.updated,
            'unchanged', s.unchanged, 'skipped', s.skipped, 'invalid', s.invalid, 'written', s.written)) || coalesce(s.more, '{}')
     from job.step s
    where s.execution_id = e.id and s.ended_at is not null
   union all
   select e.id, e.ended_at, 9223372036854775807, case when e.colour = 'red' then 'error' else 'info' end, 'ended', null,
          format('%s: %s warnings, %s errors', e.status, e.warnings, e.errors), null
    where e.ended_at is not null
 ) as x;
alter view tracker._visible_log owner to chantier_owner;
grant select on tracker._visible_log to chantier_user;
comment on view tracker._visible_log is 'Logs; the base of log and my_log';
comment on column tracker._visible_log.execution_id is 'Internal number of the execution';
comment on column tracker._visible_log.public_id is 'Id in the URL';
comment on column tracker._visible_log.at is 'When';
comment on column tracker._visible_log.place is 'Orders lines of one instant';
comment on column tracker._visible_log.level is 'debug, info, warning, error';
comment on column tracker._visible_log.event is 'Stable code';
comment on column tracker._visible_log.step is 'Name of the step';
comment on column tracker._visible_log.message is 'The sentence for people';
comment on column tracker._visible_log.detail is 'Figures';
comment on column tracker._visible_log.owner is 'Who launched the execution';
comment on column tracker._visible_log.is_own is 'This person launched it';
