-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.enable_rule(code, enabled): switches a rule on or off. Executions that were launched before keep the rules they had.
-- Answers whether it was otherwise before.
-- Caller: a person. Locks: the rule.
-- Errors: P0002 when there is none.
create or replace function tracker.enable_rule(p_code text, p_enabled boolean) returns boolean
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_code    text;
  v_enabled boolean;
begin
  perform tracker.caller();
  -- By bytes: under a Turkish locale lower() would make another letter of I.
  select r.code, r.enabled into v_code, v_enabled
    from catalog.rule r where r.code_key = lower(p_code collate "C") for no key update;
  if not found then
    raise exception 'there is no rule "%"', p_code using errcode = 'P0002';
  end if;
  if v_enabled is not distinct from p_enabled then
    return false;
  end if;
  update catalog.rule r set enabled = p_enabled, updated_at = job.now() where r.code = v_code;
  return true;
end $$;

alter function tracker.enable_rule(text, boolean) owner to chantier_definer;
revoke execute on function tracker.enable_rule(text, boolean) from public;
grant execute on function tracker.enable_rule(text, boolean) to chantier_user;
comment on function tracker.enable_rule(text, boolean) is 'Switches a rule on or off';
