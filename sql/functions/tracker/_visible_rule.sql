-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._visible_rule: what each rule of an execution came to, of all executions that row-level security lets the reader see; the base
-- of rule and my_rule. What tasks at work have counted is in it. Narrow by execution_id.
create or replace view tracker._visible_rule with (security_invoker = true) as
select r.execution_id,
       e.public_id,
       e.job,
       e.preview,
       r.place as no,
       r.code,
       r.priority,
       r.enabled,
       r.labels,
       r.selected + coalesce(c.selected, 0) as selected,
       r.updated + coalesce(c.updated, 0) as updated,
       r.unchanged + coalesce(c.unchanged, 0) as unchanged,
       r.invalid + coalesce(c.invalid, 0) as invalid,
       r.warnings + coalesce(c.warnings, 0) as warnings,
       r.definition,
       r.owner,
       r.owner = (select tracker.me()) as is_own
  from catalog.execution_rule r
  join job.execution e on e.id = r.execution_id
  left join lateral (
       select sum(n.selected)::bigint as selected, sum(n.updated)::bigint as updated, sum(n.unchanged)::bigint as unchanged,
              sum(n.invalid)::bigint as invalid, sum(n.warnings)::bigint as warnings
         from catalog.rule_counter n
        where n.execution_id = r.execution_id and n.place = r.place) c on true;
alter view tracker._visible_rule owner to chantier_owner;
grant select on tracker._visible_rule to chantier_user;
comment on view tracker._visible_rule is 'What each rule of an execution came to; the base of rule and my_rule';
comment on column tracker._visible_rule.execution_id is 'Internal number of the execution';
comment on column tracker._visible_rule.public_id is 'Id in the URL';
comment on column tracker._visible_rule.job is 'Name of the job';
comment on column tracker._visible_rule.preview is 'Nothing was written: updated says what would have been';
comment on column tracker._visible_rule.no is 'Place in the order in which rules run, from 1';
comment on column tracker._visible_rule.code is 'Code of the rule';
comment on column tracker._visible_rule.priority is 'Rules of higher priority run earlier; ties run by code';
comment on column tracker._visible_rule.enabled is 'False: it was named, but not executed';
comment on column tracker._visible_rule.labels is 'Locale to label';
comment on column tracker._visible_rule.selected is 'Items that met its conditions';
comment on column tracker._visible_rule.updated is 'Items that it changed';
comment on column tracker._visible_rule.unchanged is 'Items that are as it wants them';
comment on column tracker._visible_rule.invalid is 'Items of which nothing of it was kept: the result is not allowed';
comment on column tracker._visible_rule.warnings is 'Warnings about its items';
comment on column tracker._visible_rule.definition is 'Its conditions and actions as they were when the execution was launched';
comment on column tracker._visible_rule.owner is 'Who launched the execution';
comment on column tracker._visible_rule.is_own is 'This person launched it';
