-- SPDX-License-Identifier: Apache-2.0
--
-- 0017: warnings beyond those that are kept, counted by reason and field: the sums of a report are exact however many there are.

set local role chantier_owner;

create table job.unkept_warning (
  execution_id bigint  not null,
  step_id      bigint  not null,
  count        bigint  not null,
  row          bigint,
  line         bigint,
  month        date    not null,
  is_note      boolean not null,
  is_uniform   boolean not null,
  owner        text    not null,
  reason       text    not null,
  identifier   text,
  field        text,
  value        text,
  message      text    not null,
  constraint unkept_warning_count_check check (count > 0)
) partition by range (month);
create index unkept_warning_step_id_idx on job.unkept_warning (step_id);
comment on table job.unkept_warning is 'Warnings of one chunk that are counted and not kept, by reason and field, and one of them as an example; written in the chunk''s transaction';
comment on column job.unkept_warning.execution_id is 'job.execution';
comment on column job.unkept_warning.step_id is 'job.step';
comment on column job.unkept_warning.count is 'How many';
comment on column job.unkept_warning.row is 'Record number of the example';
comment on column job.unkept_warning.line is 'Line of the example';
comment on column job.unkept_warning.month is 'As in job.execution';
comment on column job.unkept_warning.is_note is 'They refuse nothing';
comment on column job.unkept_warning.is_uniform is 'All say the same';
comment on column job.unkept_warning.owner is 'As in job.execution';
comment on column job.unkept_warning.reason is 'Stable code';
comment on column job.unkept_warning.identifier is 'Item of the example';
comment on column job.unkept_warning.field is 'Column or attribute';
comment on column job.unkept_warning.value is 'Value of the example';
comment on column job.unkept_warning.message is 'Sentence of the example';

do $$
declare
  v_table text;
  v_month date;
  v_now   date := date_trunc('month', clock_timestamp() at time zone 'UTC')::date;
begin
  create table job.unkept_warning_default partition of job.unkept_warning default;
  for v_month in select (v_now + make_interval(months => n))::date from generate_series(0, 2) as n loop
    execute format('create table job.%I partition of job.unkept_warning for values from (%L) to (%L)',
      'unkept_warning' || to_char(v_month, '"_"YYYY"_"MM'), v_month, (v_month + interval '1 month')::date);
  end loop;
  -- Partitions too: nothing is granted on them, and queried by their own name they show nothing.
  for v_table in
    select c.oid::regclass::text
      from pg_catalog.pg_class c
     where c.relnamespace = 'job'::regnamespace and c.relname like 'unkept\_warning%' and c.relkind in ('r', 'p')
  loop
    execute format('alter table %s enable row level security', v_table);
    execute format('alter table %s force row level security', v_table);
  end loop;
end $$;
create policy worker on job.unkept_warning to chantier_worker using (true) with check (true);
create policy definer on job.unkept_warning to chantier_definer using (true) with check (true);
create policy own on job.unkept_warning for select to chantier_user using (owner = (select tracker.me()));
create policy by_url on job.unkept_warning for select to chantier_admin
  using (coalesce(execution_id = any ((select tracker._opened())::bigint[]), false));
grant select, insert on job.unkept_warning to chantier_worker, chantier_definer;
grant select on job.unkept_warning to chantier_user;

comment on column job.reason.count is 'How many, those that are not kept included';

reset role;
