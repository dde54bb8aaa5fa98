-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.delete_attributes(codes): deletes attributes with their options, and takes them out of families, family variants and channels'
-- units. One that is an identifier, an axis, or the label or image of a family stays. A trigger blocks the codes of those that went until
-- their values are cleaned.
-- Caller: the deletion of attributes, which holds the lock of the structure. Answers {"deleted": [code], "refused": [{"code", "reason",
-- "holder"}]}. Locks: the rows.
create or replace function catalog.delete_attributes(p_codes text[]) returns jsonb
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_codes text[];
    v_refused jsonb;
begin
    select coalesce(array_agg(c.code) filter (where c.reason is null), '{}'),
           coalesce(jsonb_agg(jsonb_build_object('code', coalesce(c.code, c.given), 'reason', c.reason, 'holder', c.holder))
                    filter (where c.reason is not null), '[]')
      into v_codes, v_refused
      from (select distinct on (coalesce(a.code, g.given)) g.given, a.code,
                   case when a.code is null then 'unknown_attribute' when h.name is not null then 'in_use' end as reason, h.name as holder
              from unnest(p_codes) g (given)
              left join catalog.attribute a on a.code = g.given or a.code_key = lower(g.given)
              left join lateral (
                    select x.name
                      from (select a.code as name where a.type = 'pim_catalog_identifier'
                            union all
                            select f.code from catalog.family f where a.code in (f.attribute_as_label, f.attribute_as_image)
                            union all
                            select v.code from catalog.family_variant v where a.code = any (v.variant_axes_1 || v.variant_axes_2)) x
                     limit 1) h on true
             order by coalesce(a.code, g.given)) c;
    if v_codes <> '{}' then
        delete from catalog.attribute_option o where o.attribute = any (v_codes);
        update catalog.family f
           set attributes = array(select u.code from unnest(f.attributes) with ordinality u (code, place) where u.code <> all (v_codes) order by u.place),
               requirements = (
                   select coalesce(jsonb_object_agg(e.key, (
                              select coalesce(jsonb_agg(r.value order by r.place), '[]')
                                from jsonb_array_elements(e.value) with ordinality r (value, place)
                               where r.value #>> '{}' <> all (v_codes))), '{}')
                     from jsonb_each(f.requirements) e)
         where f.attributes && v_codes;
        update catalog.family_variant v
           set variant_attributes_1 = array(
                   select u.code from unnest(v.variant_attributes_1) with ordinality u (code, place) where u.code <> all (v_codes) order by u.place),
               variant_attributes_2 = array(
                   select u.code from unnest(v.variant_attributes_2) with ordinality u (code, place) where u.code <> all (v_codes) order by u.place)
         where (v.variant_attributes_1 || v.variant_attributes_2) && v_codes;
        update catalog.channel c set conversion_units = c.conversion_units - v_codes where c.conversion_units ?| v_codes;
        delete from catalog.attribute a where a.code = any (v_codes);
    end if;
    return jsonb_build_object('deleted', to_jsonb(v_codes), 'refused', v_refused);
end
$$;
alter function catalog.delete_attributes(text[]) owner to chantier_owner;
comment on function catalog.delete_attributes(text[]) is 'Deletes attributes that nothing needs';
revoke execute on function catalog.delete_attributes(text[]) from public;
grant execute on function catalog.delete_attributes(text[]) to chantier_worker;
