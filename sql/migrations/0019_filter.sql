-- SPDX-License-Identifier: Apache-2.0
--
-- 0019: filters: a launch checks them as the definer, against the structure of the catalogue.

grant usage on schema catalog to chantier_definer;
grant select on catalog.attribute, catalog.attribute_option, catalog.category, catalog.channel, catalog.currency, catalog.family,
  catalog.family_variant, catalog."group", catalog.locale, catalog.product_model, catalog.reference_data to chantier_definer;

-- Since the last execution of a profile: looked up once an execution, and only among those that completed.
set local role chantier_owner;
create index execution_profile_completed_idx on job.execution (profile, started_at)
  where profile is not null and status = 'completed';
comment on index job.execution_profile_completed_idx is 'When the last completed execution of a profile began: filters with SINCE LAST JOB.';
reset role;
