-- SPDX-License-Identifier: Apache-2.0
--
-- 0024: rules: which items they select, and what they do to them. Everybody reads them; workers write them (imports), people switch
-- them on and off (tracker.enable_rule).

set local role chantier_owner;

create table catalog.rule (
  code text collate "C" primary key,
  code_key text collate "C" not null,
  labels jsonb not null default '{}',
  enabled boolean not null,
  priority integer not null,
  definition jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint rule_code_key_key unique (code_key),
  constraint rule_labels_check check (jsonb_typeof(labels) = 'object'),
  constraint rule_definition_check check (
    jsonb_typeof(definition) = 'object'
    and jsonb_typeof(definition -> 'conditions') = 'array' and jsonb_typeof(definition -> 'actions') = 'array')
);
comment on table catalog.rule is 'A rule: the items that meet its conditions become as its actions say, whenever it is executed.';
comment on column catalog.rule.code is 'Its code as first spelled.';
comment on column catalog.rule.code_key is 'The code folded for look-ups without case.';
comment on column catalog.rule.labels is 'Locale to label.';
comment on column catalog.rule.enabled is 'Whether it may be executed.';
comment on column catalog.rule.priority is 'Rules of higher priority run earlier; ties by code.';
comment on column catalog.rule.definition is 'Its conditions and actions as they were given: {"conditions": […], "actions": […]}.';
comment on column catalog.rule.created_at is 'When it came.';
comment on column catalog.rule.updated_at is 'When it was last changed.';
create index rule_order_idx on catalog.rule (priority desc, code);

grant select on catalog.rule to chantier_user;
grant select, insert, update, delete on catalog.rule to chantier_worker;
grant select, update on catalog.rule to chantier_definer;

reset role;
