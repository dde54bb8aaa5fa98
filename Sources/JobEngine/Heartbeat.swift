// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Logging
internal import Postgres
internal import Synchronization

/// Keeps the worker alive in the eyes of the others: a plain thread with its own connection, and no other work on either.
///
/// On Swift's cooperative pool two computing tasks stopped a heartbeat of 100 ms for 3.1 s. The connection also holds the worker's
/// advisory lock, by whose absence a killed process is noticed; so it is always a direct one, never behind a transaction pooler.
final class Heartbeat: Sendable {
    private let options: ConnectionOptions
    private let registry: JobRegistry
    private let configuration: WorkerConfiguration
    private let name: String
    private let lease: LeaseWatch
    private let logger: Logger
    private let wake: WakeHandle
    private let isStopping = Atomic(false)
    /// Called after each registration: there is a number to claim with.
    private let onRegistration: @Sendable () -> Void

    init(
        options: ConnectionOptions, registry: JobRegistry, configuration: WorkerConfiguration, name: String,
        lease: LeaseWatch, logger: Logger, onRegistration: @escaping @Sendable () -> Void
    ) throws {
        var options = options
        options.applicationName = "chantier worker heartbeat"
        // Whatever hangs on this connection must not cost the lease.
        options.settings["statement_timeout"] = "\((configuration.lease / 4).milliseconds)ms"
        options.answerLimit = configuration.lease / 3
        self.options = options
        self.registry = registry
        self.configuration = configuration
        self.name = name
        self.lease = lease
        self.logger = logger
        self.onRegistration = onRegistration
        wake = try WakeHandle()
    }

    /// Beats until `stop`.
    ///
    /// Suspends the caller; the work is on a thread of its own.
    ///
    /// Throws when the worker could never register and trying again is of no use, as with a wrong password or a schema that is not there.
    func run() async throws {
        try await NativeThread.run(name: "heartbeat") { try self.beat() }
    }

    /// Ends the heartbeat and with it the worker: what it still holds is handed back.
    func stop() {
        isStopping.store(true, ordering: .releasing)
        wake.wake()
    }

    private func beat() throws {
        var connection = try Connection(disconnected: options)
        var failures = 0
        /// The last number this process was registered under.
        var number: Int32?
        while !isStopping.load(ordering: .acquiring) {
            do {
                if !connection.isConnected { try connection.reconnect() }
                if let worker = lease.worker {
                    try renew(worker, on: &connection)
                } else {
                    number = try register(replacing: number, on: &connection)
                }
                failures = 0
                // Also notices at once when the server closes the connection.
                _ = try connection.waitForNotification(timeout: configuration.heartbeat, wake: wake)
            } catch {
                let isTransient = (error as? PostgresError).map(RetryDecision.isTransient) ?? false
                guard number != nil || isTransient else { throw error }
                failures += 1
                logger.warning(
                    "The heartbeat failed", metadata: .keys([.error: "\(error)", .failures: "\(failures)"]))
                let longest = min(RetryDecision.longestWait, configuration.heartbeat)
                _ = wake.wait(timeout: min(longest, RetryDecision.wait(failures: failures, jitter: .random(in: 0...1))))
            }
        }
        leave(number, on: &connection)
    }

    private func renew(_ worker: Int32, on connection: inout Connection) throws {
        let sentAt = ContinuousClock.now
        let isAlive = try !connection.query(Statements.heartbeat, worker, configuration.lease).isNull(0, 0)
        if isAlive, lease.renew(sentAt: sentAt) { return }
        logger.warning("The worker was declared dead and registers anew", metadata: .keys([.workerID: "\(worker)"]))
        lease.takeAway()
        // The next beat registers; it need not wait.
        wake.wake()
    }

    private func register(replacing old: Int32?, on connection: inout Connection) throws -> Int32 {
        if old == nil { _ = try connection.query(Statements.registerJobs, try registry.registration()) }
        let sentAt = ContinuousClock.now
        let worker = try connection.query(
            Statements.registerWorker, name, Host.name, getpid(), configuration.version, Int32(configuration.slots),
            try registry.abilities(), configuration.lease
        ).int32(0, 0)
        lease.register(
            worker, lease: LeaseState(at: sentAt, length: configuration.lease, heartbeat: configuration.heartbeat))
        logger.info("The worker is registered", metadata: .keys([.workerID: "\(worker)", .workerName: "\(name)"]))
        onRegistration()
        // What was held under the old number is abandoned here already; others need not wait for its lease to end.
        if let old { _ = try connection.query(Statements.leave, old) }
        return worker
    }

    private func leave(_ worker: Int32?, on connection: inout Connection) {
        guard let worker else { return }
        lease.takeAway()
        do {
            if !connection.isConnected { try connection.reconnect() }
            _ = try connection.query(Statements.leave, worker)
            logger.info("The worker has left", metadata: .keys([.workerID: "\(worker)"]))
        } catch {
            // Others see the lock gone, or the lease end, and hand on what is left.
            logger.warning("The worker could not say goodbye", metadata: .keys([.error: "\(error)"]))
        }
    }
}
