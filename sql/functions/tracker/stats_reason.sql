-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.stats_reason: what goes wrong, by day, job and reason: are these 300 failures one cause? From the sums that each
-- ended step leaves. Narrow by day: served by reason_day_idx.
-- Over all people, without anything of an item; it belongs to chantier_report, which reads the rows of all.
create or replace view tracker.stats_reason with (security_barrier = true) as
select r.day,
       r.job,
       r.kind,
       r.reason,
       r.is_error,
       r.is_note,
       sum(r.count)::bigint as count,
       count(distinct r.execution_id) as executions,
       mode() within group (order by r.template) as template
  from job.reason r
 group by 1, 2, 3, 4, 5, 6;
alter view tracker.stats_reason owner to chantier_report;
grant select on tracker.stats_reason to chantier_analyst;
comment on view tracker.stats_reason is 'Reasons of warnings and errors of all people, by day and job';
comment on column tracker.stats_reason.day is 'Day (UTC) on which the step ended';
comment on column tracker.stats_reason.job is 'Name of the job';
comment on column tracker.stats_reason.kind is 'import, export, mass_edit, rule, project';
comment on column tracker.stats_reason.reason is 'Stable code';
comment on column tracker.stats_reason.is_error is 'Errors; else warnings or notes';
comment on column tracker.stats_reason.is_note is 'Refused nothing';
comment on column tracker.stats_reason.count is 'How many';
comment on column tracker.stats_reason.executions is 'In how many executions';
comment on column tracker.stats_reason.template is 'The most frequent sentence, without what comes from items';
