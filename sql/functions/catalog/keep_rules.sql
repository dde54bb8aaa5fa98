-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.keep_rules(execution, owner, month, codes, disabled): keeps the rules that an execution is launched with, as they are now, in the order
-- in which they run. An empty list: all that are enabled, or with disabled all there are. One that is named is kept whether it is enabled or not: the report says so.
-- Caller: tracker.launch, for jobs that have the parameter rule_codes. Locks: new rows only.
-- Errors: 22023 for codes that are no list of texts; 22023 unknown_rule, naming all of those codes.
create or replace function catalog.keep_rules(p_execution bigint, p_owner text, p_month date, p_codes jsonb, p_disabled boolean) returns void
    language plpgsql
    set search_path = pg_catalog, pg_temp
as $$
declare
    v_codes text[];
    v_unknown text;
begin
    if jsonb_typeof(p_codes) is distinct from 'array' or jsonb_path_exists(p_codes, 'strict $[*] ? (@.type() <> "string")') then
        raise exception 'rule_codes must be a list of codes' using errcode = '22023';
    end if;
    v_codes := array(select distinct lower(c.code collate "C") from jsonb_array_elements_text(p_codes) as c (code));
    select string_agg(distinct catalog._quoted(c.code), ', ') into v_unknown
      from jsonb_array_elements_text(p_codes) as c (code)
     where not exists (select from catalog.rule r where r.code_key = lower(c.code collate "C"));
    if v_unknown is not null then
        raise exception 'unknown_rule: no rule %', v_unknown
            using errcode = '22023', constraint = 'unknown_rule', hint = 'The rules there are: chantier rule list';
    end if;
    insert into catalog.execution_rule (execution_id, owner, month, place, code, priority, enabled, labels, definition)
    select p_execution, p_owner, p_month, row_number() over (order by r.priority desc, r.code), r.code, r.priority, r.enabled, r.labels,
           r.definition
      from catalog.rule r
     where case when v_codes = '{}' then r.enabled or p_disabled else r.code_key = any (v_codes) end;
end
$$;
alter function catalog.keep_rules(bigint, text, date, jsonb, boolean) owner to chantier_owner;
revoke execute on function catalog.keep_rules(bigint, text, date, jsonb, boolean) from public;
grant execute on function catalog.keep_rules(bigint, text, date, jsonb, boolean) to chantier_definer;
comment on function catalog.keep_rules(bigint, text, date, jsonb, boolean) is 'Keeps the rules that an execution is launched with';
