-- SPDX-License-Identifier: Apache-2.0
--
-- job.import_profile(person, code, job, label, parameters, overlap): job.put_profile for one of many: what is refused is told
-- instead of thrown, so that the others go in. outcome: created, updated or unchanged; else the reason, with message.
-- Caller: the import of profiles, for the person who launched it. Locks: as job.put_profile.
create or replace function job.import_profile(
  p_person text, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text,
  out outcome text, out message text
)
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_constraint text;
  v_hint       text;
begin
  outcome := job.put_profile(
    p_person,
    exists (select from pg_roles r where r.rolname = p_person and pg_has_role(r.oid, 'chantier_admin', 'member')),
    p_code, p_job, p_label, p_parameters, p_overlap);
exception when invalid_parameter_value or insufficient_privilege or raise_exception then
  get stacked diagnostics message = message_text, v_constraint = constraint_name, v_hint = pg_exception_hint;
  outcome := v_constraint;
  if v_constraint not in ('invalid_profile', 'unknown_job', 'not_yours') then
    raise;
  end if;
  message := substr(message, length(outcome) + 3);
  if v_hint <> '' and outcome = 'invalid_profile' then
    message := message || '. ' || rtrim(v_hint, '.');
  end if;
end $$;

alter function job.import_profile(text, text, text, text, jsonb, text) owner to chantier_owner;
revoke execute on function job.import_profile(text, text, text, text, jsonb, text) from public;
grant execute on function job.import_profile(text, text, text, text, jsonb, text) to chantier_worker;
comment on function job.import_profile(text, text, text, text, jsonb, text) is 'Makes or replaces a profile, or says why not';
