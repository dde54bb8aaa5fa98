-- SPDX-License-Identifier: Apache-2.0
--
-- job._bound_transaction(): the session ends when it leaves the transaction open for longer than five seconds without a statement,
-- or from PostgreSQL 17 on when the transaction lasts longer than thirty: what a person's call has locked (the step row, which
-- tasks that end must have) is not kept from the workers by a window left open. A shorter limit of the session's own stays. Who sets
-- it off, or runs one statement for ever, is ended by job._end_blockers.
-- Caller: tracker.stop, tracker.pause, tracker.resume, tracker.retry, first. Locks: none.
create or replace function job._bound_transaction() returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_limit record;
begin
  for v_limit in
    select s.name, l.milliseconds
      from (values ('idle_in_transaction_session_timeout', 5000), ('transaction_timeout', 30000)) as l(name, milliseconds)
      join pg_catalog.pg_settings s on s.name = l.name
     where s.setting::bigint = 0 or s.setting::bigint > l.milliseconds
  loop
    perform set_config(v_limit.name, v_limit.milliseconds::text, true);
  end loop;
end $$;

alter function job._bound_transaction() owner to chantier_owner;
revoke execute on function job._bound_transaction() from public;
grant execute on function job._bound_transaction() to chantier_definer;
comment on function job._bound_transaction() is 'Limits how long a person''s transaction may hold what it has locked';
