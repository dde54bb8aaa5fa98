-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.delete_attribute_groups(codes, replacement): moves the attributes of some groups into another one and deletes the groups. The
-- group of what has none (other) and the replacement itself stay. The replacement other is made when it is not there.
-- Caller: the deletion of attribute groups, which holds the lock of the structure. Answers {"deleted": [code], "moved": count, "refused":
-- [{"code", "reason", "holder"}]}; null: there is no such replacement. Locks: the rows.
create or replace function catalog.delete_attribute_groups(p_codes text[], p_replacement text) returns jsonb
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_replacement text;
    v_codes text[];
    v_refused jsonb;
    v_moved bigint;
begin
    if lower(p_replacement) = 'other' then
        insert into catalog.attribute_group (code, code_key, sort_order, given_order)
        select 'other', 'other', coalesce(max(g.sort_order) + 1, 0), coalesce(least(max(g.given_order), 2147483646) + 1, 0)
          from catalog.attribute_group g
        on conflict (code_key) do nothing;
    end if;
    select g.code into v_replacement from catalog.attribute_group g where g.code = p_replacement or g.code_key = lower(p_replacement);
    if not found then
        return null;
    end if;
    select coalesce(array_agg(c.code) filter (where c.reason is null), '{}'),
           coalesce(jsonb_agg(jsonb_build_object('code', coalesce(c.code, c.given), 'reason', c.reason, 'holder', c.holder))
                    filter (where c.reason is not null), '[]')
      into v_codes, v_refused
      from (select distinct on (coalesce(g.code, x.given)) x.given, g.code,
                   case when g.code is null then 'unknown_attribute_group'
                        when g.code_key = 'other' or g.code = v_replacement then 'in_use' end as reason,
                   v_replacement as holder
              from unnest(p_codes) x (given)
              left join catalog.attribute_group g on g.code = x.given or g.code_key = lower(x.given)
             order by coalesce(g.code, x.given)) c;
    update catalog.attribute a set "group" = v_replacement where a."group" = any (v_codes);
    get diagnostics v_moved = row_count;
    delete from catalog.attribute_group g where g.code = any (v_codes);
    return jsonb_build_object('deleted', to_jsonb(v_codes), 'moved', v_moved, 'refused', v_refused);
end
$$;
alter function catalog.delete_attribute_groups(text[], text) owner to chantier_owner;
comment on function catalog.delete_attribute_groups(text[], text) is 'Moves the attributes of some groups into another one and deletes the groups';
revoke execute on function catalog.delete_attribute_groups(text[], text) from public;
grant execute on function catalog.delete_attribute_groups(text[], text) to chantier_worker;
