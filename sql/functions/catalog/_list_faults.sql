-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._list_faults(condition, kind, attribute): what is wrong with a list in a condition, and which of its codes are unknown.
-- Caller: catalog._value_faults. Locks: none.
create or replace function catalog._list_faults(p_condition jsonb, p_kind text, p_attribute text) returns text[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
declare
    c_uuid   constant text := '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$';
    v_value  constant jsonb := p_condition -> 'value';
    v_field  constant text := p_condition ->> 'field';
    v_type   text;
    v_list   text;
begin
    if jsonb_typeof(v_value) is distinct from 'array'
       or exists (select from jsonb_array_elements(v_value) e (value) where jsonb_typeof(e.value) <> 'string')
    then
        return array['value must be a list of '
                     || case when p_kind in ('identifier', 'items', 'ancestors') then 'texts' else 'codes' end];
    end if;
    select a.type, lower(a.reference_data_name collate "C") into v_type, v_list from catalog.attribute a where a.code = p_attribute;
    -- One statement: a list grown entry by entry is copied with each, and takes minutes at 100,000 entries.
    return array(
        select f.sentence
          from jsonb_array_elements_text(v_value) with ordinality e (value, place)
         cross join lateral (select case
            when p_kind = 'identifier' then null
            when v_field = 'uuid' then
                case when e.value !~ ('^' || c_uuid) collate "C" then catalog._quoted(e.value) || ' is no uuid' end
            when p_kind in ('items', 'ancestors') then
                case when e.value !~ ('^product_' || c_uuid) collate "C" and e.value !~ '^product_model_.' collate "C"
                     then catalog._quoted(e.value) || ' is neither product_<uuid> nor product_model_<code>' end
            when v_field = 'family' then
                case when not exists (select from catalog.family f where f.code_key = lower(e.value collate "C"))
                     then 'unknown family ' || catalog._quoted(e.value) end
            when v_field = 'family_variant' then
                case when not exists (select from catalog.family_variant f where f.code_key = lower(e.value collate "C"))
                     then 'unknown family variant ' || catalog._quoted(e.value) end
            when v_field = 'groups' then
                case when not exists (select from catalog."group" g where g.code_key = lower(e.value collate "C"))
                     then 'unknown group ' || catalog._quoted(e.value) end
            when v_field = 'parent' then
                case when not exists (select from catalog.product_model m where m.code_key = lower(e.value collate "C"))
                     then 'unknown product model ' || catalog._quoted(e.value) end
            when v_field = 'categories' then
                case when not exists (select from catalog.category c where c.code_key = lower(e.value collate "C"))
                     then 'unknown category ' || catalog._quoted(e.value) end
            when v_type in ('pim_reference_data_simpleselect', 'pim_reference_data_multiselect') then
                case when not exists (select from catalog.reference_data r
                                       where r.list_key = v_list and r.code_key = lower(e.value collate "C"))
                     then 'unknown entry ' || catalog._quoted(e.value) end
            when not exists (select from catalog.attribute_option o where o.attribute = p_attribute and o.code_key = lower(e.value collate "C")) then
                'unknown option ' || catalog._quoted(e.value)
            end as sentence) f
         where f.sentence is not null
         order by e.place);
end
$$;
alter function catalog._list_faults(jsonb, text, text) owner to chantier_owner;
comment on function catalog._list_faults(jsonb, text, text) is 'What is wrong with a list in a condition.';
revoke execute on function catalog._list_faults(jsonb, text, text) from public;
grant execute on function catalog._list_faults(jsonb, text, text) to chantier_definer, chantier_worker;
