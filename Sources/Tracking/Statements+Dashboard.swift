// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// The dashboard and the statistics; each is served by an index that begins with the owner.
extension Statements {
    static let dashboardHead = Statement(
        "dashboard_head",
        """
        select current_user::text, current_database()::text, tracker._now(),
               count(*) filter (where e.status not in ('queued', 'paused')), count(*) filter (where e.status = 'queued'),
               (select count(*)
                  from (select from tracker.my_notification n where n.read_at is null limit $1) as u),
               count(*) filter (where e.status = 'paused')
          from tracker.my_entry e
         where e.status = any ($2)
        """)

    static let dashboardLive = Statement(
        "dashboard_live",
        """
        select \(summaryColumns)
          from tracker.my_entry e
         where e.status = any ($1)
         order by e.status = 'queued', e.created_at desc, e.execution_id desc
         limit 10
        """)

    static let lastOperations = Statement(
        "last_operations",
        """
        select \(summaryColumns)
          from tracker.my_entry e
         order by e.created_at desc, e.execution_id desc
         limit 10
        """)

    /// The spans of 24 hours are counted from now to their beginnings; the difference of two is what lies between.
    static let dashboardWeek = Statement(
        "dashboard_week",
        """
        select count(*) filter (where x.colour = 'green'), count(*) filter (where x.colour = 'yellow'),
               count(*) filter (where x.colour = 'red'), count(*) filter (where x.colour = 'grey'),
               (percentile_cont(array[0.5, 0.95]) within group (order by x.duration_s) filter (where x.colour <> 'grey'))[1],
               (percentile_cont(array[0.5, 0.95]) within group (order by x.duration_s) filter (where x.colour <> 'grey'))[2],
               array[count(*), \((1...6).reversed().map { "count(*) filter (where x.created_at > (select tracker._now() - interval '\($0 * 24) hours'))" }.joined(separator: ", "))]
          from tracker.my_entry x
         where x.created_at > tracker._now() - interval '168 hours'
        """)

    static let mayReadJobs = Statement("may_read_jobs", "select has_table_privilege('job.job', 'select')")
    static let jobLabels = Statement("job_labels", "select j.name, j.label from job.job j")

    private static let measures = """
        s.runs, s.green, s.yellow, s.red, s.stopped, s.failure_rate, s.duration_avg_s, s.duration_p50_s, s.duration_p95_s,
        s.duration_max_s, s.items, s.items_per_s, s.warnings, s.errors
        """

    /// One's own, over the whole span: percentiles of days cannot be averaged, so they are taken from the executions.
    static let ownStatisticsByJob = Statement(
        "own_statistics_by_job",
        """
        select null::timestamptz, s.job, s.kind, \(measures)
          from (
            select e.job, e.kind, count(*) as runs,
                   count(*) filter (where e.colour = 'green') as green, count(*) filter (where e.colour = 'yellow') as yellow,
                   count(*) filter (where e.colour = 'red') as red, count(*) filter (where e.colour = 'grey') as stopped,
                   count(*) filter (where e.colour = 'red')::double precision
                     / nullif(count(*) filter (where e.colour <> 'grey'), 0) as failure_rate,
                   avg(e.duration_s) filter (where e.colour <> 'grey') as duration_avg_s,
                   percentile_cont(0.5) within group (order by e.duration_s) filter (where e.colour <> 'grey') as duration_p50_s,
                   percentile_cont(0.95) within group (order by e.duration_s) filter (where e.colour <> 'grey') as duration_p95_s,
                   max(e.duration_s) filter (where e.colour <> 'grey') as duration_max_s,
                   coalesce(sum(e.items), 0)::bigint as items, sum(e.items) / nullif(sum(e.duration_s), 0) as items_per_s,
                   sum(e.warnings)::bigint as warnings, sum(e.errors)::bigint as errors
              from tracker.my_execution e
             where e.day > (tracker._now() at time zone 'UTC')::date - $1::int
               and ($2::text[] is null or e.kind = any ($2)) and ($3::text is null or e.job like $3)
             group by e.job, e.kind
          ) as s
         order by s.runs desc, s.job
        """)

    static let ownStatisticsByDay = Statement(
        "own_statistics_by_day",
        """
        select s.day::timestamp at time zone 'UTC', s.job, s.kind, \(measures)
          from tracker.my_stats_daily s
         where s.day > (tracker._now() at time zone 'UTC')::date - $1::int
           and ($2::text[] is null or s.kind = any ($2)) and ($3::text is null or s.job like $3)
         order by s.day desc, s.job
        """)

    /// Over all people, of the last 30 days; for analysts.
    static let allStatisticsByJob = Statement(
        "all_statistics_by_job",
        """
        select null::timestamptz, s.job, s.kind, \(measures)
          from tracker.stats_job s
         where ($1::text[] is null or s.kind = any ($1)) and ($2::text is null or s.job like $2)
         order by s.runs desc, s.job
        """)

    /// Over all people, hour by hour; for analysts.
    static let allStatisticsByHour = Statement(
        "all_statistics_by_hour",
        """
        select s.hour, s.job, s.kind, \(measures)
          from tracker.stats_hourly s
         where s.hour > tracker._now() - $1::int * interval '1 day'
           and ($2::text[] is null or s.kind = any ($2)) and ($3::text is null or s.job like $3)
         order by s.hour desc, s.job
        """)
}
