-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.worker_now: the workers, with the age of their last heartbeat.
-- Over all people, without their executions; it belongs to chantier_report.
create or replace view tracker.worker_now with (security_barrier = true) as
select w.id as worker_id,
       w.name,
       w.host,
       w.pid,
       w.version,
       w.lease_until > tracker._now() as is_live,
       date_part('epoch', tracker._now() - w.heartbeat_at) as heartbeat_age_s,
       date_part('epoch', tracker._now() - w.started_at) as uptime_s,
       w.slots,
       (select count(*) from job.lease l where l.worker_id = w.id) as running,
       w.is_idle
  from job.worker w;
alter view tracker.worker_now owner to chantier_report;
grant select on tracker.worker_now to chantier_analyst;
comment on view tracker.worker_now is 'The workers, and those that went within a day';
comment on column tracker.worker_now.worker_id is 'Number of the worker';
comment on column tracker.worker_now.name is 'Name for people';
comment on column tracker.worker_now.host is 'Host it runs on';
comment on column tracker.worker_now.pid is 'Process id on that host';
comment on column tracker.worker_now.version is 'Version of the program';
comment on column tracker.worker_now.is_live is 'Its leases are valid';
comment on column tracker.worker_now.heartbeat_age_s is 'Seconds since its last heartbeat';
comment on column tracker.worker_now.uptime_s is 'Seconds since it registered';
comment on column tracker.worker_now.slots is 'How many tasks it runs at once';
comment on column tracker.worker_now.running is 'Tasks at work with it';
comment on column tracker.worker_now.is_idle is 'Its last claim found nothing';
