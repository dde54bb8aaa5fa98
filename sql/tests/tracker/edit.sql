-- SPDX-License-Identifier: Apache-2.0
--
-- What a launch refuses of an edit: no selection, and actions that say nothing that can be done.
begin;
\i sql/tests/fixture.psql
select plan(9);

insert into catalog.attribute_group (code, code_key, sort_order) values ('other', 'other', 0) on conflict do nothing;
insert into catalog.attribute (code, code_key, type, "group") values ('color', 'color', 'pim_catalog_text', 'other');

create function fault(p_job text, p_filters jsonb, p_actions jsonb) returns text language plpgsql as $$
begin
  perform tracker._check_edit(p_job, jsonb_build_object('filters', p_filters, 'actions', p_actions));
  return 'fine';
exception when invalid_parameter_value then
  return sqlerrm;
end $$;

select is(fault('add_to_group', 'null', '[{"field": "groups", "value": ["a"]}]'), 'selection_invalid: nothing is selected', 'no filter selects nothing');
select is(fault('add_to_group', '[]', '[]'), 'actions_invalid: actions must hold at least one action', 'an edit does something');
select is(fault('add_to_group', '[]', '[{"field": "groups", "value": ["a"]}]'), 'fine', 'a list of groups');
select is(fault('add_to_group', '[]', '[{"field": "color", "value": ["a"]}, 1]'),
  'actions_invalid: action 1: field must be "groups"; action 2 must be an object', 'all faults are told');
select is(fault('edit_common_attributes', '[]', '[{"normalized_values": {"COLOR": [], "nope": []}}]'),
  'actions_invalid: action 1 (nope): no attribute "nope"', 'attributes are found in any case');
select is(fault('change_parent_product', '[]', '[{"field": "parent", "value": "nope"}]'),
  'actions_invalid: action 1 (parent): no product model "nope"', 'the model must be there');
select is(fault('convert_to_simple_products', '[]', '[]'), 'fine', 'a conversion has no actions');
select is(fault('set_attribute_requirements', '[]', '[{"attribute_code": "color", "channel_code": "nope", "is_required": true}]'),
  'actions_invalid: action 1: no channel "nope"', 'a channel must be there');
select is(fault('update_product_value', '[]', '[{"field": "enabled", "value": true}]'), 'fine', 'a field of the item itself');

select * from finish();
rollback;
