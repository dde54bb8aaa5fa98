-- SPDX-License-Identifier: Apache-2.0
-- One statement for the whole file: new rows are inserted, existing ones are changed.
insert into limit_import.product as p (identifier, family, categories, enabled, values)
select s.sku, s.family, string_to_array(s.categories, ','), s.enabled = '1',
       jsonb_strip_nulls(jsonb_build_object(
         'name-en_US', s.name, 'description', s.description, 'brand', s.brand, 'color', s.color,
         'materials', to_jsonb(string_to_array(s.materials, ',')), 'price-EUR', s.price, 'rating', s.rating,
         'warranty_months', s.warranty_months, 'release_date', s.release_date, 'outdoor', s.outdoor = '1',
         'ean', s.ean, 'manual_code', s.manual_code))
  from limit_import.staging s
    on conflict (identifier) do update
   set family = excluded.family,
       categories = excluded.categories,
       enabled = excluded.enabled,
       values = p.values || excluded.values,
       updated_at = clock_timestamp()
 where (p.family, p.categories, p.enabled, p.values)
       is distinct from (excluded.family, excluded.categories, excluded.enabled, p.values || excluded.values);
