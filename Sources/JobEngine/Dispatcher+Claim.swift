// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

extension Dispatcher {
    /// Claims up to `limit` tasks and hands them to the slots.
    ///
    /// Returns how many there were.
    func claim(
        _ worker: Int32, limit: Int, _ state: inout DispatchState, on connection: inout Connection
    ) throws -> Int {
        let isRescan = state.mark.takesRescan(at: .now)
        if isRescan { try connection.begin() }
        // While the mark is not proved one worker of all looks from the beginning; the others go on from the mark.
        let fromStart = try isRescan && connection.query(Statements.rescanLock).bool(0, 0)
        state.claim = .sent
        let rows = try connection.query(
            Statements.claim, worker, Int32(limit), fromStart ? [0, 0, 0] : state.mark.marks, state.takesLowestFirst())
        state.claim = .answered
        let claims = try (0..<rows.count).map { try ClaimedTask(rows, row: $0, worker: worker) }
        if isRescan { try connection.commit() }
        let shortCount = try deliver(claims, &state, on: &connection)
        state.claim = .none
        state.claimed(claims.count, ofThemShort: shortCount, limit: limit)
        return claims.count
    }

    /// Takes half of the largest range left, if a running task of these jobs has one worth cutting.
    func steal(_ worker: Int32, _ state: inout DispatchState, on connection: inout Connection) throws -> Bool {
        guard environment.registry.hasSplittableSteps else { return false }
        do throws(PostgresError) {
            state.claim = .sent
            let rows = try connection.query(Statements.steal, worker, environment.registry.splitMinimum)
            state.claim = .answered
            guard rows.count == 1 else {
                state.claim = .none
                return false
            }
            let claim = try ClaimedTask(rows, row: 0, worker: worker)
            logger.info("A range was split", metadata: .keys([.taskID: "\(claim.id)", .stepID: "\(claim.stepID)"]))
            _ = try deliver([claim], &state, on: &connection)
            state.claim = .none
            return true
        } catch {
            // The holder is in a long chunk, or frozen: its range is left alone this time.
            guard error.state == .lockNotAvailable else { throw error }
            state.claim = .none
            return false
        }
    }

    /// Gives back what was claimed and cannot be started soon.
    ///
    /// A lost connection gives it back too: by the lease's end.
    func handBack(_ entries: [TaskQueue.Entry], on connection: inout Connection) {
        for entry in entries {
            do {
                if !connection.isConnected { try connection.reconnect() }
                let noMessage: String? = nil
                _ = try connection.query(Statements.handBack, entry.task.id, entry.task.token, "hand_back", noMessage)
            } catch {
                logger.warning("A task could not be handed back", metadata: .keys([.error: "\(error)"]))
            }
        }
    }

    /// The numbers under which the database knows this program's jobs; they never change.
    func jobs(
        _ state: inout DispatchState, on connection: inout Connection
    ) throws(PostgresError) -> [Int16: Job] {
        if let known = state.jobs { return known }
        let rows = try connection.query(Statements.jobNumbers, environment.registry.jobs.map(\.name))
        var jobs: [Int16: Job] = [:]
        for row in 0..<rows.count { jobs[try rows.int16(row, 0)] = environment.registry[try rows.text(row, 1)] }
        state.jobs = jobs
        return jobs
    }

    /// Hands claimed tasks to the slots; a task of a job that this program does not have is set aside.
    ///
    /// Returns how many are short.
    private func deliver(
        _ claims: [ClaimedTask], _ state: inout DispatchState, on connection: inout Connection
    ) throws(PostgresError) -> Int {
        guard !claims.isEmpty else { return 0 }
        let jobs = try jobs(&state, on: &connection)
        let now = ContinuousClock.now
        var entries: [TaskQueue.Entry] = []
        for claim in claims {
            guard let job = jobs[claim.jobID] else {
                _ = try connection.query(
                    Statements.hold, claim.id, claim.token, "unknown_job", "no live worker offers this job")
                continue
            }
            entries.append(TaskQueue.Entry(task: claim, job: job, arrivedAt: now))
        }
        if !queue.add(entries) { handBack(entries, on: &connection) }
        return entries.count { $0.job.isShort }
    }

    /// Moves the mark up where claims begin, when it is time.
    func readHorizon(_ state: inout DispatchState, on connection: inout Connection) throws {
        let now = ContinuousClock.now
        guard state.isReadingDue(at: now) else { return }
        let rows = try connection.query(Statements.horizon, state.mark.marks)
        state.mark.take(
            ClaimMark.Reading(
                nextTransaction: try rows.int64(0, 0), oldestTransaction: try rows.int64(0, 1),
                clocks: try (2...4).map { try rows.int64(0, $0) },
                firstTags: try (5...7).map { try rows.optionalInt64(0, $0) }),
            at: now)
    }
}
