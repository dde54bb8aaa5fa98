// SPDX-License-Identifier: Apache-2.0

extension Attempt {
    /// Attempts to write, which would tell by their answer or change what is another's.
    static let writing: [Attempt] = [
        .denied(
            "RETURNING",
            """
            update job.execution set label = label returning label;
            delete from job.warning returning message;
            update job.request set request = 'stop' returning *;
            """),
        .denied(
            "ON CONFLICT as a probe",
            """
            insert into job.execution (id) overriding system value values (:number) on conflict do nothing;
            insert into tracker.notification (id, person) overriding system value values (:note, :'mary') on conflict do nothing;
            insert into job.request (execution_id, request, owner, requested_by, requested_at)
              values (:number, 'stop', current_user, current_user, now());
            """),
        .denied(
            "a grant of one's own making",
            """
            insert into tracker.url_access (execution_id, owner, month, person, opened_at, expires_at)
              values (:number, :'mary', '2026-01-01', current_user, now(), now() + interval '1 hour');
            update tracker.url_access set expires_at = 'infinity';
            delete from tracker.url_access;
            """),
        .init(
            "a notification of another's",
            "update tracker.notification set read_at = now() where id = :note returning label; select tracker.mark_read(array[:note]);",
            output: "0\n"),
        .denied("to hand on a notification", "update tracker.notification set person = current_user, read_at = now();"),
        .denied(
            "row locks",
            "select label from job.execution for update; select * from job.step for share; select * from job.lease for key share;"
        ),
        .init("row locks through views", "select label from tracker.my_execution for update;", state: "42501"),
        .denied("table locks", "do $$ begin lock table job.execution in access exclusive mode; end $$;"),
        .denied("TRUNCATE", "truncate job.event; truncate tracker.url_access;"),
        .denied("COPY into a table", "copy job.step from '/etc/hostname';"),
        .denied(
            "MERGE",
            """
            merge into job.execution e using (select 1) s on e.id = :number when matched then update set label = 'x';
            """),
        .init(
            "a foreign key as a probe",
            "create temporary table probe (e bigint references job.execution (id));", state: "42P16"),
        .denied(
            "the tables' own rules",
            """
            alter table job.execution disable row level security; drop policy own on job.execution;
            create policy mine on job.execution using (true); alter table job.warning owner to current_user;
            grant select on job.worker to current_user; comment on table job.execution is 'x';
            """),
        .denied(
            "triggers, rules, indexes and inheritance",
            """
            create trigger t before insert on job.warning for each row execute function suppress_redundant_updates_trigger();
            create rule r as on select to job.warning do instead select 1;
            create index on job.execution (label); create temporary table child () inherits (job.execution);
            """),
        .denied(
            "tables, views and functions in our schemas",
            "create table tracker.x (a int); create view job.x as select 1; create function tracker.x() returns int language sql as 'select 1'; create table public.x (a int); create schema x;"
        ),
        .denied(
            "the clock",
            "create or replace function job.now() returns timestamptz language sql as 'select now()'; alter function tracker.me() cost 1;"
        ),
        .denied(
            "settings",
            "update tracker.setting set value = '1'; insert into tracker.setting values ('x', '1'); select tracker.change_setting('base_url', 'http://x');"
        ),
    ]
}
