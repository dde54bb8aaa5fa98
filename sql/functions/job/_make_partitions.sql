-- SPDX-License-Identifier: Apache-2.0
--
-- job._make_partitions(): partitions of this month and the two that follow. Answers how many it made.
-- Caller: job.upkeep. SECURITY DEFINER, since only the owner of a table may add a partition to it.
-- Locks: the parent and its default partition, 2 s waited for at most.
-- A month whose rows already lie in the default partition stays there: correct, only not dropped as a whole.
create or replace function job._make_partitions() returns int
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '2s'
as $$
declare
  v_this  date := date_trunc('month', job.now() at time zone 'UTC')::date;
  v_table text;
  v_name  text;
  v_month date;
  v_count int := 0;
begin
  foreach v_table in array array['job.outcome', 'job.warning', 'job.unkept_warning', 'job.error', 'job.event', 'job.piece', 'job.invalid_item',
    'catalog.history', 'catalog.superseded_record'] loop
    for v_month in select (v_this + make_interval(months => n))::date from generate_series(0, 2) as n loop
      v_name := v_table || to_char(v_month, '"_"YYYY"_"MM');
      continue when to_regclass(v_name) is not null;
      begin
        execute format('create table %s partition of %s for values from (%L) to (%L)',
          v_name, v_table, v_month, (v_month + interval '1 month')::date);
        execute format('alter table %s enable row level security', v_name);
        execute format('alter table %s force row level security', v_name);
        v_count := v_count + 1;
      exception when check_violation or lock_not_available then null;
      end;
    end loop;
  end loop;
  return v_count;
end $$;

alter function job._make_partitions() owner to chantier_owner;
revoke execute on function job._make_partitions() from public;
grant execute on function job._make_partitions() to chantier_worker;
comment on function job._make_partitions() is 'Makes the partitions of the months to come';
