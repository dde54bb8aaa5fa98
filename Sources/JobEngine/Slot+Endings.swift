// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

/// The ways in which a task leaves its slot other than by completing: every one ends in the database, and none throws.
extension Slot {
    /// Runs a task's code and sees to it that whatever it throws is written down.
    func settle(
        _ claim: ClaimedTask, logger: Logger, on db: isolated Session, _ body: () async throws -> Void
    ) async {
        do {
            do {
                try await body()
            } catch TaskInterruption.stopped {
                logger.info("A task was stopped as asked")
            } catch TaskInterruption.paused {
                logger.info("A task stands aside: its execution is paused")
            } catch TaskInterruption.leaseLost {
                logger.warning("A task was left: its lease is another's or has ended")
            } catch TaskInterruption.handBack {
                try await handBack(claim, logger: logger, on: db)
            } catch let unfit as UnfitWorker {
                try await hold(claim, unfit, logger: logger, on: db)
            } catch {
                try await fail(claim, StepFailure(describing: error), logger: logger, on: db)
            }
        } catch TaskInterruption.leaseLost {
            logger.warning("The end of a task could not be written: its lease is another's or has ended")
        } catch {
            // The database refuses even this. Whoever takes the task next meets the cause again; here it is only reported.
            logger.error("The end of a task could not be written", metadata: .keys([.error: "\(error)"]))
            await giveUp(claim, error, logger: logger, on: db)
        }
    }

    /// Completes short tasks as a group.
    func complete(_ tasks: [ClaimedTask], on db: isolated Session) async {
        guard let first = tasks.first else { return }
        do {
            let ended = try await environment.persist(on: db, worker: first.worker, logger: logger) {
                try db.query(Statements.finishMany, tasks.map(\.id), tasks.map(\.token)).int64(0, 0)
            }
            if ended < tasks.count {
                // Their leases were lost, or the answer to a first try was.
                logger.debug("Short tasks were already ended", metadata: .keys([.count: "\(tasks.count - Int(ended))"]))
            }
        } catch TaskInterruption.leaseLost {
            logger.warning("Short tasks were left: the lease has ended", metadata: .keys([.count: "\(tasks.count)"]))
        } catch {
            for task in tasks { await settle(task, logger: logger, on: db) { throw error } }
        }
    }

    private func handBack(_ claim: ClaimedTask, logger: Logger, on db: isolated Session) async throws {
        try await environment.persist(on: db, worker: claim.worker, logger: logger) {
            _ = try db.query(
                Statements.handBack, claim.id, claim.token, "hand_back", "worker \(environment.workerName) leaves")
        }
        logger.info("A task was handed back")
    }

    private func hold(
        _ claim: ClaimedTask, _ unfit: UnfitWorker, logger: Logger, on db: isolated Session
    ) async throws {
        try await environment.persist(on: db, worker: claim.worker, logger: logger) {
            _ = try db.query(Statements.hold, claim.id, claim.token, unfit.reason, unfit.detail)
        }
        logger.warning("A task waits for another worker", metadata: .keys([.reason: "\(unfit.detail)"]))
    }

    /// Ends the task, and so its step and execution, with an error.
    private func fail(
        _ claim: ClaimedTask, _ failure: StepFailure, logger: Logger, on db: isolated Session
    ) async throws {
        logger.error("A task failed", metadata: .keys([.reason: "\(failure.reason)", .error: "\(failure)"]))
        try await environment.persist(on: db, worker: claim.worker, logger: logger) {
            try await db.transaction { db in
                guard try db.query(Statements.fence, claim.id, claim.token).count == 1 else {
                    throw TaskInterruption.leaseLost
                }
                let open = try db.query(
                    Statements.failTask, claim.id, claim.token, failure.reason, failure.message, failure.cause,
                    failure.hint,
                    failure.sqlState, environment.workerName
                ).optionalInt(0, 0)
                if open == 0 { _ = try db.query(Statements.completeStep, claim.stepID) }
            }
        }
    }

    private func giveUp(_ claim: ClaimedTask, _ cause: any Error, logger: Logger, on db: isolated Session) async {
        do {
            try await environment.persist(on: db, worker: claim.worker, logger: logger) {
                _ = try db.query(Statements.handBack, claim.id, claim.token, "error", "\(cause)")
            }
        } catch {
            logger.error("A task could not be handed back", metadata: .keys([.error: "\(error)"]))
        }
    }
}
