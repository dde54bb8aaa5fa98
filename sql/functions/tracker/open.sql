-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.open(url): the way to an execution whose full URL, or full id, is known. Answers its id. Own ones: nothing else.
-- Another's: an administrator may read it for 15 minutes, in the transactions that follow; the owner sees that in the log and
-- by tracker.opened_by. Opened again meanwhile, the grant is extended.
-- Caller: a person. Locks: the grant's row.
-- Errors: P0002 'no such execution', raised at one place: not there, not yours and not an id look the same to the last byte; so
-- does another's whose month is dropped: it has no log any more in which its owner would see the visit.
-- 25006 for administrators in a read-only transaction, unless it is their own.
create or replace function tracker.open(url text) returns uuid
language plpgsql security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  v_now       timestamptz := job.now();
  v_person    text := tracker.caller();
  v_is_admin  boolean := pg_has_role(tracker._caller_role(), 'chantier_admin', 'usage');
  v_via       text := nullif(current_setting('application_name', true), '');
  v_execution record;
  v_is_open   boolean;
  -- Random ids (version 4) and no others, whole, at the end of a path or alone.
  v_id        uuid := substring(lower(btrim(url, E' \t\r\n')) from
                        '(?:^|/)([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})(?:/?(?:[?#].*)?)$')::uuid;
begin
  select e.id, e.owner, e.month into v_execution from job.execution e where e.public_id = v_id;
  v_is_open := coalesce(v_execution.owner = v_person, false);
  if not v_is_open and v_is_admin and current_setting('transaction_read_only')::boolean then
    -- Said before anything is found out: what cannot be put on record must not be told either.
    raise exception 'an administrator opens executions in a transaction that may write' using errcode = '25006';
  end if;
  if not v_is_open and v_is_admin and v_execution.month >= tracker._details_from() then
    update tracker.url_access a
       set expires_at = v_now + interval '15 minutes', given_in = pg_current_xact_id()
     where a.person = v_person and a.execution_id = v_execution.id and a.expires_at > v_now;
    if not found then
      insert into tracker.url_access (execution_id, owner, month, person, via, opened_at, expires_at)
      values (v_execution.id, v_execution.owner, v_execution.month, v_person, v_via, v_now, v_now + interval '15 minutes');
      insert into job.event (execution_id, owner, month, level, event, message, detail, at)
      values (v_execution.id, v_execution.owner, v_execution.month, 'info', 'opened_by_url',
              format('opened by its URL by %s', v_person),
              jsonb_strip_nulls(jsonb_build_object('person', v_person, 'login', nullif(session_user::text, v_person), 'via', v_via)),
              v_now);
    end if;
    v_is_open := true;
  end if;
  if not v_is_open then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  return v_id;
end $$;
alter function tracker.open(text) owner to chantier_definer;
revoke execute on function tracker.open(text) from public;
grant execute on function tracker.open(text) to chantier_user;
comment on function tracker.open(text) is 'Opens an execution by its full URL or id: own ones, and for administrators others'' for 15 minutes, on record';
