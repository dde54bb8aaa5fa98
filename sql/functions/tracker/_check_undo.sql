-- SPDX-License-Identifier: Apache-2.0
--
-- tracker._check_undo(parameters, person): whether this person may undo what the parameters name, and whether there is anything to undo.
-- Caller: tracker.launch. Locks: none.
-- Errors: P0002 for an execution that is not there or not this person's: one answer; 22023 for parameters that name none; 55000, with what
-- to do instead, for one that has not ended, that changed nothing, or whose history is no longer kept.
create or replace function tracker._check_undo(p_parameters jsonb, p_person text) returns void
language plpgsql stable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_action    jsonb := p_parameters #> '{actions,0}';
  v_execution job.execution;
begin
  if jsonb_typeof(p_parameters -> 'actions') <> 'array' or jsonb_array_length(p_parameters -> 'actions') <> 1
     or jsonb_typeof(v_action) is distinct from 'object' or v_action - 'execution' <> '{}'
     or coalesce(v_action ->> 'execution', '') !~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
  then
    raise exception 'actions must name one execution: [{"execution": "<uuid>"}]'
      using errcode = '22023', hint = 'Use: chantier undo EXECUTION';
  end if;
  select e.* into v_execution from job.execution e where e.public_id = (v_action ->> 'execution')::uuid and e.owner = p_person;
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is null then
    raise exception 'this execution cannot be undone: it has not ended'
      using errcode = '55000', hint = 'Wait for its end, or stop it: tracker stop EXECUTION';
  end if;
  if v_execution.preview or v_execution.kind in ('export', 'project') then
    raise exception 'this execution cannot be undone: it changed nothing of the catalogue' using errcode = '55000';
  end if;
  if v_execution.month < (select r.kept_from from job.retention r where r.key = 'history') then
    raise exception 'this execution cannot be undone: what it replaced is no longer kept'
      using errcode = '55000', hint = 'The setting keep_history_months says for how long.';
  end if;
  if not exists (select from catalog.history h where h.execution_id = v_execution.id and h.month = v_execution.month) then
    raise exception 'this execution cannot be undone: it changed no product and no product model'
      using errcode = '55000', hint = 'Families, attributes and the like are not undone: import them as they were.';
  end if;
end $$;

alter function tracker._check_undo(jsonb, text) owner to chantier_owner;
revoke execute on function tracker._check_undo(jsonb, text) from public;
grant execute on function tracker._check_undo(jsonb, text) to chantier_definer;
comment on function tracker._check_undo(jsonb, text) is 'Whether a person may undo an execution, and whether there is anything to undo';
