-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._field_text(field, value): what a field of a before-image held, as a file writes it; null: nothing. Links are named by what
-- they lead to: identifiers, uuids or codes, and quantities behind a bar.
-- Caller: tracker.catalog_history. Locks: none.
create or replace function tracker._field_text(p_field text, p_value jsonb) returns text
language sql stable
set search_path = pg_catalog, pg_temp
as $$
  select case jsonb_typeof(p_value)
           when 'null' then null
           when 'object' then case when p_value ? 'amount' then concat_ws(' ', p_value ->> 'amount', p_value ->> 'unit') else p_value::text end
           when 'array' then (
             select string_agg(
                      coalesce(
                        case when p_field ~ '-products$' then
                               (select coalesce(p.identifier, p.uuid::text) from catalog.product p where p.id = (l.value ->> 0)::bigint)
                             when p_field ~ '-product_models$' then
                               (select m.code from catalog.product_model m where m.id = (l.value ->> 0)::bigint) end,
                        case when p_field ~ '-groups$' then l.value ->> 0 else '[' || (l.value ->> 0) || ']' end)
                      || coalesce('|' || (l.value ->> 1), ''), ',' order by l.place)
               from jsonb_array_elements(p_value) with ordinality l (value, place))
           else p_value #>> '{}' end
$$;
alter function tracker._field_text(text, jsonb) owner to chantier_owner;
revoke execute on function tracker._field_text(text, jsonb) from public;
grant execute on function tracker._field_text(text, jsonb) to chantier_definer;
comment on function tracker._field_text(text, jsonb) is 'What a field of a before-image held, as a file writes it';
