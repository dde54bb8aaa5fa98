-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.note_changes(kind, created, items): products or product models were written: whoever calculates projects looks at them again.
-- One row for all of them, whether there is a project or not: one that is just made must miss none.
-- Caller: catalog.add_history, in the transaction of the change. Locks: none.
create or replace function tracker.note_changes(p_kind text, p_created text, p_items bigint[]) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  -- Nothing hangs below a product model that is new.
  if p_kind = 'product' or p_items <> '{}' then
    insert into tracker.project_change (are_models, ids, created)
    values (p_kind = 'product_model', coalesce(p_items, '{}'), case when p_kind = 'product' then p_created::int8multirange end);
  end if;
end $$;
alter function tracker.note_changes(text, text, bigint[]) owner to chantier_owner;
revoke execute on function tracker.note_changes(text, text, bigint[]) from public;
grant execute on function tracker.note_changes(text, text, bigint[]) to chantier_worker;
comment on function tracker.note_changes(text, text, bigint[]) is 'Products that projects are to look at again';
