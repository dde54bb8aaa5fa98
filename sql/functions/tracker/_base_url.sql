-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._base_url(): what stands before an execution's id in its address. A setting, so that all programs agree.
-- Caller: views of tracker, as (select tracker._base_url()): asked once a query; tracker._url. Locks: none.
create or replace function tracker._base_url() returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return rtrim((select s.value #>> '{}' from tracker.setting s where s.key = 'base_url'), '/') || '/executions/';
end $$;

alter function tracker._base_url() owner to chantier_owner;
revoke execute on function tracker._base_url() from public;
grant execute on function tracker._base_url() to chantier_user, chantier_worker, chantier_definer;
comment on function tracker._base_url() is 'What stands before the id in the address of an execution''s report';
