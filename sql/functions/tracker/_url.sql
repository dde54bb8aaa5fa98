-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._url(id): the address of an execution's report.
-- Caller: views and functions of tracker. Locks: none.
create or replace function tracker._url(p_id uuid) returns text
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
begin
  return tracker._base_url() || p_id;
end $$;

alter function tracker._url(uuid) owner to chantier_owner;
revoke execute on function tracker._url(uuid) from public;
grant execute on function tracker._url(uuid) to chantier_user, chantier_worker, chantier_definer;
comment on function tracker._url(uuid) is 'Address of an execution''s report';
