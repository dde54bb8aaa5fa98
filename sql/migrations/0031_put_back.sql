-- SPDX-License-Identifier: Apache-2.0
--
-- What writes an undo's items answers what it has changed, and keeps nothing itself.

drop function if exists catalog._put_back_products(bigint, text, date, bigint[], jsonb[], boolean[], timestamptz);
drop function if exists catalog._put_back_product_models(bigint, text, date, bigint[], jsonb[], boolean[], timestamptz);
