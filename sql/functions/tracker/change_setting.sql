-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.change_setting(key, value): changes a setting that all programs share; the value as text. Answers what stands now.
-- Caller: whoever owns the schemas (chantier setting). Locks: the setting's row.
-- Errors: 22023 for a setting that does not exist (the hint lists them) and for a value that it cannot have.
create or replace function tracker.change_setting(p_key text, p_value text) returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_value jsonb;
begin
  case coalesce(p_key, '')
    when 'base_url' then
      if p_value !~ '^https?://[^[:space:]?#]+$' then
        raise exception '"%" is not an address of the web', p_value using errcode = '22023', hint = 'Such as https://pim.example.';
      end if;
      v_value := to_jsonb(rtrim(p_value, '/'));
    when 'max_upload' then
      if p_value !~ '^[1-9][0-9]{0,15}$' then
        raise exception '"%" is not a number of bytes', p_value using errcode = '22023', hint = 'Such as 10737418240.';
      end if;
      v_value := p_value::jsonb;
    when 'keep_warnings' then
      if p_value !~ '^[0-9]{1,9}$' then
        raise exception '"%" is not a number of warnings', p_value using errcode = '22023', hint = 'Such as 100000, for each step.';
      end if;
      v_value := to_jsonb(p_value::int);
    when 'keep_months', 'keep_history_months', 'keep_execution_months' then
      if p_value !~ '^[0-9]{1,4}$' then
        raise exception '"%" is not a number of months', p_value using errcode = '22023', hint = 'Such as 13; 0 keeps for ever.';
      end if;
      v_value := to_jsonb(p_value::int);
    when 'storage_directories', 'export_directories' then
      begin
        v_value := p_value::jsonb;
      exception when invalid_text_representation then v_value := null;
      end;
      if jsonb_typeof(v_value) is distinct from 'array'
         or exists (select from jsonb_array_elements(v_value) as d where jsonb_typeof(d) <> 'string' or d #>> '{}' not like '/%')
      then
        raise exception '"%" is not a JSON array of absolute paths', p_value
          using errcode = '22023', hint = 'Such as ["/srv/files"].';
      end if;
    else
      raise exception 'unknown setting "%"', p_key
        using errcode = '22023',
              hint = 'Known: ' || (select string_agg(s.key, ', ' order by s.key) from tracker.setting s) || '.';
  end case;
  update tracker.setting s set value = v_value where s.key = p_key;
  return v_value;
end $$;
alter function tracker.change_setting(text, text) owner to chantier_owner;
revoke execute on function tracker.change_setting(text, text) from public;
comment on function tracker.change_setting(text, text) is 'Changes a setting that all programs share';
