-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._changes_since: which fields of an item others changed after the execution that is undone; p_keys null: whatever field.
-- "catalog" in quotation marks means the catalogue itself also in the copy that a preview works with.
-- Caller: undo, for an item that others did change. Locks: none. Served by history_item_id_place_idx.
create or replace function catalog._changes_since(
    p_id bigint, p_keys text[], p_target bigint, p_execution bigint, p_months date[], p_place bigint)
    returns table (field text, at timestamptz, kind text)
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
    set enable_seqscan = off
    set jit = off
as $$
#variable_conflict use_column
begin
    return query
    select distinct on (o.key) o.key, h.at, coalesce(e.kind, x.kind)
      from "catalog".history h
     cross join lateral unnest(catalog._image_keys(h.before)) o (key)
      left join job.execution e on e.id = h.execution_id
      left join "catalog".past_execution x on x.execution_id = h.execution_id
     where h.item_id = p_id and h.month = any (p_months) and h.place > p_place and h.execution_id <> all (array[p_target, p_execution])
       and (p_keys is null or o.key = any (p_keys) or o.key = 'item' or 'item' = any (p_keys))
     order by o.key, h.place desc;
end
$$;
alter function catalog._changes_since(bigint, text[], bigint, bigint, date[], bigint) owner to chantier_owner;
comment on function catalog._changes_since(bigint, text[], bigint, bigint, date[], bigint) is 'Which fields of an item others changed after the execution that is undone';
revoke execute on function catalog._changes_since(bigint, text[], bigint, bigint, date[], bigint) from public;
grant execute on function catalog._changes_since(bigint, text[], bigint, bigint, date[], bigint) to chantier_worker;
