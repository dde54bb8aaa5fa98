-- SPDX-License-Identifier: Apache-2.0
--
-- job._add_counters(one, other): the sum of two objects of counters, key by key; null is none.
-- Caller: job._count_off, and the view of progress. Locks: none.
create or replace function job._add_counters(p_one jsonb, p_other jsonb) returns jsonb
language plpgsql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
  if p_one is null or p_other is null then
    return coalesce(p_one, p_other);
  end if;
  return (
    select jsonb_object_agg(c.key, c.total)
      from (
        select e.key, sum(e.value::numeric) as total
          from (select * from jsonb_each_text(p_one) union all select * from jsonb_each_text(p_other)) as e
         group by e.key
      ) as c
  );
end $$;

alter function job._add_counters(jsonb, jsonb) owner to chantier_owner;
revoke execute on function job._add_counters(jsonb, jsonb) from public;
grant execute on function job._add_counters(jsonb, jsonb) to chantier_user, chantier_worker, chantier_definer;
comment on function job._add_counters(jsonb, jsonb) is 'Sum of two objects of counters';
