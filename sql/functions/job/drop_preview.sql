-- SPDX-License-Identifier: Apache-2.0
--
-- job.drop_preview(execution): drops the catalogue in which a preview worked. Answers whether there was one.
-- Caller: the last task of a preview, in its last chunk. SECURITY DEFINER, since only the owner of a schema may drop it.
-- Locks: all its relations; nobody else looks at them.
create or replace function job.drop_preview(p_execution bigint) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_schema text := 'preview_' || p_execution;
begin
  if to_regnamespace(v_schema) is null then
    return false;
  end if;
  perform set_config('client_min_messages', 'warning', true);        -- not one line for each of its relations
  execute format('drop schema %I cascade', v_schema);
  return true;
end $$;

alter function job.drop_preview(bigint) owner to chantier_owner;
revoke execute on function job.drop_preview(bigint) from public;
grant execute on function job.drop_preview(bigint) to chantier_worker;
comment on function job.drop_preview(bigint) is 'Drops the catalogue in which a preview worked';
