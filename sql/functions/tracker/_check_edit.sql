-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._check_edit(job, parameters): whether an edit has a selection, and actions of the form that it needs.
-- Caller: tracker.launch, for jobs of the kind mass_edit that have actions. Locks: none.
-- Errors: 22023 selection_invalid where no filter was given; 22023 actions_invalid with all that is wrong with the actions: their
-- form, and codes that the catalogue does not know. What values may be is judged where the edit begins, before any item is visited.
create or replace function tracker._check_edit(p_job text, p_parameters jsonb) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_faults text[] := '{}';
  v_action jsonb;
  v_place  bigint;
  v_field  text;
  v_only   constant text := case p_job
                              when 'add_to_group' then 'groups'
                              when 'add_to_category' then 'categories'
                              when 'move_to_category' then 'categories'
                              when 'remove_from_category' then 'categories'
                              when 'add_to_existing_product_model' then 'parent'
                              when 'change_parent_product' then 'parent'
                            end;
begin
  if jsonb_typeof(p_parameters -> 'filters') is distinct from 'array' then
    raise exception 'selection_invalid: nothing is selected'
      using errcode = '22023', constraint = 'selection_invalid',
            hint = 'Give filters a list of conditions; an empty list selects everything.';
  end if;
  if p_job <> 'convert_to_simple_products' and p_parameters -> 'actions' = '[]' then
    v_faults := v_faults || 'actions must hold at least one action'::text;
  elsif p_job = 'convert_to_simple_products' and p_parameters -> 'actions' <> '[]' then
    v_faults := v_faults || 'actions must be an empty list'::text;
  end if;
  for v_action, v_place in
    select a.value, a.place from jsonb_array_elements(p_parameters -> 'actions') with ordinality as a(value, place)
     where p_job <> 'convert_to_simple_products'
  loop
    if jsonb_typeof(v_action) <> 'object' then
      v_faults := v_faults || format('action %s must be an object', v_place);
      continue;
    end if;
    if p_job in ('edit_common_attributes', 'add_attribute_value') then
      if jsonb_typeof(v_action -> 'normalized_values') is distinct from 'object' or v_action -> 'normalized_values' = '{}' then
        v_faults := v_faults || format('action %s: normalized_values must be an object of attributes', v_place);
        continue;
      end if;
      v_faults := v_faults || array(
        select format('action %s (%s): no attribute %s', v_place, v.key, catalog._quoted(v.key))
          from jsonb_object_keys(v_action -> 'normalized_values') as v(key)
         where not exists (select from catalog.attribute a where a.code_key = lower(v.key))
         order by v.key);
    elsif p_job = 'set_attribute_requirements' then
      if jsonb_typeof(v_action -> 'attribute_code') is distinct from 'string' or jsonb_typeof(v_action -> 'channel_code') is distinct from 'string'
         or jsonb_typeof(v_action -> 'is_required') is distinct from 'boolean'
      then
        v_faults := v_faults || format('action %s must have attribute_code, channel_code and is_required', v_place);
        continue;
      end if;
      if not exists (select from catalog.attribute a where a.code_key = lower(v_action ->> 'attribute_code')) then
        v_faults := v_faults || format('action %s: no attribute %s', v_place, catalog._quoted(v_action ->> 'attribute_code'));
      end if;
      if not exists (select from catalog.channel c where c.code_key = lower(v_action ->> 'channel_code')) then
        v_faults := v_faults || format('action %s: no channel %s', v_place, catalog._quoted(v_action ->> 'channel_code'));
      end if;
    else
      v_field := v_action ->> 'field';
      if jsonb_typeof(v_action -> 'field') is distinct from 'string' or not v_action ? 'value' then
        v_faults := v_faults || format('action %s must have a field and a value', v_place);
      elsif v_only is not null and v_field <> v_only then
        v_faults := v_faults || format('action %s: field must be %s', v_place, catalog._quoted(v_only));
      elsif p_job = 'add_association' and v_field not in ('associations', 'quantified_associations') then
        v_faults := v_faults || format('action %s (%s): field must be associations or quantified_associations', v_place, v_field);
      elsif v_field in ('categories', 'groups') and jsonb_typeof(v_action -> 'value') <> 'array' then
        v_faults := v_faults || format('action %s (%s): value must be a list of codes', v_place, v_field);
      elsif v_field = 'parent' and coalesce(v_action ->> 'value', '') = '' then
        v_faults := v_faults || format('action %s (parent): value must be the code of a product model', v_place);
      elsif v_field = 'parent'
            -- How letters beyond ASCII are folded, only the program knows.
            and v_action ->> 'value' !~ '[^ -~]'
            and not exists (select from catalog.product_model m where m.code_key = lower(v_action ->> 'value'))
      then
        v_faults := v_faults || format('action %s (parent): no product model %s', v_place, catalog._quoted(coalesce(v_action ->> 'value', '')));
      elsif v_field not in ('categories', 'groups', 'parent', 'family', 'enabled', 'associations', 'quantified_associations')
            and not exists (select from catalog.attribute a where a.code_key = lower(v_field))
      then
        v_faults := v_faults || format('action %s (%s): no attribute %s', v_place, v_field, catalog._quoted(v_field));
      end if;
    end if;
  end loop;
  if v_faults <> '{}' then
    raise exception 'actions_invalid: %', array_to_string(v_faults, '; ')
      using errcode = '22023', constraint = 'actions_invalid', hint = 'docs/mass-edits.md says what an action may be.';
  end if;
end $$;

alter function tracker._check_edit(text, jsonb) owner to chantier_owner;
revoke execute on function tracker._check_edit(text, jsonb) from public;
grant execute on function tracker._check_edit(text, jsonb) to chantier_definer;
comment on function tracker._check_edit(text, jsonb) is 'Whether an edit has a selection and actions of its form';
