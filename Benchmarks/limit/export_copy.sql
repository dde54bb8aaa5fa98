-- SPDX-License-Identifier: Apache-2.0
-- The limit of the export: the same columns by one COPY on one connection.
copy (
  select i.identifier as sku, array_to_string(i.categories, ',') as categories, i.enabled::int as enabled, i.family,
         array_to_string(i.groups, ',') as groups, i.values ->> 'brand' as brand, i.values ->> 'color' as color,
         i.values ->> 'description' as description, i.values ->> 'ean' as ean, i.values ->> 'manual_code' as manual_code,
         i.values ->> 'materials' as materials, i.values ->> 'name-en_US' as "name-en_US", i.values ->> 'outdoor' as outdoor,
         i.values ->> 'price-EUR' as "price-EUR", i.values ->> 'rating' as rating, i.values ->> 'release_date' as release_date,
         i.values ->> 'warranty_months' as warranty_months
    from catalog.product i
   order by i.id
) to stdout (format csv, header, delimiter ';')
