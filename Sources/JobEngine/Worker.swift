// SPDX-License-Identifier: Apache-2.0

internal import Glibc
public import Logging
public import Postgres
internal import Synchronization

/// A worker: it claims tasks of the jobs it has and runs them, until it is told to leave.
///
/// Its parts, each on its own thread: the heartbeat (row, lease, advisory lock), the dispatcher (claims, hints, rescue, upkeep), one
/// for chores if the program has any, and one thread a slot with a session of its own. Nothing of it blocks or computes on Swift's cooperative pool. A lost or restarted
/// server never ends it: it connects again, and what was at work goes on from its checkpoints.
public final class Worker: Sendable {
    /// The name that people read.
    public let name: String
    private let options: ConnectionOptions
    private let configuration: WorkerConfiguration
    private let environment: SlotEnvironment
    private let logger: Logger
    private let queue: TaskQueue
    private let dispatcher: Dispatcher
    private let heartbeat: Heartbeat

    /// Prepares a worker; nothing is connected before `run`.
    public init(
        options: ConnectionOptions, registry: JobRegistry, configuration: WorkerConfiguration,
        logger: Logger = Logger(label: "chantier.worker")
    ) throws {
        let name = configuration.name ?? "\(Host.name)/\(getpid())"
        var logger = logger
        logger[.workerName] = "\(name)"
        let lease = LeaseWatch()
        let wake = try WakeHandle()
        environment = SlotEnvironment(
            registry: registry, workerName: name, lease: lease, logger: logger, wakeDispatcher: { wake.wake() })
        queue = TaskQueue(
            slots: configuration.slots, batchLimit: configuration.completionLimit, onNeed: { wake.wake() })
        dispatcher = Dispatcher(
            options: options, environment: environment, queue: queue, configuration: configuration, wake: wake)
        heartbeat = try Heartbeat(
            options: options, registry: registry, configuration: configuration, name: name, lease: lease,
            logger: logger,
            onRegistration: { wake.wake() })
        self.name = name
        self.options = options
        self.configuration = configuration
        self.logger = logger
    }

    /// Works until `drain` is called, or until nothing is left to do if it was configured to end then.
    ///
    /// Throws only when it could not begin: no thread to be had, no way to the database that trying again could mend.
    public func run() async throws {
        let sessions = try (1...configuration.slots).map { number in
            var options = options
            options.applicationName = "chantier worker slot \(number)"
            return try Session(disconnected: options, name: "slot \(number)")
        }
        let chores = try makeChores()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await self.runHeartbeat() }
            group.addTask { try await self.dispatcher.run() }
            group.addTask {
                let beside = chores.map { runner, session in
                    Task(executorPreference: session.thread) { await runner.run(on: session) }
                }
                await self.runSlots(on: sessions)
                beside?.cancel()
                await beside?.value
                self.heartbeat.stop()
            }
            do {
                try await group.waitForAll()
            } catch {
                drain()
                throw error
            }
        }
    }

    /// What does the chores, and its session; nil: the program has none.
    private func makeChores() throws -> (ChoreRunner, Session)? {
        guard !environment.registry.chores.isEmpty else { return nil }
        var options = options
        options.applicationName = "chantier worker chores"
        var logger = logger
        logger[.slot] = "chores"
        return (
            ChoreRunner(
                chores: environment.registry.chores, logger: logger, finishes: configuration.endsWhenIdle),
            try Session(disconnected: options, name: "chores")
        )
    }

    /// Begins to leave: nothing more is claimed, running tasks finish their chunk and go back, then `run` returns.
    ///
    /// May be called from any thread and more than once.
    public func drain() {
        logger.info("The worker drains")
        environment.drain()
    }

    private func runHeartbeat() async throws {
        do {
            try await heartbeat.run()
        } catch {
            // Never registered: let the others end, too.
            environment.drain()
            throw error
        }
    }

    private func runSlots(on sessions: [Session]) async {
        await withTaskGroup(of: Void.self) { group in
            for (index, session) in sessions.enumerated() {
                var logger = logger
                logger[.slot] = "\(index + 1)"
                let slot = Slot(
                    environment: environment, queue: queue, completionLimit: configuration.completionLimit,
                    completionDelay: configuration.completionDelay, logger: logger)
                group.addTask(executorPreference: session.thread) { await slot.run(on: session) }
            }
        }
    }
}
