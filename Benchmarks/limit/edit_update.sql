-- SPDX-License-Identifier: Apache-2.0
-- The limit of an edit: one attribute of all products set by one UPDATE, without history, report or checks.
update catalog.product
   set values = values || jsonb_build_object('warranty_months', :'value'), updated_at = job.now();
