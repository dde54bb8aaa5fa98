-- SPDX-License-Identifier: Apache-2.0
--
-- 0018: each product remembers by which record it came to be as it is, so that the same record again need not be read, judged and
-- compared: a file imported again, unchanged, costs one look at the index a record.

set local role chantier_owner;

alter table catalog.product add column record_mark uuid;
comment on column catalog.product.record_mark is 'Hash of the record, header, parameters and structure version of the import that left the product as it is, when the same record again would change nothing; null: unknown. Whoever changes a product sets it anew or to null.';

-- Their arguments change.
drop function if exists catalog.find_products(uuid[], text[]);
drop function if exists catalog.update_products(bigint[], bigint[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], timestamptz);

reset role;
