-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._check_values(defaults, rules, given, path): every value given is of its default's type, and one of those that the
-- job's rules list; null stands for the default. Caller: tracker._check_parameters. Locks: none.
-- Errors: 22023; the message names the parameter and says what it may be.
create or replace function tracker._check_values(p_defaults jsonb, p_rules jsonb, p_given jsonb, p_path text) returns void
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_key     text;
  v_value   jsonb;
  v_default jsonb;
  v_rule    jsonb;
begin
  for v_key, v_value in select g.key, g.value from jsonb_each(p_given) as g order by g.key loop
    continue when v_value = 'null';
    v_default := p_defaults -> v_key;
    v_rule := p_rules -> (p_path || v_key);
    if jsonb_typeof(v_default) <> 'null' and jsonb_typeof(v_value) <> jsonb_typeof(v_default) then
      raise exception '% must be %', p_path || v_key,
        case jsonb_typeof(v_default) when 'boolean' then 'true or false' when 'number' then 'a number' when 'string' then 'a text'
                                     when 'array' then 'a list' else 'an object' end
        using errcode = '22023';
    end if;
    if v_rule ? 'in'
       and not (v_rule -> 'in') @> (case when v_rule -> 'folded' = 'true' then to_jsonb(lower(v_value #>> '{}')) else v_value end)
    then
      raise exception '% must be one of %', p_path || v_key,
        (select string_agg(n.value::text, ', ' order by n.place) from jsonb_array_elements(v_rule -> 'in') with ordinality as n(value, place))
        using errcode = '22023';
    end if;
    if jsonb_typeof(v_default) = 'object' and v_default <> '{}' then
      perform tracker._check_values(v_default, p_rules, v_value, p_path || v_key || '.');
    end if;
  end loop;
end $$;

alter function tracker._check_values(jsonb, jsonb, jsonb, text) owner to chantier_owner;
revoke execute on function tracker._check_values(jsonb, jsonb, jsonb, text) from public;
grant execute on function tracker._check_values(jsonb, jsonb, jsonb, text) to chantier_definer, chantier_worker;
comment on function tracker._check_values(jsonb, jsonb, jsonb, text) is 'Whether parameters have values that they may have';
