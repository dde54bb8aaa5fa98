-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.launch(job, parameters, label, upload, priority, profile): starts a job. One call, inside the caller's own
-- transaction: it runs when that commits, and was never there when it rolls back; called again, it launches again.
-- Caller: a person. The execution is theirs. priority: 0 high, 1 normal, 2 low.
-- Every job takes two parameters beside its own: users_to_notify, who are told of the end beside its owner, and send_email.
-- Locks: the upload's row; the owner's row at a person's very first launch; new rows only, beyond that: nobody's launch or
-- chunk waits for this transaction.
-- Rows: one, with the URL of the report.
-- Errors: P0001 unknown_job, the detail lists the jobs; 22023 for an unknown parameter (named; the known ones in the hint),
-- for parameters that are no object, for somebody to notify whom nobody knows, or for another priority; P0002 for an upload that is not this person's or was
-- launched already; 55000 for one that still goes on.
-- An upload that failed gives an execution that has failed, so that the person finds it in the list.
create or replace function tracker.launch(
  p_job text, p_parameters jsonb default '{}', p_label text default null, p_upload bigint default null,
  p_priority smallint default 1, p_profile text default null
)
returns table (execution_id bigint, id uuid, url text, label text, kind text, status text)
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  v_now        timestamptz := job.now();
  v_person     text := tracker.caller();
  v_job        job.job;
  v_owner      int;
  v_upload     job.artifact;
  v_parameters jsonb;
  v_execution  job.execution;
  v_step       job.step;
  v_unknown    text;
begin
  select j.* into v_job from job.job j where j.name = p_job;
  if not found then
    raise exception 'unknown_job: "%" is not a job here', p_job
      using errcode = 'P0001', constraint = 'unknown_job',
            detail = coalesce((select 'Jobs: ' || string_agg(j.name, ', ' order by j.name) || '.' from job.job j),
                              'No job is registered.'),
            hint = 'Jobs are registered when the database is migrated, and by every worker that starts.';
  end if;
  if jsonb_typeof(p_parameters) is distinct from 'object' then
    raise exception 'the parameters must be a JSON object' using errcode = '22023';
  end if;
  if p_priority is null or p_priority not between 0 and 2 then
    raise exception 'priority % is not 0 (high), 1 (normal) or 2 (low)', p_priority using errcode = '22023';
  end if;
  v_parameters := tracker._merge_parameters('{"send_email": false, "users_to_notify": []}' || v_job.parameters, p_parameters, '');
  if jsonb_typeof(v_parameters -> 'send_email') <> 'boolean' then
    raise exception 'send_email must be true or false' using errcode = '22023';
  end if;
  if jsonb_typeof(v_parameters -> 'users_to_notify') <> 'array'
     or jsonb_path_exists(v_parameters, 'strict $.users_to_notify[*] ? (@.type() <> "string")')
  then
    raise exception 'users_to_notify must be a list of names' using errcode = '22023';
  end if;
  -- A name that nobody has would be told of nothing, and whoever gave it would never learn that.
  select string_agg(distinct format('"%s"', u.value), ', ') into v_unknown
    from jsonb_array_elements_text(v_parameters -> 'users_to_notify') as u
   where u.value <> ''
     and not exists (select from job.owner o where o.name = u.value)
     and not exists (select from pg_roles r
                      where r.rolname = u.value and r.rolname !~ '^(pg|chantier)_'
                        and pg_has_role(r.oid, 'chantier_user', 'member'));
  if v_unknown is not null then
    raise exception 'users_to_notify names nobody known: %', v_unknown
      using errcode = '22023', hint = 'Name persons as they log in; an operator adds one: chantier user add NAME';
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

  insert into job.execution (owner, owner_id, job_id, job, kind, profile, label, priority, steps, created_at, month)
  values (v_person, v_owner, v_job.id, v_job.name, v_job.kind, p_profile, coalesce(nullif(p_label, ''), v_job.label),
          p_priority, jsonb_array_length(v_job.steps), v_now, date_trunc('month', v_now at time zone 'UTC')::date)
  returning * into v_execution;
  insert into job.execution_detail (execution_id, owner, month, parameters, input_artifact_id, launched_from)
  values (v_execution.id, v_person, v_execution.month, v_parameters, p_upload,
          nullif(current_setting('application_name', true), ''));
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
    perform job._hint();
  end if;

  return query
  select e.id, e.public_id, tracker._url(e.public_id), e.label, e.kind, e.status
    from job.execution e
   where e.id = v_execution.id;
end $$;

alter function tracker.launch(text, jsonb, text, bigint, smallint, text) owner to chantier_definer;
revoke execute on function tracker.launch(text, jsonb, text, bigint, smallint, text) from public;
grant execute on function tracker.launch(text, jsonb, text, bigint, smallint, text) to chantier_user;
comment on function tracker.launch(text, jsonb, text, bigint, smallint, text) is 'Starts a job; one call, inside the caller''s own transaction';
