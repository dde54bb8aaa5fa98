-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.create_project(label, channel, locale, filters, due date, description): makes a project, launches its first calculation, and
-- has it calculated every night at two, in the caller's transaction. Its code is the label in lower case, - for everything that is neither letter nor digit; where it is taken,
-- a number follows.
-- Caller: a person; the project is theirs. Locks: as tracker.launch; the new row.
-- Rows: one: the code, its address, and the execution that calculates it.
-- Errors: 22023 with the constraint invalid_project, and a hint, for what is wrong: the label, an unknown channel, a locale that is not
-- one of the channel, a due date that is over; 22023 filter_invalid with all that is wrong with the conditions.
create or replace function tracker.create_project(
  p_label text, p_channel text, p_locale text, p_filters jsonb default '[]', p_due_date date default null,
  p_description text default null
)
returns table (code text, url text, execution_id bigint, id uuid, execution_url text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_person  text := tracker.caller();
  v_label   text := btrim(p_label, E' \t\r\n');
  v_channel catalog.channel;
  v_locale  text;
  v_filters jsonb := coalesce(p_filters, '[]');
  v_faults  text[];
  v_stem    text;
  v_code    text;
begin
  if coalesce(v_label, '') = '' or length(v_label) > 255 then
    raise exception 'the label of a project has 1 to 255 characters'
      using errcode = '22023', constraint = 'invalid_project', hint = 'Give it a label.';
  end if;
  select c.* into v_channel from catalog.channel c where c.code = p_channel or c.code_key = lower(p_channel) limit 1;
  if not found then
    raise exception 'there is no channel "%"', coalesce(p_channel, '')
      using errcode = '22023', constraint = 'invalid_project',
            hint = coalesce((select 'Known: ' || string_agg(c.code, ', ' order by c.code) || '.' from catalog.channel c),
                            'There are none yet: they come with the job csv_channel_import.');
  end if;
  select l.code into v_locale from unnest(v_channel.locales) as l(code) where lower(l.code) = lower(p_locale) limit 1;
  if not found then
    raise exception 'the channel "%" has no locale "%"', v_channel.code, coalesce(p_locale, '')
      using errcode = '22023', constraint = 'invalid_project', hint = 'Known: ' || array_to_string(v_channel.locales, ', ') || '.';
  end if;
  if p_due_date < (job.now() at time zone 'UTC')::date then
    raise exception 'the due date % is over', p_due_date
      using errcode = '22023', constraint = 'invalid_project', hint = 'Name today or a later day.';
  end if;
  v_faults := catalog.filter_faults(v_filters, v_channel.code, array[v_locale]);
  if v_faults = '{}' and jsonb_path_exists(v_filters, '$[*] ? (@.operator == "SINCE LAST JOB")') then
    v_faults := array['SINCE LAST JOB: a project has no last job'];
  end if;
  if v_faults <> '{}' then
    raise exception 'filter_invalid: %', array_to_string(v_faults, '; ')
      using errcode = '22023', constraint = 'filter_invalid', hint = 'docs/filters.md says what a condition may be.';
  end if;

  if tracker._foreign_currency(v_filters, v_channel.code) is not null then
    raise exception 'the channel "%" has no currency "%"', v_channel.code, tracker._foreign_currency(v_filters, v_channel.code)
      using errcode = '22023', constraint = 'filter_invalid', hint = 'Known: ' || array_to_string(v_channel.currencies, ', ') || '.';
  end if;

  v_stem := coalesce(nullif(btrim(regexp_replace(lower(v_label), '[^a-z0-9]+', '-', 'g'), '-'), ''), 'project');
  for v_number in 1 .. 100000 loop
    v_code := v_stem || case when v_number = 1 then '' else '-' || v_number end;
    insert into tracker.project (code, label, description, owner, channel, locale, filters, due_date, created_at)
    values (v_code, v_label, nullif(p_description, ''), v_person, v_channel.code, v_locale, v_filters, p_due_date, job.now())
    on conflict (code) do nothing;
    exit when found;
  end loop;

  -- What no change tells, the nightly calculation finds.
  insert into job.schedule (code, owner, is_of_web, job, cron, timezone, parameters, next_at, created_at)
  values (tracker._project_schedule(v_code), v_person, tracker._caller_role() in ('chantier_webuser', 'chantier_webadmin'), 'project_calculation', '0 2 * * *', 'UTC', jsonb_build_object('project_code', v_code),
          job._next_fire('0 2 * * *', 'UTC', job.now()), job.now())
  on conflict (code) do nothing;

  return query
  select v_code, tracker._project_url(v_code), l.execution_id, l.id, l.url
    from tracker.launch('project_calculation', jsonb_build_object('project_code', v_code)) as l;
end $$;
alter function tracker.create_project(text, text, text, jsonb, date, text) owner to chantier_definer;
revoke execute on function tracker.create_project(text, text, text, jsonb, date, text) from public;
grant execute on function tracker.create_project(text, text, text, jsonb, date, text) to chantier_user;
comment on function tracker.create_project(text, text, text, jsonb, date, text) is 'Makes a project and launches its first calculation';
