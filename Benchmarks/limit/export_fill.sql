-- SPDX-License-Identifier: Apache-2.0
-- The catalogue of the export benchmark: :rows products with twelve attributes each, of the family that ImportStructure writes.
with start as (select setval('catalog.item_id', nextval('catalog.item_id') + :rows) - :rows as id)
insert into catalog.product (id, identifier, identifier_key, family, enabled, categories, values, created_at, updated_at)
select s.id + n, 'BM-' || (100000000 + n), 'bm-' || (100000000 + n), 'bench', n % 12 <> 0,
       array[(array['garden', 'kitchen', 'lighting', 'living', 'sleeping', 'storage'])[1 + n % 6]],
       jsonb_build_object(
         'name-en_US', x.brand || ' ' || x.color || ' piece ' || n % 9973,
         'description', 'Edition 1 in ' || x.color || ' and ' || x.material || ', made to last and simple to mend'
           || case when n % 500 = 0 then E':\nfirst line, second line'
                   when n % 50 = 0 then '; called "the ' || x.color || ' one"' else '' end,
         'brand', x.brand, 'color', x.color, 'materials', x.material, 'price-EUR', (10 + n % 900) || '.' || (10 + n % 90),
         'rating', n % 50 || '.5', 'warranty_months', (12 * (1 + n % 5))::text,
         'release_date', '20' || (10 + n % 16) || '-0' || (1 + n % 9) || '-' || (10 + n % 19), 'outdoor', (n % 2)::text,
         'ean', (4000000000000 + n)::text, 'manual_code', 'M-' || n % 7919 || '-' || x.color),
       job.now(), job.now()
  from start s
 cross join generate_series(1, :rows) n
 cross join lateral (
   select (array['aldernorth', 'brightwell', 'corvane', 'dunmere', 'eastlock', 'farrowby', 'glenhaven', 'holmesk'])[1 + n % 8] as brand,
          (array['amber', 'black', 'blue', 'copper', 'green', 'grey', 'ivory', 'red', 'sand', 'white'])[1 + (n / 3) % 10] as color,
          (array['ash', 'brass', 'cotton', 'glass', 'linen', 'oak', 'steel', 'wool'])[1 + (n / 7) % 8] as material) x;
