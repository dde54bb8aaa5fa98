-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._check_parameters(job, given): all parameters of a launch, the job's defaults filled in.
-- Caller: tracker.launch, tracker._check_profile: a profile is refused for what a launch would be refused for. Locks: none.
-- Errors: 22023; the message names the parameter and says what it may be, the hint lists the known ones. 22023 filter_invalid for a
-- parameter that the job declares as a filter: all that is wrong with its conditions.
create or replace function tracker._check_parameters(p_job job.job, p_given jsonb) returns jsonb
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_defaults constant jsonb := '{"send_email": false, "users_to_notify": []}' || p_job.parameters;
  v_all      jsonb := tracker._merge_parameters(v_defaults, p_given, '');
  v_unknown text;
  v_key     text;
  v_filter  text[];
  v_faults  text[];
begin
  if jsonb_typeof(v_all -> 'send_email') <> 'boolean' then
    raise exception 'send_email must be true or false' using errcode = '22023';
  end if;
  if v_all -> 'users_to_notify' <> '[]' then                -- most name nobody, and a launch is short
    if jsonb_typeof(v_all -> 'users_to_notify') <> 'array'
       or jsonb_path_exists(v_all, 'strict $.users_to_notify[*] ? (@.type() <> "string")')
    then
      raise exception 'users_to_notify must be a list of names' using errcode = '22023';
    end if;
    -- A name that nobody has would be told of nothing, and whoever gave it would never learn that.
    select string_agg(distinct format('"%s"', u.value), ', ') into v_unknown
      from jsonb_array_elements_text(v_all -> 'users_to_notify') as u
     where u.value <> ''
       and not exists (select from job.owner o where o.name = u.value)
       and not exists (select from pg_roles r
                        where r.rolname = u.value and r.rolname !~ '^(pg|chantier)_'
                          and pg_has_role(r.oid, 'chantier_user', 'member'));
    if v_unknown is not null then
      raise exception 'users_to_notify names nobody known: %', v_unknown
        using errcode = '22023', hint = 'Name persons as they log in; an operator adds one: chantier user add NAME';
    end if;
  end if;
  if p_given <> '{}' then
    perform tracker._check_values(v_defaults, p_job.rules, p_given, '');
    -- A job's own default is right; a filter that was given is checked whole, against the structure as it is now.
    for v_key, v_filter in
      select r.key, string_to_array(nullif(r.value ->> 'filter', ''), '.')
        from jsonb_each(p_job.rules) as r
       where r.value ? 'filter' and p_given ? r.key
       order by r.key
    loop
      v_filter := v_key || coalesce(v_filter, '{}');
      continue when coalesce(v_all #> v_filter, 'null') = 'null';
      v_faults := catalog.filter_faults(
        v_all #> v_filter,
        coalesce(v_all #>> array[v_key, 'structure', 'scope'], (select c.code from catalog.channel c order by c.code limit 1)),
        case when jsonb_typeof(v_all #> array[v_key, 'structure', 'locales']) = 'array'
             then array(select l.value from jsonb_array_elements_text(v_all #> array[v_key, 'structure', 'locales']) as l)
             else '{}' end);
      if v_faults <> '{}' then
        raise exception 'filter_invalid: %', array_to_string(v_faults, '; ')
          using errcode = '22023', constraint = 'filter_invalid', hint = 'docs/filters.md says what a condition may be.';
      end if;
    end loop;
  end if;
  return v_all;
end $$;

alter function tracker._check_parameters(job.job, jsonb) owner to chantier_owner;
revoke execute on function tracker._check_parameters(job.job, jsonb) from public;
grant execute on function tracker._check_parameters(job.job, jsonb) to chantier_definer, chantier_worker;
comment on function tracker._check_parameters(job.job, jsonb) is 'All parameters of a launch, or why not';
