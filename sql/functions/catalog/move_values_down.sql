-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.move_values_down(execution, variants): attributes of family variants move to a deeper level, and their values with
-- them: what stood on a model is copied to all that is below it, down to the new level, and taken away above.
-- variants: [{"code_key", "variant_attributes_1", "variant_attributes_2"}] as they are about to be written.
-- Caller: the import of family variants, in the chunk's transaction, before it writes them.
-- Locks: the models, then what is below them, each in the order of their ids. Rows: how many items were changed.
-- What was there before is kept in catalog.history.
create or replace function catalog.move_values_down(p_execution bigint, p_variants jsonb) returns bigint
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_variant record;
    v_count bigint := 0;
begin
    for v_variant in
        select v.code, v.variant_axes_2 <> '{}' as has_two_levels,
               array(select unnest(r.variant_attributes_1 || r.variant_attributes_2)
                     except select unnest(v.variant_attributes_1 || v.variant_attributes_2)) as from_root,
               array(select unnest(r.variant_attributes_2) except select unnest(v.variant_attributes_2)) as to_second
          from jsonb_to_recordset(p_variants)
               as r (code_key text, variant_attributes_1 text[], variant_attributes_2 text[])
          join catalog.family_variant v on v.code_key = r.code_key
         order by v.code
    loop
        if v_variant.from_root <> '{}' then
            v_count := v_count + catalog._move_values_below(
                p_execution, v_variant.code, true, v_variant.from_root, not v_variant.has_two_levels);
        end if;
        if v_variant.has_two_levels and v_variant.to_second <> '{}' then
            v_count := v_count + catalog._move_values_below(
                p_execution, v_variant.code, false, v_variant.to_second, true);
        end if;
    end loop;
    return v_count;
end
$$;
alter function catalog.move_values_down(bigint, jsonb) owner to chantier_owner;
comment on function catalog.move_values_down(bigint, jsonb) is
    'Copies values down where attributes of family variants move to a deeper level.';
revoke execute on function catalog.move_values_down(bigint, jsonb) from public;
grant execute on function catalog.move_values_down(bigint, jsonb) to chantier_worker;
