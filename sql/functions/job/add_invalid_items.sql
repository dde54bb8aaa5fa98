-- SPDX-License-Identifier: Apache-2.0
--
-- job.add_invalid_items(task, token, header, name, rows, bytes): records refused by this chunk, byte for byte. A record is
-- kept once, whichever step or warning refused it. Of a workbook (a name in .xlsx) the records are stored as text with marks of
-- their cells' kinds, and become a workbook when they are read. Makes the artifact row on first use.
-- Caller: a slot, in the chunk's transaction, after its data. Locks: the artifact's key, for the first chunk that refuses.
create or replace function job.add_invalid_items(
  p_task bigint, p_token bigint, p_header bytea, p_name text, p_rows bigint[], p_bytes bytea[]
) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_lease job.lease;
begin
  select l.* into v_lease from job.lease l where l.task_id = p_task and l.token = p_token;
  if not found then
    return;
  end if;
  if not exists (
    select from job.artifact a where a.execution_id = v_lease.execution_id and a.kind = 'invalid_items' and a.name = p_name
  ) then
    insert into job.artifact (execution_id, owner, month, kind, name, media_type, header, created_at)
    values (v_lease.execution_id, v_lease.owner, v_lease.month, 'invalid_items', p_name,
            case when p_name like '%.xlsx' then 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' else 'text/csv' end,
            p_header, job.now())
    on conflict (execution_id, kind, name) do nothing;
  end if;
  insert into job.invalid_item (execution_id, row, owner, month, bytes)
  select v_lease.execution_id, n.row, v_lease.owner, v_lease.month, n.bytes
    from unnest(p_rows, p_bytes) as n(row, bytes)
   order by n.row
      on conflict (execution_id, row, month) do nothing;
end $$;

alter function job.add_invalid_items(bigint, bigint, bytea, text, bigint[], bytea[]) owner to chantier_owner;
revoke execute on function job.add_invalid_items(bigint, bigint, bytea, text, bigint[], bytea[]) from public;
grant execute on function job.add_invalid_items(bigint, bigint, bytea, text, bigint[], bytea[]) to chantier_worker;
comment on function job.add_invalid_items(bigint, bigint, bytea, text, bigint[], bytea[]) is 'Stores refused records, byte for byte';
