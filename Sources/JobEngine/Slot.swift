// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

/// One of a worker's places for a task: a thread with a session of its own, on which the task's code runs.
struct Slot: Sendable {
    let environment: SlotEnvironment
    let queue: TaskQueue
    let completionLimit: Int
    let completionDelay: Duration
    let logger: Logger

    /// Runs tasks until the queue is closed and empty.
    func run(on db: isolated Session) async {
        var completion = Completion(limit: completionLimit, delay: completionDelay)
        var underWay: Set<Int64> = []
        while true {
            var work = queue.take()
            if work == nil {
                // Idle: nothing is gained by waiting for a larger group.
                await complete(completion.takeAll(), on: db)
                work = await queue.next()
            }
            guard let work, let first = work.first else { break }
            if first.job.isShort {
                completion.add(await runShort(work, job: first.job, &underWay, on: db), at: .now)
                if completion.isDue(at: .now) { await complete(completion.takeAll(), on: db) }
            } else {
                await run(first.task, job: first.job, on: db)
            }
        }
        db.close()
    }

    /// Runs one task to its end, or as far as it gets.
    ///
    /// A statement outside a chunk (reading ahead, looking something up) may fail for a passing reason too: the task's code then
    /// begins again at its checkpoint, under the same lease. What fails again and again without a chunk in between ends the step.
    private func run(_ claim: ClaimedTask, job: Job, on db: isolated Session) async {
        let logger = taskLogger(claim, job: job)
        await settle(claim, logger: logger, on: db) {
            var failures = 0
            var standing: Counters?
            while true {
                guard let record = try await begin([claim], logger: logger, on: db).first else {
                    throw TaskInterruption.leaseLost
                }
                if standing != record.counters { failures = 0 }
                standing = record.counters
                do {
                    try await run(claim, record: record, job: job, logger: logger, on: db)
                    return
                } catch let error as PostgresError {
                    failures += 1
                    let decision = RetryDecision.decide(error: error, failures: failures, jitter: .random(in: 0...1))
                    guard case .retry(let wait) = decision else { throw error }
                    logger.warning(
                        "A task lost the database between two chunks and begins again at its checkpoint",
                        metadata: .keys([.error: "\(error)", .failures: "\(failures)", .wait: "\(wait)"]))
                    try await Task.sleep(for: wait)
                }
            }
        }
    }

    /// Runs short tasks one after the other and returns those that are done and only need to be completed.
    ///
    /// `underWay` are planned steps known to have begun: what is claimed of them can no longer be the task that asks for the
    /// plan.
    private func runShort(
        _ work: [TaskQueue.Entry], job: Job, _ underWay: inout Set<Int64>, on db: isolated Session
    ) async -> [ClaimedTask] {
        let claims = work.map(\.task)
        if let step = job.steps.first, step.isBare,
            step.plan == nil || claims.allSatisfy({ underWay.contains($0.stepID) })
        {
            return await runBare(claims, step: step, job: job, on: db)
        }
        var records: [Int64: TaskRecord] = [:]
        do {
            for record in try await begin(claims, logger: logger, on: db) { records[record.taskID] = record }
        } catch {
            for claim in claims { await settle(claim, logger: taskLogger(claim, job: job), on: db) { throw error } }
            return []
        }
        if underWay.count > 1_000 { underWay.removeAll() }
        var done: [ClaimedTask] = []
        for claim in claims {
            let logger = taskLogger(claim, job: job)
            await settle(claim, logger: logger, on: db) {
                guard let record = records[claim.id] else { throw TaskInterruption.leaseLost }
                if try await run(claim, record: record, job: job, logger: logger, on: db) {
                    underWay.insert(claim.stepID)
                    done.append(claim)
                }
            }
        }
        return done
    }

    /// Runs tasks about which nothing is read.
    private func runBare(_ claims: [ClaimedTask], step: Step, job: Job, on db: isolated Session) async -> [ClaimedTask]
    {
        var done: [ClaimedTask] = []
        done.reserveCapacity(claims.count)
        for claim in claims {
            let context = TaskContext(
                claim: claim, record: TaskRecord(bare: claim, job: job), definition: job, step: step,
                environment: environment, logger: logger)
            do {
                try await step.run(context, db)
                done.append(claim)
            } catch {
                await settle(claim, logger: taskLogger(claim, job: job), on: db) { throw error }
            }
        }
        return done
    }

    /// Reads what is needed to run tasks; those whose lease is lost are missing.
    private func begin(_ claims: [ClaimedTask], logger: Logger, on db: isolated Session) async throws -> [TaskRecord] {
        guard let worker = claims.first?.worker else { return [] }
        return try await environment.persist(on: db, worker: worker, logger: logger) {
            let rows = try db.query(Statements.beginTasks, claims.map(\.id), claims.map(\.token))
            return try (0..<rows.count).map { try TaskRecord(rows, row: $0) }
        }
    }

    /// Runs the step's code.
    ///
    /// Returns true when the task of a short job is done but must still be completed.
    @discardableResult
    private func run(
        _ claim: ClaimedTask, record: TaskRecord, job: Job, logger: Logger, on db: isolated Session
    ) async throws -> Bool {
        guard let step = job.steps.first(where: { $0.name == record.stepName }) else {
            throw UnfitWorker(
                reason: "unknown_step", detail: "no live worker knows step \(record.stepName) of \(job.name)")
        }
        guard record.isGate || record.checkpointVersion ?? step.checkpointVersion == step.checkpointVersion else {
            throw UnfitWorker(
                reason: "checkpoint_version",
                detail: "no live worker reads version \(record.checkpointVersion ?? 0) of the checkpoint of "
                    + "\(step.name); this one has version \(step.checkpointVersion)")
        }
        let context = TaskContext(
            claim: claim, record: record, definition: job, step: step, environment: environment, logger: logger)
        // A task whose end is all that matters: it asks the first plan, or once more what comes behind a step's last task.
        let asksPlan = record.isGate || StepBarrier.planNumber(of: record, step: step) == -1
        if !asksPlan { try await step.run(context, db) }
        if context.isFinished { return false }
        if let interruption = context.interruption { throw interruption }
        if job.isShort, !asksPlan, !context.hasWritten { return true }
        try await context.finish(on: db)
        return false
    }

    private func taskLogger(_ claim: ClaimedTask, job: Job) -> Logger {
        var logger = logger
        logger[.taskID] = "\(claim.id)"
        logger[.executionID] = "\(claim.executionID)"
        logger[.jobName] = "\(job.name)"
        return logger
    }
}

/// This program cannot run a task; another one may.
struct UnfitWorker: Error {
    var reason: String
    var detail: String
}
