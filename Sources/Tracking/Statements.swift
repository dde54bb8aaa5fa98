// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// The statements of this module.
///
/// All read the views of schema `tracker` as the person who asks.
enum Statements {
    /// What an `ExecutionSummary` is read from, of `e`: an entry, not a whole execution, which a program that starts would plan
    /// for longer than it reads.
    static let summaryColumns = """
        e.execution_id, e.public_id, e.url, e.job, e.profile, e.label, e.kind, e.owner, e.status, e.colour,
        e.warnings, e.errors, e.created_at, e.started_at, e.ended_at, e.queue_s, e.duration_s, e.elapsed_s,
        e.step, e.steps, e.stopped_by, date_part('epoch', (select tracker._now()) - e.created_at),
        e.is_own, e.has_details, e.queue_position, e.month - date '2000-01-01', e.preview
        """

    /// Any execution that the person may open.
    static let execution = Statement(
        "execution", "select \(summaryColumns) from tracker.entry e where e.public_id = $1")

    static let isOwn = Statement("is_own", "select from tracker.my_entry e where e.public_id = $1")

    /// Writes the audit row of an administrator's visit; the grant counts in later transactions.
    static let open = Statement("open", "select tracker.open($1)")

    /// The label of a step stands with the job; a job that was registered anew may have lost the step.
    static let steps = Statement(
        "steps",
        """
        select s.execution_id, s.no, s.name, (j.steps -> (s.no - 1)::int) ->> 'label', s.status, s.colour, s.done, s.total, s.unit,
               s.rate_per_s, s.eta_s, coalesce(s.stalled, false), s.read, s.created, s.updated, s.unchanged, s.skipped, s.invalid,
               s.written, s.more, s.warnings, s.errors, s.started_at, s.ended_at, coalesce(s.duration_s, s.elapsed_s),
               date_part('epoch', job.now() - s.last_progress_at), s.worker_heard_at,
               coalesce(s.worker_lost, false)
          from tracker.step s
          left join job.job j on j.name = s.job
         where s.execution_id = any ($1)
         order by s.execution_id, s.no
        """)

    /// The steps at work: each execution with the place of its step.
    static let currentSteps = Statement(
        "current_steps",
        steps.sql.replacing(
            "from tracker.step s",
            with: "from unnest($1, $2) as x(execution_id, no)\n  join tracker.my_step s using (execution_id, no)"
        ).replacing(" where s.execution_id = any ($1)", with: ""))

    /// Prefixes are resolved among one's own only; compared as uuid, which row-level security lets use an index.
    static let byPrefix = Statement(
        "by_prefix",
        """
        select e.public_id, e.label
          from tracker.my_entry e
         where e.public_id between $1 and $2
         order by e.created_at desc
         limit 6
        """)

    static let latest = Statement(
        "latest",
        "select e.public_id from tracker.my_entry e order by e.created_at desc, e.execution_id desc limit 1")

    static let running = Statement(
        "running",
        "select e.public_id, e.label from tracker.my_running e order by e.created_at desc, e.execution_id desc limit 20"
    )

    /// Two index scans; what has not ended comes first.
    static let offered = Statement(
        "offered",
        """
        select x.public_id, x.label, x.status
          from ((select e.public_id, e.label, e.status, 0 as phase, e.created_at
                   from tracker.my_running e order by e.created_at desc limit 20)
                union all
                (select e.public_id, e.label, e.status, 1, e.created_at
                   from tracker.my_execution e
                  where e.ended_at is not null
                  order by e.created_at desc, e.execution_id desc limit 40)) as x
         order by x.phase, x.created_at desc
        """)

    static let jobs = Statement("jobs", "select j.name, j.kind, j.label, j.parameters from job.job j order by j.name")

    static let itemHistory = Statement(
        "item_history",
        """
        select h.item_kind, h.item, h.at, h.action, h.field, h.before, h.after, h.kind, h.is_own, h.person, h.job, h.label,
               h.execution_id, h.url
          from tracker.catalog_history($1) as h
        """)
    static let undo = Statement("undo", "select u.id, u.is_new from tracker.undo($1, $2) as u")
    static let launch = Statement(
        "launch",
        "select l.id, l.is_new from tracker.launch($1, $2, $3, $4, p_profile => $5) as l")

    static let workers = Statement("workers_for", "select tracker.workers_for($1)")

    static let startUpload = Statement("start_upload", "select tracker.start_upload($1, $2)")
    static let putPieces = Statement("put_pieces", "select tracker.put_pieces($1, $2, $3)")
    static let finishUpload = Statement("finish_upload", "select tracker.finish_upload($1, $2)")
    static let failUpload = Statement("fail_upload", "select tracker.fail_upload($1, $2, $3)")
}
