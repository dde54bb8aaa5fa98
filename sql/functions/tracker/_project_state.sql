-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._project_state(present, begun, complete, mask): how far a product is in the attribute groups of a mask: to_do, in_progress,
-- done; null: none of these groups requires anything of it. All four are of one length.
-- Its body is parsed when it is made, so it needs no search_path and is inlined.
-- Caller: views and functions of tracker. Locks: none.
create or replace function tracker._project_state(p_present varbit, p_begun varbit, p_complete varbit, p_mask varbit) returns text
language sql immutable parallel safe
return case
  when pg_catalog.position(p_present & p_mask, B'1') = 0 then null
  when pg_catalog.position(p_begun & p_mask, B'1') = 0 then 'to_do'
  when (p_complete & p_mask) = (p_present & p_mask) then 'done'
  else 'in_progress'
end;
alter function tracker._project_state(varbit, varbit, varbit, varbit) owner to chantier_owner;
revoke execute on function tracker._project_state(varbit, varbit, varbit, varbit) from public;
grant execute on function tracker._project_state(varbit, varbit, varbit, varbit) to chantier_user, chantier_worker, chantier_definer;
comment on function tracker._project_state(varbit, varbit, varbit, varbit) is 'How far a product is in some attribute groups';
