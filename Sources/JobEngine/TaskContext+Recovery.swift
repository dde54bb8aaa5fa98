// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

/// What is known of a commit.
enum CommitAnswer: Equatable {
    /// The server confirmed it.
    case confirmed
    /// It was never sent.
    case undone
    /// The connection broke while the server was asked: the transaction with this id is committed or not.
    case unknown(transaction: Int64)
}

extension TaskContext {
    /// Waits until the lease allows writing; throws when the task is to be left.
    func awaitRightToWrite() async throws {
        while true {
            if let interruption { throw interruption }
            if environment.isDraining { throw interrupted(.handBack) }
            switch environment.lease.standing(of: claim.worker) {
            case .proceed: return
            case .abandonTasks: throw interrupted(.leaseLost)
            case .stopWriting: try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    /// Connects again if the connection was lost, for as long as the lease lasts.
    func awaitConnection(on db: isolated Session) async throws {
        do {
            try await environment.awaitConnection(on: db, worker: claim.worker, logger: logger)
        } catch let interruption as TaskInterruption {
            throw interrupted(interruption)
        }
    }

    /// Sends the commit.
    func commit(_ transaction: Int64, on db: isolated Session) throws -> CommitAnswer {
        do {
            try db.commit()
            return .confirmed
        } catch {
            guard error.kind == .connectionLost else { throw error }
            logger.warning("The answer to a commit was lost", metadata: .keys([.error: "\(error)"]))
            db.close()
            return .unknown(transaction: transaction)
        }
    }

    /// Whether a chunk's transaction took place; asks the server when its answer was lost.
    ///
    /// False: everything is as before the chunk, and it may be repeated. Throws when neither holds, as after a failover to a standby
    /// that lacked some commits: then only the database knows where the task stands, and it begins again from there.
    func isCommitted(_ answer: CommitAnswer, writing chunk: Chunk, on db: isolated Session) async throws -> Bool {
        guard case .unknown(let transaction) = answer else { return answer == .confirmed }
        var failures = 0
        while true {
            try await awaitConnection(on: db)
            do {
                if let isCommitted = try verdict(on: transaction, writing: chunk, on: db) { return isCommitted }
                // The old session has not noticed yet that its client is gone.
                failures += 1
            } catch {
                guard let error = error as? PostgresError, RetryDecision.isTransient(error) else { throw error }
                failures += 1
            }
            guard environment.lease.standing(of: claim.worker) != .abandonTasks else { throw interrupted(.leaseLost) }
            try await Task.sleep(for: RetryDecision.wait(failures: failures, jitter: .random(in: 0...1)))
        }
    }

    /// Nil: it is still under way.
    private func verdict(on transaction: Int64, writing chunk: Chunk, on db: isolated Session) throws -> Bool? {
        let isCommitted: Bool
        switch try transactionStatus(transaction, on: db) {
        case "committed": isCommitted = true
        case "aborted": isCommitted = false
        case "in progress": return nil
        default: throw interrupted(.leaseLost)
        }
        let lease = try db.query(Statements.leasePosition, claim.id)
        if isCommitted, chunk.isFinished {
            guard lease.isEmpty else { throw interrupted(.leaseLost) }
            return true
        }
        guard lease.count == 1, try lease.int64(0, 0) == claim.token else { throw interrupted(.leaseLost) }
        let expected =
            isCommitted
            ? (chunk.position, counters.done + chunk.counters.done) : (position, counters.done)
        let isFirst = !isCommitted && counters == Counters() && checkpoint == nil
        let found = (try lease.int64(0, 1), try lease.int64(0, 2))
        guard isFirst || found == expected else { throw interrupted(.leaseLost) }
        return isCommitted
    }

    /// `committed`, `aborted` or `in progress`; nil when the server does not know that transaction.
    private func transactionStatus(_ transaction: Int64, on db: isolated Session) throws -> String? {
        do {
            return try db.query(Statements.transactionStatus, String(transaction)).optionalText(0, 0)
        } catch  where error.state == "22023" {
            // "transaction ID is in the future": another server, which never saw it.
            return nil
        }
    }

    /// After a failed attempt: waits and returns when it is to be repeated, throws the error when not.
    func recover(from error: PostgresError, failures: Int, on db: isolated Session) async throws {
        let decision = RetryDecision.decide(error: error, failures: failures, jitter: .random(in: 0...1))
        guard case .retry(let wait) = decision else {
            // Tried often enough: nobody is to take the error for a passing one again.
            if decision == .giveUp { throw StepFailure(describing: error) }
            throw error
        }
        logger.warning(
            "A chunk failed and will be repeated",
            metadata: .keys([.error: "\(error)", .failures: "\(failures)", .wait: "\(wait)"]))
        try await Task.sleep(for: wait)
        try await awaitConnection(on: db)
        do {
            _ = try db.query(Statements.recordError, claim.id, claim.token, error.state?.rawValue, error.description)
        } catch {
            // The count is for people; the next attempt meets the same trouble and decides about it.
            logger.warning("A failed chunk could not be recorded", metadata: .keys([.error: "\(error)"]))
        }
    }
}
