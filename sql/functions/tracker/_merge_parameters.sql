-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._merge_parameters(defaults, given, path): the parameters of a launch: what was given over the defaults, key by
-- key where a default is an object that is not empty (it then lists its known keys).
-- Caller: tracker.launch. Locks: none.
-- Errors: 22023 for a key that is not known; the message names it, the hint lists the known ones.
create or replace function tracker._merge_parameters(p_defaults jsonb, p_given jsonb, p_path text) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_all     jsonb := p_defaults;
  v_key     text;
  v_value   jsonb;
  v_default jsonb;
begin
  for v_key, v_value in select g.key, g.value from jsonb_each(p_given) as g order by g.key loop
    v_default := p_defaults -> v_key;
    if v_default is null then
      raise exception 'unknown parameter "%"', p_path || v_key
        using errcode = '22023',
              hint = 'Known: ' || coalesce(
                (select string_agg(p_path || k, ', ' order by k) from jsonb_object_keys(p_defaults) as k), 'none') || '.';
    end if;
    if jsonb_typeof(v_default) = 'object' and v_default <> '{}' and jsonb_typeof(v_value) = 'object' then
      v_value := tracker._merge_parameters(v_default, v_value, p_path || v_key || '.');
    end if;
    v_all := v_all || jsonb_build_object(v_key, v_value);
  end loop;
  return v_all;
end $$;

alter function tracker._merge_parameters(jsonb, jsonb, text) owner to chantier_owner;
revoke execute on function tracker._merge_parameters(jsonb, jsonb, text) from public;
grant execute on function tracker._merge_parameters(jsonb, jsonb, text) to chantier_definer, chantier_worker;
comment on function tracker._merge_parameters(jsonb, jsonb, text) is 'Parameters of a launch: what was given, over the defaults';
