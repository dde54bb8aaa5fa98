-- SPDX-License-Identifier: Apache-2.0
--
-- job._cron_field(text, from, to, names): the numbers that one field of a cron expression stands for, ascending; null: it is none. A field is
-- *, a number, a range, each with a step if wanted, or several with commas; names stand for the numbers from p_from on.
-- Caller: job._next_fire. Locks: none.
create or replace function job._cron_field(p_text text, p_from int, p_to int, p_names text[]) returns int[]
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_part  text;
  v_parts text[];
  v_first int;
  v_last  int;
  v_step  int;
  v_all   int[] := '{}';
begin
  foreach v_part in array string_to_array(lower(p_text), ',') loop
    for v_place in 1 .. coalesce(cardinality(p_names), 0) loop
      v_part := regexp_replace(v_part, '\m' || p_names[v_place] || '\M', (p_from + v_place - 1)::text, 'g');
    end loop;
    v_parts := regexp_match(v_part, '^(?:(\*)|(\d{1,2})(?:-(\d{1,2}))?)(?:/(\d{1,2}))?$');
    if v_parts is null then
      return null;
    end if;
    v_first := coalesce(v_parts[2]::int, p_from);
    -- 5/10 means from 5 on.
    v_last := case when v_parts[1] is not null or v_parts[3] is null and v_parts[4] is not null then p_to
                   else coalesce(v_parts[3]::int, v_first) end;
    v_step := coalesce(v_parts[4]::int, 1);
    if v_first < p_from or v_last > p_to or v_first > v_last or v_step = 0 then
      return null;
    end if;
    v_all := v_all || array(select generate_series(v_first, v_last, v_step));
  end loop;
  return (select array_agg(distinct n order by n) from unnest(v_all) as n);
end $$;
alter function job._cron_field(text, int, int, text[]) owner to chantier_owner;
revoke execute on function job._cron_field(text, int, int, text[]) from public;
grant execute on function job._cron_field(text, int, int, text[]) to chantier_definer;
comment on function job._cron_field(text, int, int, text[]) is 'The numbers that one field of a cron expression stands for';
