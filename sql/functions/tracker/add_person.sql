-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.add_person(name): a person who may launch, with a virtual time of their own. Run twice, it changes nothing.
-- Caller: whoever owns the schemas (chantier database start, chantier user). The role itself is made elsewhere.
-- Locks: the new row; the new sequences.
create or replace function tracker.add_person(p_name text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  v_owner int;
  v_name  text;
begin
  insert into job.owner (name)
  select p_name where not exists (select from job.owner o where o.name = p_name)
  on conflict (name) do nothing;
  select o.id into v_owner from job.owner o where o.name = p_name for update;

  for v_priority in 0 .. 2 loop
    v_name := format('job.owner_%s_clock_%s', v_owner, v_priority);
    continue when to_regclass(v_name) is not null;
    execute format('create sequence %s', v_name);
    execute format('alter sequence %s owner to chantier_owner', v_name);
    execute format('grant usage, select, update on sequence %s to chantier_worker, chantier_definer', v_name);
  end loop;
  update job.owner o
     set clock_0 = format('job.owner_%s_clock_0', v_owner)::regclass,
         clock_1 = format('job.owner_%s_clock_1', v_owner)::regclass,
         clock_2 = format('job.owner_%s_clock_2', v_owner)::regclass
   where o.id = v_owner and o.clock_2 is null;
end $$;

alter function tracker.add_person(text) owner to chantier_owner;
revoke execute on function tracker.add_person(text) from public;
comment on function tracker.add_person(text) is 'A person who may launch, with a virtual time of their own';
