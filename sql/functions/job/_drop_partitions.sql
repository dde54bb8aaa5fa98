-- SPDX-License-Identifier: Apache-2.0
--
-- job._drop_partitions(key, before): drops the partitions of months before this one, of the tables that are kept together:
-- details (warnings and how many were not kept, errors, events, outcomes, files, refused records) or history (the catalogue's, which undo reads).
-- Answers how many it dropped; null when a table was busy and is left for another time.
-- Caller: job.upkeep, which knows what must be kept. SECURITY DEFINER, since only the owner of a table may drop its partitions.
-- Locks: the parents, 0.2 s waited for at most: who waits for such a lock stands before everybody's next statement.
create or replace function job._drop_partitions(p_key text, p_before date) returns int
language plpgsql security definer
set search_path = pg_catalog, pg_temp
set lock_timeout = '200ms'
as $$
declare
  v_part  text;
  v_count int := 0;
begin
  for v_part in
    select c.oid::regclass::text
      from unnest(case p_key
             when 'details' then array['job.outcome', 'job.warning', 'job.unkept_warning', 'job.error', 'job.event', 'job.piece', 'job.invalid_item',
                                       'catalog.superseded_record']
             when 'history' then array['catalog.history'] end) as t(parent)
      join pg_catalog.pg_inherits i on i.inhparent = t.parent::regclass
      join pg_catalog.pg_class c on c.oid = i.inhrelid
     where c.relname ~ '_[0-9]{4}_[0-9]{2}$' and to_date(right(c.relname, 7), 'YYYY_MM') < p_before
     order by 1
  loop
    begin
      execute format('drop table %s', v_part);
      v_count := v_count + 1;
    exception when lock_not_available then
      return null;
    end;
  end loop;
  return v_count;
end $$;

alter function job._drop_partitions(text, date) owner to chantier_owner;
revoke execute on function job._drop_partitions(text, date) from public;
grant execute on function job._drop_partitions(text, date) to chantier_worker;
comment on function job._drop_partitions(text, date) is 'Drops the partitions of months before this one';
