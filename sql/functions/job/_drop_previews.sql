-- SPDX-License-Identifier: Apache-2.0
--
-- job._drop_previews(): drops what previews have left behind that did not end well: a day after the end, within which they may be
-- retried; at once when the execution is gone. One a call: each drop takes some hundred locks. Answers how many.
-- Caller: job.upkeep, under its lock. Locks: as job.drop_preview.
create or replace function job._drop_previews() returns int
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_execution bigint;
begin
  select substr(n.nspname, 9)::bigint into v_execution
    from pg_catalog.pg_namespace n
    left join job.execution e on e.id = substr(n.nspname, 9)::bigint
   where n.nspname ~ '^preview_[0-9]{1,18}$'
     and (e.id is null or e.ended_at < job.now() - interval '1 day')
   order by 1
   limit 1;
  if not found then
    return 0;
  end if;
  -- What its rules had noted for the list of its changes.
  perform catalog.fold_rules(array[v_execution], true);
  return job.drop_preview(v_execution)::int;
end $$;

alter function job._drop_previews() owner to chantier_owner;
revoke execute on function job._drop_previews() from public;
grant execute on function job._drop_previews() to chantier_worker;
comment on function job._drop_previews() is 'Drops what previews have left behind';
