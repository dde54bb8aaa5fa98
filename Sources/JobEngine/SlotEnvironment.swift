// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres
internal import Synchronization

/// What all slots of a worker share.
final class SlotEnvironment: Sendable {
    /// The jobs this program has.
    let registry: JobRegistry
    /// The worker's name, for errors that people read.
    let workerName: String
    /// The right to write.
    let lease: LeaseWatch
    let logger: Logger
    private let draining = Atomic(false)
    private let wakeDispatcher: @Sendable () -> Void

    init(
        registry: JobRegistry, workerName: String, lease: LeaseWatch, logger: Logger,
        wakeDispatcher: @escaping @Sendable () -> Void = {}
    ) {
        self.registry = registry
        self.workerName = workerName
        self.lease = lease
        self.logger = logger
        self.wakeDispatcher = wakeDispatcher
    }

    /// Whether the worker is leaving: running tasks are handed back at their next chunk.
    var isDraining: Bool { draining.load(ordering: .acquiring) }

    /// Makes every slot hand its task back, and the dispatcher end.
    func drain() {
        draining.store(true, ordering: .releasing)
        wakeDispatcher()
    }

    /// Connects again if the connection was lost, for as long as this worker's lease lasts.
    ///
    /// Throws `TaskInterruption.leaseLost` when there is no point in going on.
    func awaitConnection(on db: isolated Session, worker: Int32, logger: Logger) async throws {
        var failures = 0
        while !db.isConnected {
            do {
                try db.reconnect()
            } catch {
                failures += 1
                logger.warning(
                    "There is no connection to the database",
                    metadata: .keys([.error: "\(error)", .failures: "\(failures)"]))
                guard lease.standing(of: worker) != .abandonTasks, !isDraining else { throw TaskInterruption.leaseLost }
                try await Task.sleep(for: RetryDecision.wait(failures: failures, jitter: .random(in: 0...1)))
            }
        }
    }

    /// Does what must be done once, and bears being done twice: again and again over lost connections and conflicts.
    ///
    /// Throws what trying again cannot help, and `TaskInterruption.leaseLost` when the task is not this worker's any more.
    func persist<Result>(
        on db: isolated Session, worker: Int32, logger: Logger, _ body: () async throws -> Result
    ) async throws -> Result {
        var failures = 0
        while true {
            guard lease.standing(of: worker) != .abandonTasks else { throw TaskInterruption.leaseLost }
            try await awaitConnection(on: db, worker: worker, logger: logger)
            do {
                return try await body()
            } catch {
                do { try db.rollback() } catch { db.close() }
                guard let error = error as? PostgresError else { throw error }
                failures += 1
                let decision = RetryDecision.decide(error: error, failures: failures, jitter: .random(in: 0...1))
                guard case .retry(let wait) = decision else { throw error }
                logger.warning(
                    "A statement failed and will be repeated",
                    metadata: .keys([.error: "\(error)", .failures: "\(failures)"]))
                try await Task.sleep(for: wait)
            }
        }
    }
}
