-- SPDX-License-Identifier: Apache-2.0
--
-- 0028: schedules: a job or profile that is launched again and again, for the person whose schedule it is.

set local role chantier_owner;

create table job.schedule (
    id bigint generated always as identity,
    is_paused boolean not null default false,
    next_at timestamptz not null,
    last_at timestamptz,
    last_execution_id bigint,
    created_at timestamptz not null,
    owner text not null,
    code text collate "C" not null,
    job text collate "C" not null,
    label text,
    cron text not null,
    timezone text not null,
    parameters jsonb not null default '{}',
    last_error text,
    constraint schedule_pkey primary key (id),
    constraint schedule_code_key unique (code),
    constraint schedule_code_check check (code ~ '^[A-Za-z0-9_:-]{1,120}$')
);
create index schedule_next_at_idx on job.schedule (next_at) where not is_paused;
create index schedule_owner_idx on job.schedule (owner);
comment on table job.schedule is 'When a job or profile is launched, for whom';
comment on column job.schedule.id is 'Number';
comment on column job.schedule.is_paused is 'Whether it launches nothing until it is resumed';
comment on column job.schedule.next_at is 'When it launches next';
comment on column job.schedule.last_at is 'When it launched last, or could not';
comment on column job.schedule.last_execution_id is 'What it launched last';
comment on column job.schedule.created_at is 'When it was made';
comment on column job.schedule.owner is 'Whose it is: its executions are theirs';
comment on column job.schedule.code is 'What it is called by';
comment on column job.schedule.job is 'Name of the job, or code of the profile';
comment on column job.schedule.label is 'What its executions are called; null: as any launch';
comment on column job.schedule.cron is 'Minute, hour, day of the month, month, day of the week';
comment on column job.schedule.timezone is 'Time zone of these';
comment on column job.schedule.parameters is 'Parameters of the launch';
comment on column job.schedule.last_error is 'Why it could not launch last time; null: it could';

create table job.schedule_firing (
    schedule_id bigint not null,
    fire_at timestamptz not null,
    execution_id bigint,
    owner text not null,
    constraint schedule_firing_pkey primary key (schedule_id, fire_at)
);
comment on table job.schedule_firing is 'The moments at which a schedule fired: the key lets it fire once, whichever workers see it due. Kept for a month';
comment on column job.schedule_firing.schedule_id is 'job.schedule';
comment on column job.schedule_firing.fire_at is 'The moment for which it fired';
comment on column job.schedule_firing.execution_id is 'What it launched; null: it could not';
comment on column job.schedule_firing.owner is 'Whose schedule it is';

alter table tracker.notification add column schedule text;
comment on column tracker.notification.schedule is 'Code of the schedule that it is about; null: an execution or a project';
alter table tracker.notification drop constraint notification_about_check;
alter table tracker.notification add constraint notification_about_check check (num_nonnulls(execution_id, project, schedule) = 1);

do $$
declare
    v_table text;
begin
    foreach v_table in array array['schedule', 'schedule_firing'] loop
        execute format('alter table job.%I enable row level security', v_table);
        execute format('alter table job.%I force row level security', v_table);
        execute format('create policy worker on job.%I to chantier_worker using (true) with check (true)', v_table);
        execute format('create policy definer on job.%I to chantier_definer using (true) with check (true)', v_table);
        execute format('create policy own on job.%I for select to chantier_user using (owner = (select tracker.me()))', v_table);
        execute format('grant select on job.%I to chantier_user, chantier_worker', v_table);
        execute format('grant select, insert, update, delete on job.%I to chantier_definer', v_table);
    end loop;
end
$$;
-- With a project its nightly calculation goes.
grant delete on job.schedule to chantier_worker;
grant insert on tracker.notification to chantier_definer;

reset role;
