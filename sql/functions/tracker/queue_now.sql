-- SPDX-License-Identifier: Apache-2.0
--
-- tracker.queue_now: what waits and what is at work, by kind and priority. A row for each kind that has a job, also where
-- nothing waits. The age is that of the oldest ready task: the depth alone lies.
-- It counts the queue, and reads of the executions only those that ended in the last hour or are at work.
-- Over all people, without titles, parameters and ids; it belongs to chantier_report, which reads the rows of all.
create or replace view tracker.queue_now with (security_barrier = true) as
select k.kind,
       p.priority,
       coalesce(r.ready, 0) as ready,
       coalesce(h.held, 0) as held,
       coalesce(l.running, 0) as running,
       date_part('epoch', tracker._now() - t.created_at) as oldest_age_s,
       w.wait_p95_s,
       coalesce(f.workers, 0) as workers,
       coalesce(f.slots, 0) as slots,
       coalesce(f.busy, 0) as busy
  from (select distinct j.kind from job.job j) as k
 cross join (values (0::smallint), (1), (2)) as p(priority)
  left join (
    -- Numbers of tasks grow with time: the least is the oldest.
    select j.kind, d.priority, sum(d.ready)::bigint as ready, min(d.oldest) as oldest
      from (
        select y.job_id, y.priority, count(*) as ready, min(array[y.task_id, y.step_id]) as oldest
          from job.ready y
         group by y.job_id, y.priority
      ) as d
      join job.job j on j.id = d.job_id
     group by j.kind, d.priority
  ) as r on r.kind = k.kind and r.priority = p.priority
  left join job.task t on t.step_id = r.oldest[2] and t.id = r.oldest[1]
  left join (
    select j.kind, d.priority, count(*) as held
      from job.held d
      join job.job j on j.id = d.job_id
     group by j.kind, d.priority
  ) as h on h.kind = k.kind and h.priority = p.priority
  left join (
    select j.kind, d.priority, count(*) as running
      from job.lease d
      join job.job j on j.id = d.job_id
     where d.worker_id is not null
     group by j.kind, d.priority
  ) as l on l.kind = k.kind and l.priority = p.priority
  left join (
    select e.kind, e.priority,
           percentile_cont(0.95) within group (order by date_part('epoch', e.started_at - e.created_at))
             as wait_p95_s
      from (
        select e.kind, e.priority, e.started_at, e.created_at
          from job.execution e
         where e.hour >= date_bin('1 hour', tracker._now() - interval '1 hour', 'epoch')
        union all
        select e.kind, e.priority, e.started_at, e.created_at
          from job.execution e
         where e.id in (select d.execution_id from job.lease d) and e.ended_at is null
      ) as e
     where e.started_at > tracker._now() - interval '1 hour'
     group by e.kind, e.priority
  ) as w on w.kind = k.kind and w.priority = p.priority
  left join (
    select a.kind, count(*) as workers, sum(a.slots)::bigint as slots, sum(a.busy)::bigint as busy
      from (
        select distinct j.kind, v.id, v.slots, coalesce(b.busy, 0) as busy
          from job.worker v
          join job.job j on v.jobs ? j.name
          left join (
            select d.worker_id, count(*) as busy from job.lease d where d.worker_id is not null group by d.worker_id
          ) as b on b.worker_id = v.id
         where v.lease_until > tracker._now()
      ) as a
     group by a.kind
  ) as f on f.kind = k.kind;
alter view tracker.queue_now owner to chantier_report;
grant select on tracker.queue_now to chantier_analyst;
comment on view tracker.queue_now is 'What waits and what is at work, by kind and priority';
comment on column tracker.queue_now.kind is 'import, export, mass_edit, rule, project';
comment on column tracker.queue_now.priority is '0 high, 1 normal, 2 low';
comment on column tracker.queue_now.ready is 'Tasks that wait for a worker';
comment on column tracker.queue_now.held is 'Tasks set aside: paused, or of a job or version that no live worker knows';
comment on column tracker.queue_now.running is 'Tasks at work';
comment on column tracker.queue_now.oldest_age_s is 'Seconds since the oldest ready task was planned; null: none waits';
comment on column tracker.queue_now.wait_p95_s is '95 % of the executions that began in the last hour, and ended in it or are at work, had waited no longer; seconds';
comment on column tracker.queue_now.workers is 'Live workers that know a job of this kind, whatever the priority';
comment on column tracker.queue_now.slots is 'How many tasks those workers run at once';
comment on column tracker.queue_now.busy is 'Tasks, of any kind, at work with those workers';
