// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// The statements of this module.
///
/// All read the views of schema `tracker` as the person who asks.
enum Statements {
    private static let summary = """
        select e.execution_id, e.public_id, e.url, e.job, e.profile, e.label, e.kind, e.owner, e.status, e.colour,
               e.warnings, e.errors, e.created_at, e.started_at, e.ended_at, e.queue_s, e.duration_s, e.elapsed_s,
               e.step, e.steps, e.stopped_by, extract(epoch from job.now() - e.created_at)::double precision
          from tracker.my_execution e
        """

    static let execution = Statement("execution", "\(summary) where e.public_id = $1")

    /// Newest first; served by execution_owner_created_at_idx.
    static let list = Statement(
        "list",
        """
        \(summary)
         where ($1::text[] is null or e.kind = any ($1))
           and ($2::interval is null or e.created_at > job.now() - $2)
         order by e.created_at desc, e.execution_id desc
         limit $3
        """)

    /// The label of a step stands with the job; a job that was registered anew may have lost the step.
    static let steps = Statement(
        "steps",
        """
        select s.execution_id, s.no, s.name, (j.steps -> (s.no - 1)::int) ->> 'label', s.status, s.colour, s.done, s.total, s.unit,
               s.rate_per_s, s.eta_s, coalesce(s.stalled, false), s.read, s.created, s.updated, s.unchanged, s.skipped, s.invalid,
               s.written, s.more, s.warnings, s.errors, s.started_at, s.ended_at, coalesce(s.duration_s, s.elapsed_s),
               extract(epoch from job.now() - s.last_progress_at)::double precision, s.worker_heard_at,
               coalesce(s.worker_lost, false)
          from tracker.my_step s
          join tracker.my_execution e on e.execution_id = s.execution_id
          left join job.job j on j.name = e.job
         where s.execution_id = any ($1)
         order by s.execution_id, s.no
        """)

    static let errors = Statement(
        "errors",
        """
        select r.step_no, r.step, r.reason, r.message, r.cause, r.hint, r.sqlstate, r.worker, r.at
          from tracker.my_error r
         where r.execution_id = $1
         order by r.step_no, r.seq
         limit 100
        """)

    static let reasons = Statement(
        "reasons",
        """
        select w.step_no, w.reason, w.is_note, w.field, count(*), min(w.message), count(distinct w.message) = 1,
               coalesce((array_agg(w.row order by w.row) filter (where w.row is not null))[1:3], '{}')
          from tracker.my_warning w
         where w.execution_id = $1
         group by w.step_no, w.reason, w.is_note, w.field
         order by w.step_no, w.is_note, count(*) desc, w.reason, w.field
         limit 100
        """)

    static let artifacts = Statement(
        "artifacts",
        """
        select a.kind, a.name, a.size, a.records, a.is_complete
          from tracker.my_artifact a
         where a.execution_id = $1
         order by a.artifact_id
        """)

    static let warnings = Statement(
        "warnings",
        """
        select w.seq, w.step_no, w.reason, w.is_note, w.row, w.line, w.identifier, w.field, w.value, w.message, w.item
          from tracker.my_warning w
         where w.execution_id = $1
           and (w.step_no, coalesce(w.row, 0), w.seq) > ($2, $3, $4)
         order by w.step_no, coalesce(w.row, 0), w.seq
         limit $5
        """)

    /// Prefixes are resolved among one's own only; compared as uuid, which row-level security lets use an index.
    static let byPrefix = Statement(
        "by_prefix",
        """
        select e.public_id, e.label
          from tracker.my_execution e
         where e.public_id between $1 and $2
         order by e.created_at desc
         limit 6
        """)

    static let latest = Statement(
        "latest",
        "select e.public_id from tracker.my_execution e order by e.created_at desc, e.execution_id desc limit 1")

    static let running = Statement(
        "running",
        "select e.public_id, e.label from tracker.my_running e order by e.created_at desc, e.execution_id desc limit 20"
    )

    static let jobs = Statement("jobs", "select j.name, j.kind, j.label, j.parameters from job.job j order by j.name")

    static let launch = Statement(
        "launch", "select l.id from tracker.launch($1, $2, $3, $4) as l")

    static let workers = Statement("workers_for", "select tracker.workers_for($1)")

    static let startUpload = Statement("start_upload", "select tracker.start_upload($1, $2)")
    static let putPieces = Statement("put_pieces", "select tracker.put_pieces($1, $2, $3)")
    static let finishUpload = Statement("finish_upload", "select tracker.finish_upload($1, $2)")
    static let failUpload = Statement("fail_upload", "select tracker.fail_upload($1, $2, $3)")
}
