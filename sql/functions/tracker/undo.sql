-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.undo(id, preview, label): launches the job that puts back what an execution changed or deleted, and deletes what it created;
-- what others changed since is left alone, with a warning each. The undo is an execution of its own, and can itself be undone.
-- Caller: the execution's owner alone. To everybody else it does not exist: P0002, as for any wrong id.
-- Rows, locks and errors: as tracker.launch and tracker._check_undo.
create or replace function tracker.undo(p_id uuid, p_preview boolean default false, p_label text default null)
returns table (execution_id bigint, id uuid, url text, label text, kind text, status text, is_new boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
  return query
  select l.*
    from tracker.launch(
           'undo', jsonb_build_object('actions', jsonb_build_array(jsonb_build_object('execution', p_id)), 'preview', p_preview),
           coalesce(p_label, (select 'Undo: ' || e.label from job.execution e where e.public_id = p_id and e.owner = tracker.caller()))) l;
end $$;

alter function tracker.undo(uuid, boolean, text) owner to chantier_definer;
revoke execute on function tracker.undo(uuid, boolean, text) from public;
grant execute on function tracker.undo(uuid, boolean, text) to chantier_user;
comment on function tracker.undo(uuid, boolean, text) is 'Launches the undo of an execution';
