// SPDX-License-Identifier: Apache-2.0

internal import Postgres

/// All SQL of this target: calls of the functions in `sql/functions/job`, and a few plain look-ups.
enum Statements {
    // The worker
    static let registerJobs = Statement("job.register_jobs", "select job.register_jobs($1)")
    static let registerWorker = Statement(
        "job.register_worker", "select job.register_worker($1, $2, $3, $4, $5, $6, $7)")
    static let heartbeat = Statement("job.heartbeat", "select job.heartbeat($1, $2)")
    static let liveWorkers = Statement(
        "live workers", "select count(*) from job.worker w where w.lease_until > job.now()")
    static let leave = Statement("job.leave", "select job.leave($1)")
    static let jobNumbers = Statement("job numbers", "select j.id, j.name from job.job j where j.name = any ($1)")

    // The dispatcher
    static let horizon = Statement(
        "job.horizon",
        """
        select h.next_xid::text::bigint, h.oldest_xid::text::bigint, h.clock_0, h.clock_1, h.clock_2,
               h.first_0, h.first_1, h.first_2
          from job.horizon($1) h
        """)
    static let claim = Statement(
        "job.claim",
        """
        select c.task_id, c.token, c.execution_id, c.step_id, c.job_id, c.priority, c.tag, c.is_resumed
          from job.claim($1, $2, $3, $4) c
        """)
    static let listen = Statement("listen", "listen chantier_ready", prepare: false)
    /// Taken by the one worker that looks for launches that committed late.
    static let rescanLock = Statement("rescan lock", "select pg_catalog.pg_try_advisory_xact_lock(1128812119, 0)")
    static let steal = Statement(
        "job.steal",
        """
        select c.task_id, c.token, c.execution_id, c.step_id, c.job_id, c.priority, c.tag, c.is_resumed
          from job.steal($1, $2) c
        """)
    static let hold = Statement("job.hold", "select job.hold($1, $2, $3, $4)")
    static let unhold = Statement("job.unhold", "select job.unhold($1)")
    static let rescue = Statement(
        "job.rescue", "select r.worker_id, r.task_id, r.cause, r.was_quarantined from job.rescue($1) r")
    static let fireSchedules = Statement("job.fire_schedules", "select job.fire_schedules()")
    static let upkeep = Statement("job.upkeep", "select job.upkeep($1)")
    /// Whether anything that these jobs could run is ready or leased by anybody; held tasks wait for another worker.
    static let isBusy = Statement(
        "is busy",
        """
        select exists (select from job.ready r where r.job_id = any ($1))
            or exists (
                 select from job.lease l
                  where l.job_id = any ($1)
                    and not exists (select from job.held h where h.task_id = l.task_id))
        """)

    // The task
    static let beginTasks = Statement(
        "job.begin_many",
        """
        select b.execution_id, b.public_id, b.owner, b.month::text, b.job, b.step_id, b.step_name, b.ordinal, b.phase,
               b.part, b.range_start, b.range_end, b.input, b.position, b.done, b.read, b.created, b.updated,
               b.unchanged, b.skipped, b.invalid, b.written, b.more, b.warnings, b.checkpoint, b.checkpoint_version,
               b.parameters, b.input_artifact_id, b.task_id
          from job.begin_many($1, $2) b
        """)
    /// The transaction's id comes along: it tells whether a commit whose answer was lost took place.
    static let fence = Statement(
        "job.fence",
        "select f.range_end, f.request, pg_catalog.pg_current_xact_id()::text::bigint from job.fence($1, $2) f")
    static let checkpoint = Statement(
        "job.checkpoint",
        "select job.checkpoint($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)")
    static let addWarnings = Statement(
        "job.add_warnings", "select job.add_warnings($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)")
    static let addInvalidItems = Statement(
        "job.add_invalid_items", "select job.add_invalid_items($1, $2, $3, $4, $5, $6)")
    static let setTotal = Statement("job.set_total", "select job.set_total($1, $2, $3)")
    static let setFacts = Statement("job.set_facts", "select job.set_facts($1, $2)")
    static let facts = Statement(
        "facts", "select s.facts from job.step s where s.execution_id = $1 and s.name = $2")
    static let recordError = Statement("job.record_error", "select job.record_error($1, $2, $3, $4)")
    static let handBack = Statement("job.hand_back", "select job.hand_back($1, $2, $3, $4)")
    static let pauseTask = Statement("job.pause_task", "select job.pause_task($1, $2)")
    static let finishTask = Statement("job.finish_task", "select job.finish_task($1, $2, $3)")
    static let finishMany = Statement("job.finish_many", "select job.finish_many($1, $2)")
    static let failTask = Statement("job.fail_task", "select job.fail_task($1, $2, $3, $4, $5, $6, $7, $8)")

    // The step
    static let endsShort = Statement(
        "ends short", "select s.has_failed or s.has_stopped from job.step s where s.id = $1")
    static let startPhase = Statement(
        "job.start_phase", "select job.start_phase($1, $2, $3, $4, $5, $6, $7, $8)")
    static let completeStep = Statement(
        "job.complete_step", "select c.next_step_id, c.next_ordinal, c.next_name from job.complete_step($1) c")
    static let failStep = Statement("job.fail_step", "select job.fail_step($1, $2, $3, $4, $5, $6, $7)")

    // What became of a commit whose answer was lost
    static let transactionStatus = Statement(
        "transaction status", "select pg_catalog.pg_xact_status($1::text::xid8)")
    static let leasePosition = Statement(
        "lease position", "select l.token, l.position, coalesce(l.done, 0) from job.lease l where l.task_id = $1")

    // Files
    static let artifact = Statement(
        "artifact",
        """
        select a.name, a.media_type, a.size, a.records, a.is_complete, a.month::text
          from job.artifact a where a.id = $1
        """)
    static let pieces = Statement(
        "pieces",
        """
        select p.part, p.ordinal, p.bytes from job.piece p
         where p.artifact_id = $1 and p.month = $2::text::date and (p.part, p.ordinal) >= ($3, $4)
         order by p.part, p.ordinal limit 16
        """)
    static let storedSize = Statement(
        "stored_size",
        """
        select coalesce(sum(octet_length(p.bytes)), 0)::bigint
          from job.artifact a
          join job.piece p on p.artifact_id = a.id and p.month = a.month
         where a.id = $1
        """)
    static let makeArtifact = Statement("job.make_artifact", "select job.make_artifact($1, $2, $3, $4)")
    static let addPieces = Statement("job.add_pieces", "select job.add_pieces($1, $2, $3, $4)")
    static let dropInput = Statement("job.drop_input", "select job.drop_input($1, $2)")
    static let completeArtifact = Statement("job.complete_artifact", "select job.complete_artifact($1, $2, $3, $4)")
}
