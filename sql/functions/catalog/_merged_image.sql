-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._merged_image(images, first one first): what an item was before the first of several changes: of each field the earliest image.
-- Caller: undo. Locks: none.
create or replace function catalog._merged_image(p_images jsonb[]) returns jsonb
    language plpgsql immutable
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_image jsonb := '{}';
    v_part text;
begin
    for v_place in reverse cardinality(p_images) .. 1 loop
        foreach v_part in array array['values', 'unique', 'associations'] loop
            if v_image ? v_part and p_images[v_place] ? v_part then
                p_images[v_place] := p_images[v_place] || jsonb_build_object(v_part, (v_image -> v_part) || (p_images[v_place] -> v_part));
            end if;
        end loop;
        v_image := v_image || p_images[v_place];
    end loop;
    return v_image;
end
$$;
alter function catalog._merged_image(jsonb[]) owner to chantier_owner;
comment on function catalog._merged_image(jsonb[]) is 'What an item was before the first of several changes';
revoke execute on function catalog._merged_image(jsonb[]) from public;
grant execute on function catalog._merged_image(jsonb[]) to chantier_worker;
