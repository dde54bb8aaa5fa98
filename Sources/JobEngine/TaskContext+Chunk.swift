// SPDX-License-Identifier: Apache-2.0

internal import Logging
public import Postgres

// Here a chunk commits: begin → fence → body → warnings and refused records → checkpoint → (end of the task → barrier) → commit.
// What the fence asks for (a stop, a pause) takes the chunk's place.

extension TaskContext {
    /// Handles the items of one chunk in one transaction: data, warnings, counters and checkpoint are kept together or not at all.
    ///
    /// The body runs on the session's thread and writes through the session it is given. It runs again, with a fresh `Chunk`, when
    /// its transaction failed for a passing reason (a conflict, a lost connection, a server that restarts), so it must change
    /// nothing but the database and its own return value. What it returns is returned once the chunk is committed.
    ///
    /// It throws to end the task's code when the execution is to stop or pause, the worker leaves or the lease is lost: let these
    /// errors pass. An error of the data (`PostgresError.isDataError`) is thrown after the rollback, so that the items can be written
    /// one by one (`writePoisoned`).
    ///
    /// This form may use what belongs to the session's thread, such as a reader; the one whose body takes the session cannot.
    public func chunk<Result>(
        on db: isolated Session, _ body: (inout Chunk) throws -> Result
    ) async throws -> Result {
        precondition(!stepDefinition.isBare, "step \(step) is bare: it cannot write a chunk")
        precondition(!isFinished, "task \(taskID) has ended with its last chunk; it cannot write another")
        return try await write(on: db, body)
    }

    /// Ends the task in a chunk without items.
    func finish(on db: isolated Session) async throws { try await write(on: db) { chunk in chunk.finish() } }

    private func write<Result>(
        on db: isolated Session, _ body: (inout Chunk) throws -> Result
    ) async throws -> Result {
        var failures = 0
        while true {
            try await awaitRightToWrite()
            try await awaitConnection(on: db)
            do {
                if let attempt = try await attemptChunk(on: db, body),
                    try await isCommitted(attempt.commit, writing: attempt.chunk, on: db)
                {
                    adopt(attempt.chunk)
                    return attempt.result
                }
            } catch let error as PostgresError {
                failures += 1
                try await recover(from: error, failures: failures, on: db)
            }
        }
    }

    /// The same, with the session handed to the body.
    public func chunk<Result>(
        on db: isolated Session, _ body: (inout Chunk, isolated Session) throws -> Result
    ) async throws -> Result {
        try await chunk(on: db) { chunk in try body(&chunk, db) }
    }

    private struct Attempt<Result> {
        var result: Result
        var chunk: Chunk
        var commit: CommitAnswer
    }

    /// One transaction.
    ///
    /// Every error leaves it rolled back; a commit without an answer is no error yet. Nil: a pause was withdrawn at this moment, or a
    /// stop was not written, and the chunk is to be tried again.
    private func attemptChunk<Result>(
        on db: isolated Session, _ body: (inout Chunk) throws -> Result
    ) async throws -> Attempt<Result>? {
        do {
            try db.begin()
            let fence = try db.query(Statements.fence, claim.id, claim.token)
            guard fence.count == 1 else { throw interrupted(.leaseLost) }
            let transaction = try fence.int64(0, 2)
            if let request = try fence.optionalText(0, 1) {
                try await leave(request, transaction, on: db)
                return nil
            }
            rangeEnd = try fence.optionalInt64(0, 0)

            var chunk = Chunk(rangeEnd: rangeEnd, position: position, checkpoint: checkpoint)
            let result = try body(&chunk)
            if isPreview { chunk.counters.becomeOutlook() }
            assert(chunk.contains(chunk.position - 1), "step \(step) handled items behind the end of its range")
            try writeFindings(of: chunk, on: db)
            try writeCheckpoint(of: chunk, on: db)
            if chunk.isFinished { try await endTask(as: "completed", on: db) }
            guard environment.lease.standing(of: claim.worker) == .proceed else {
                // Too late: the lease may end before the commit arrives. The transaction is repeated if it is renewed.
                rollBack(on: db)
                return Attempt(result: result, chunk: chunk, commit: .undone)
            }
            return Attempt(result: result, chunk: chunk, commit: try commit(transaction, on: db))
        } catch {
            rollBack(on: db)
            throw error
        }
    }

    /// Warnings, refused records and what was found out about the step.
    private func writeFindings(of chunk: Chunk, on db: isolated Session) throws {
        if !chunk.warnings.isEmpty {
            let columns = WarningColumns(chunk.warnings)
            _ = try db.query(
                Statements.addWarnings, claim.id, claim.token, columns.reason, columns.isNote, columns.row,
                columns.line,
                columns.identifier, columns.field, columns.value, columns.message, columns.item)
        }
        if !chunk.refused.isEmpty {
            var rows = ArrayColumn(.int8)
            var bytes = ArrayColumn(.bytea)
            for record in chunk.refused {
                rows.append(record.row)
                bytes.append(bytes: record.bytes)
            }
            _ = try db.query(
                Statements.addInvalidItems, claim.id, claim.token, chunk.header ?? [], chunk.invalidItemsName, rows,
                bytes)
        }
        if let total = chunk.total { _ = try db.query(Statements.setTotal, stepID, total.total, total.unit) }
        if let facts = chunk.facts { _ = try db.query(Statements.setFacts, stepID, facts) }
    }

    /// Counters and checkpoint, absolute: one HOT update of the lease row.
    private func writeCheckpoint(of chunk: Chunk, on db: isolated Session) throws {
        let sum = counters + chunk.counters
        let more: JSONB? = sum.more.isEmpty ? nil : try JSONB(encoding: sum.more)
        let isOurs = try db.query(
            Statements.checkpoint, claim.id, claim.token, chunk.position, sum.done, sum.read, sum.created, sum.updated,
            sum.unchanged, sum.skipped, sum.invalid, sum.written, more, warnings + Int64(chunk.warnings.count),
            chunk.checkpoint, Int16(stepDefinition.checkpointVersion)
        ).bool(0, 0)
        guard isOurs else { throw interrupted(.leaseLost) }
    }

    /// Ends the task, and goes on with the step when it was its last one: last of all in the transaction.
    func endTask(as state: String, on db: isolated Session) async throws {
        guard let open = try db.query(Statements.finishTask, claim.id, claim.token, state).optionalInt(0, 0) else {
            throw interrupted(.leaseLost)
        }
        if open == 0 { try await barrier.pass(on: db) }
    }

    /// Does what was asked for instead of running the chunk, and throws; returns when the chunk is to be tried again.
    ///
    /// A commit whose answer is lost is looked into, as any chunk's: a task that neither runs nor has left would be nobody's.
    private func leave(_ request: String, _ transaction: Int64, on db: isolated Session) async throws {
        var chunk = Chunk(rangeEnd: rangeEnd, position: position, checkpoint: checkpoint)
        let isPause = request == "pause"
        if isPause {
            let answer = try db.query(Statements.pauseTask, claim.id, claim.token)
            guard let isStandingAside = try answer.optionalBool(0, 0) else { throw interrupted(.leaseLost) }
            guard isStandingAside else {
                // Withdrawn between the fence and here.
                rollBack(on: db)
                return
            }
        } else {
            try await endTask(as: "stopped", on: db)
            chunk.finish()
        }
        if try await isCommitted(commit(transaction, on: db), writing: chunk, on: db) {
            throw interrupted(isPause ? .paused : .stopped)
        }
    }

    /// Takes over what the committed chunk changed.
    private func adopt(_ chunk: Chunk) {
        position = chunk.position
        counters += chunk.counters
        checkpoint = chunk.checkpoint
        warnings += Int64(chunk.warnings.count)
        isFinished = chunk.isFinished
        hasWritten = true
        logger.debug("A chunk was committed", metadata: .keys([.position: "\(position)", .count: "\(counters.done)"]))
    }

    var barrier: StepBarrier {
        StepBarrier(record: record, job: definition, logger: logger, workerName: environment.workerName)
    }

    /// Remembers why the task ends, so that every further chunk says the same.
    func interrupted(_ interruption: TaskInterruption) -> TaskInterruption {
        self.interruption = interruption
        return interruption
    }

    /// Undoes the open transaction.
    ///
    /// When even that fails, the connection is lost, and the server undoes it.
    func rollBack(on db: isolated Session) {
        do {
            try db.rollback()
        } catch {
            db.close()
        }
    }
}
