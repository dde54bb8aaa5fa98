-- SPDX-License-Identifier: Apache-2.0
--
-- job.begin_task(task, token): as job.begin_many, for one task. No row: the lease is lost.
create or replace function job.begin_task(p_task bigint, p_token bigint)
returns table (
  task_id bigint, execution_id bigint, public_id uuid, owner text, month date, job text, kind text, step_id bigint, step_name text,
  ordinal smallint, steps smallint, phase smallint, priority smallint, part bigint, range_start bigint, range_end bigint,
  input jsonb, "position" bigint, done bigint, read bigint, created bigint, updated bigint, unchanged bigint,
  skipped bigint, invalid bigint, written bigint, more jsonb, warnings bigint, error_count smallint, crash_count smallint,
  hand_back_count int, checkpoint jsonb, checkpoint_version smallint, parameters jsonb, input_artifact_id bigint,
  input_artifact_month date, is_first boolean
)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  return query select b.* from job.begin_many(array[p_task], array[p_token]) as b;
end $$;

alter function job.begin_task(bigint, bigint) owner to chantier_owner;
revoke execute on function job.begin_task(bigint, bigint) from public;
grant execute on function job.begin_task(bigint, bigint) to chantier_worker;
comment on function job.begin_task(bigint, bigint) is 'What is needed to run one claimed task; no row: the lease is lost';
