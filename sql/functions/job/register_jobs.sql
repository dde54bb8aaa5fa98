-- SPDX-License-Identifier: Apache-2.0
--
-- job.register_jobs(jobs): makes the jobs of a program known, or renews what is known of them.
-- Caller: a worker at its start; the migrator.
-- jobs: [{"name", "kind", "label", "steps", "parameters", "is_short", "rules"}].
-- Locks: the rows of the jobs that change, in order of name. Rows: none.
-- Errors: 23514 for a kind that is none of the five, or a job without steps.
-- The update comes first: an insert that conflicts would burn a smallint at every start of a worker.
create or replace function job.register_jobs(p_jobs jsonb) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  perform from job.job j
    where j.name in (select n.name from jsonb_to_recordset(p_jobs) as n(name text))
    order by j.name
      for no key update;

  update job.job j
     set kind = n.kind,
         label = n.label,
         steps = n.steps,
         parameters = coalesce(n.parameters, '{}'),
         is_short = coalesce(n.is_short, false),
         rules = coalesce(n.rules, '{}'),
         registered_at = job.now()
    from jsonb_to_recordset(p_jobs)
      as n(name text, kind text, label text, steps jsonb, parameters jsonb, is_short boolean, rules jsonb)
   where j.name = n.name
     and (j.kind, j.label, j.steps, j.parameters, j.is_short, j.rules)
         is distinct from (n.kind, n.label, n.steps, coalesce(n.parameters, '{}'), coalesce(n.is_short, false),
                           coalesce(n.rules, '{}'));

  insert into job.job (name, kind, label, steps, parameters, is_short, rules, registered_at)
  select n.name, n.kind, n.label, n.steps, coalesce(n.parameters, '{}'), coalesce(n.is_short, false), coalesce(n.rules, '{}'), job.now()
    from jsonb_to_recordset(p_jobs)
      as n(name text, kind text, label text, steps jsonb, parameters jsonb, is_short boolean, rules jsonb)
   where not exists (select from job.job j where j.name = n.name)
   order by n.name
      on conflict (name) do nothing;
end $$;

alter function job.register_jobs(jsonb) owner to chantier_owner;
revoke execute on function job.register_jobs(jsonb) from public;
grant execute on function job.register_jobs(jsonb) to chantier_worker, chantier_definer;
comment on function job.register_jobs(jsonb) is 'Makes the jobs of a program known';
