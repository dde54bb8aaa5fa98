-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.launch(job or profile, parameters, label, upload, priority, profile): starts a job. One call, inside the caller's own
-- transaction: it runs when that commits, and was never there when it rolls back; called again, it launches again.
-- The first parameter names a job, or else a profile; profile names one whatever the first says, which may then be null. The
-- parameters given stand over the profile's, and those over the job's defaults.
-- Caller: a person. The execution is theirs. priority: 0 high, 1 normal, 2 low.
-- Every job takes two parameters beside its own: users_to_notify, who are told of the end beside its owner, and send_email.
-- While another execution of the profile has not ended: under overlap queue it waits for its turn (job._take_turn); under skip
-- nothing is launched: the answer is the execution that has not ended, is_new false, when it is the caller's, else an error.
-- Locks: the upload's row; the owner's row at a person's very first launch; under skip the advisory lock (1128812120, hash of
-- the code), so that one of many launches at once is told of the other; new rows only, beyond that: nobody's other launch or
-- chunk waits for this transaction.
-- Rows: one, with the URL of the report.
-- An undo is launched for own executions only (tracker._check_undo), an edit with a selection and actions
-- (tracker._check_edit), a calculation for own projects only (tracker._check_project); without a label it gets the project's.
-- A run of rules keeps the rules as they are now (catalog.keep_rules).
-- Errors: P0001 unknown_job, the detail lists the jobs and profiles; P0001 unknown_profile; 22023 for an unknown parameter
-- (named; the known ones in the hint), for a value that it cannot have, for parameters that are no object, for another
-- priority, or a profile of another job; P0002 for an upload that is not this person's or was launched already; 55000 for one that
-- still goes on; 55000 already_running under skip, when the other execution is somebody else's.
-- An upload that failed gives an execution that has failed, so that the person finds it in the list.
create or replace function tracker.launch(
  p_job text, p_parameters jsonb default '{}', p_label text default null, p_upload bigint default null,
  p_priority smallint default 1, p_profile text default null
)
returns table (execution_id bigint, id uuid, url text, label text, kind text, status text, is_new boolean)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_now        timestamptz := job.now();
  v_person     text := tracker.caller();
  v_name       text := p_job;
  v_profile    job.profile;
  v_job        job.job;
  v_owner      int;
  v_upload     job.artifact;
  v_parameters jsonb;
  v_execution  job.execution;
  v_step       job.step;
  v_label      text;
begin
  if p_profile is not null or not exists (select from job.job j where j.name = p_job) then
    select p.* into v_profile from job.profile p where lower(p.code) = lower(coalesce(p_profile, p_job));
    if not found and p_profile is not null then
      raise exception 'unknown_profile: "%" is not a profile here', p_profile
        using errcode = 'P0001', constraint = 'unknown_profile',
              detail = coalesce((select 'Profiles: ' || string_agg(p.code, ', ' order by p.code) || '.' from job.profile p),
                                'There is no profile yet.');
    end if;
    if p_profile is not null and p_job <> v_profile.job then
      raise exception 'profile "%" launches %, not %', v_profile.code, v_profile.job, p_job using errcode = '22023';
    end if;
    v_name := coalesce(v_profile.job, p_job);
  end if;
  v_job := tracker._job(v_name);
  if jsonb_typeof(p_parameters) is distinct from 'object' then
    raise exception 'the parameters must be a JSON object' using errcode = '22023';
  end if;
  if p_priority is null or p_priority not between 0 and 2 then
    raise exception 'priority % is not 0 (high), 1 (normal) or 2 (low)', p_priority using errcode = '22023';
  end if;
  if v_profile.id is null then
    v_parameters := tracker._check_parameters(v_job, p_parameters);
  else
    perform tracker._check_profile(v_profile.code, v_job, v_profile.parameters);      -- the job may have changed since it was saved
    v_parameters := tracker._check_parameters(v_job, tracker._lay_over(v_profile.parameters, p_parameters));
  end if;
  if v_parameters -> 'dry_run' = 'true' and v_parameters ? 'preview' then
    v_parameters := v_parameters || '{"preview": true}';      -- its old name
  end if;
  if jsonb_typeof(v_parameters -> 'preview') <> 'boolean' then
    raise exception 'preview must be true or false' using errcode = '22023';
  end if;

  if v_job.name = 'undo' then
    perform tracker._check_undo(v_parameters, v_person);
  elsif v_job.kind = 'mass_edit' and v_job.parameters ?& array['filters', 'actions'] then
    perform tracker._check_edit(v_job.name, v_parameters);
  elsif v_job.name in ('project_calculation', 'refresh_project_completeness_calculation') then
    v_label := tracker._check_project(v_parameters, v_person);
  end if;

  if v_profile.overlap = 'skip' then
    if current_setting('transaction_isolation') <> 'read committed' then
      raise exception 'profile "%" launches once at a time, which only a read committed transaction can see', v_profile.code
        using errcode = '25001', hint = 'Launch it in a transaction of its own.';
    end if;
    perform pg_advisory_xact_lock(1128812120, hashtext(lower(v_profile.code)));
    select e.* into v_execution
      from job.execution e
     where e.profile = v_profile.code and e.ended_at is null
     order by e.owner <> v_person, e.id
     limit 1;
    if found and v_execution.owner <> v_person then
      raise exception 'already_running: profile "%" is at work already', v_profile.code
        using errcode = '55000', constraint = 'already_running',
              hint = 'Somebody else launched it; launch it again when that has ended, or let it queue.';
    end if;
    if found then
      return query
      select v_execution.id, v_execution.public_id, tracker._url(v_execution.public_id), v_execution.label, v_execution.kind,
             v_execution.status, false;
      return;
    end if;
  end if;
  if p_upload is not null then
    select a.* into v_upload
      from job.artifact a
     where a.id = p_upload and a.owner = v_person and a.kind = 'input' and a.execution_id is null
       for update;
    if not found then
      raise exception 'no such upload' using errcode = 'P0002';
    end if;
    if not v_upload.is_complete and v_upload.error_reason is null then
      raise exception 'the upload of "%" is not finished', v_upload.name using errcode = '55000';
    end if;
  end if;

  select o.id into v_owner from job.owner o where o.name = v_person;
  if not found then
    insert into job.owner (name) values (v_person) on conflict (name) do nothing;
    select o.id into v_owner from job.owner o where o.name = v_person;
  end if;

  insert into job.execution (owner, owner_id, job_id, job, kind, profile, label, priority, steps, preview, created_at, month)
  values (v_person, v_owner, v_job.id, v_job.name, v_job.kind, v_profile.code,
          coalesce(nullif(p_label, ''), v_profile.label, v_label, v_job.label),
          p_priority, jsonb_array_length(v_job.steps), coalesce(v_parameters -> 'preview' = 'true', false), v_now,
          date_trunc('month', v_now at time zone 'UTC')::date)
  returning * into v_execution;
  insert into job.execution_detail (execution_id, owner, month, parameters, input_artifact_id, launched_from)
  values (v_execution.id, v_person, v_execution.month, v_parameters, p_upload,
          nullif(current_setting('application_name', true), ''));
  if v_parameters ? 'rule_codes' then
    perform catalog.keep_rules(v_execution.id, v_person, v_execution.month, v_parameters -> 'rule_codes',
                               v_job.name = 'rule_impacted_product_count');
  end if;
  insert into job.step (execution_id, owner, month, ordinal, name, unit, open)
  select v_execution.id, v_person, v_execution.month, s.place, s.value ->> 'name', s.value ->> 'unit',
         (s.place = 1 and v_upload.error_reason is null)::int
    from jsonb_array_elements(v_job.steps) with ordinality as s(value, place)
   order by s.place;
  select s.* into v_step from job.step s where s.execution_id = v_execution.id and s.ordinal = 1;
  if p_upload is not null then
    update job.artifact a set execution_id = v_execution.id where a.id = p_upload;
  end if;

  if v_upload.error_reason is not null then
    insert into job.error (execution_id, step_id, owner, month, reason, message, at)
    values (v_execution.id, v_step.id, v_person, v_execution.month, v_upload.error_reason,
            coalesce(v_upload.error_message, v_upload.error_reason), v_now);
    update job.step s set has_failed = true where s.id = v_step.id;
    perform job.complete_step(v_step.id);
  else
    perform job._put_tasks(v_step, v_execution, array[0]::bigint[], array[0]::bigint[], array[null]::bigint[],
                           array[null]::jsonb[],
                           coalesce((v_job.steps -> 0 ->> 'checkpoint_version')::smallint, 1::smallint));
    if v_profile.id is null or job._take_turn(v_execution, v_step.id) then
      perform job._hint();
    end if;
  end if;

  return query
  select e.id, e.public_id, tracker._url(e.public_id), e.label, e.kind, e.status, true
    from job.execution e
   where e.id = v_execution.id;
end $$;

alter function tracker.launch(text, jsonb, text, bigint, smallint, text) owner to chantier_definer;
revoke execute on function tracker.launch(text, jsonb, text, bigint, smallint, text) from public;
grant execute on function tracker.launch(text, jsonb, text, bigint, smallint, text) to chantier_user;
comment on function tracker.launch(text, jsonb, text, bigint, smallint, text) is 'Starts a job or a profile; one call, inside the caller''s own transaction';
