-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._lay_over(under, over): one object of parameters over another, key by key in objects too.
-- Caller: tracker.launch, tracker.change_profile. Locks: none.
create or replace function tracker._lay_over(p_under jsonb, p_over jsonb) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_all   jsonb := p_under;
  v_key   text;
  v_value jsonb;
begin
  for v_key, v_value in select g.key, g.value from jsonb_each(p_over) as g loop
    if jsonb_typeof(v_value) = 'object' and jsonb_typeof(p_under -> v_key) = 'object' then
      v_value := tracker._lay_over(p_under -> v_key, v_value);
    end if;
    v_all := v_all || jsonb_build_object(v_key, v_value);
  end loop;
  return v_all;
end $$;

alter function tracker._lay_over(jsonb, jsonb) owner to chantier_owner;
revoke execute on function tracker._lay_over(jsonb, jsonb) from public;
grant execute on function tracker._lay_over(jsonb, jsonb) to chantier_definer;
comment on function tracker._lay_over(jsonb, jsonb) is 'Parameters over others';
