-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.end_projects(): removes projects that have lost what they are about: their channel, their locale in it, or something that their
-- filters name: an attribute, a category, a currency of the channel and so on. Their owners are told why. Answers how many.
-- Caller: the refresh, when the structure has changed, in a transaction of its own. Locks: as tracker._drop_project.
create or replace function tracker.end_projects() returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_project tracker.project;
  v_why     text;
  v_reason  text;
  v_count   int := 0;
begin
  for v_project in select p.* from tracker.project p order by p.id loop
    v_why := null;
    if not exists (select from catalog.channel c where c.code = v_project.channel) then
      v_reason := 'channel_removed';
      v_why := format('the channel "%s" was removed', v_project.channel);
    elsif not exists (select from catalog.channel c where c.code = v_project.channel and v_project.locale = any (c.locales)) then
      v_reason := 'locale_removed';
      v_why := format('the locale "%s" left the channel "%s"', v_project.locale, v_project.channel);
    else
      v_reason := 'currency_removed';
      select format('the currency "%s" left the channel "%s"', f.currency, v_project.channel) into v_why
        from tracker._foreign_currency(v_project.filters, v_project.channel) as f(currency)
       where f.currency is not null;
      if v_why is null then
        v_reason := 'filter_invalid';
        v_why := nullif(array_to_string(catalog.filter_faults(v_project.filters, v_project.channel, array[v_project.locale]), '; '), '');
      end if;
    end if;
    continue when v_why is null;
    -- In the order in which the refresh locks.
    perform pg_advisory_xact_lock(1128812121, v_project.id);
    insert into tracker.notification (person, owner, month, colour, kind, job, label, problems, first_reason, first_message, created_at,
                                      project, due_date)
    select v_project.owner, v_project.owner, date_trunc('month', job.now() at time zone 'UTC')::date, 'grey', 'project', 'project_removed',
           v_project.label, 0, v_reason, left(v_why, 200), job.now(), v_project.code, v_project.due_date
     where exists (select from tracker.project p where p.id = v_project.id for update);
    continue when not found;                                        -- another worker has removed it
    perform tracker._drop_project(v_project.id);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;
alter function tracker.end_projects() owner to chantier_owner;
revoke execute on function tracker.end_projects() from public;
grant execute on function tracker.end_projects() to chantier_worker;
comment on function tracker.end_projects() is 'Removes projects that have lost what they are about, and tells their owners why';
