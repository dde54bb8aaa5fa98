// SPDX-License-Identifier: Apache-2.0

internal import Logging
internal import Postgres

/// Claims tasks for all slots of a worker: a plain thread with its own connection, which also listens for hints.
///
/// Polling with jitter is the truth; a hint only makes it sooner. While nothing is ready it looks for tasks that were held, for
/// ranges to split and for dead workers; an idle worker writes nothing but its heartbeats. No database error ends it.
final class Dispatcher: Sendable {
    let options: ConnectionOptions
    let environment: SlotEnvironment
    let queue: TaskQueue
    let configuration: WorkerConfiguration
    let logger: Logger
    let wake: WakeHandle

    init(
        options: ConnectionOptions, environment: SlotEnvironment, queue: TaskQueue, configuration: WorkerConfiguration,
        wake: WakeHandle
    ) {
        var options = options
        options.applicationName = "chantier worker dispatcher"
        // A claim takes a millisecond; one that hangs must not hang the worker.
        options.settings["statement_timeout"] = "10s"
        options.answerLimit = .seconds(15)
        self.options = options
        self.environment = environment
        self.queue = queue
        self.configuration = configuration
        self.wake = wake
        logger = environment.logger
    }

    /// Dispatches until the worker drains, or until it is idle when it is to end then.
    ///
    /// Suspends the caller.
    func run() async throws {
        try await NativeThread.run(name: "dispatcher") { try self.dispatch() }
    }

    private func dispatch() throws {
        var connection = try Connection(disconnected: options)
        var state = DispatchState(configuration: configuration)
        var failures = 0
        while !environment.isDraining {
            do {
                if !connection.isConnected {
                    try connection.reconnect()
                    _ = try connection.query(Statements.listen)
                    state.isHinted = true
                }
                guard let worker = environment.lease.worker else {
                    // The heartbeat registers; it wakes this thread then.
                    _ = wake.wait(timeout: configuration.poll)
                    continue
                }
                let isAtEnd = try turn(worker, &state, on: &connection)
                failures = 0
                if isAtEnd { break }
            } catch {
                failures += 1
                logger.warning("Dispatching failed", metadata: .keys([.error: "\(error)", .failures: "\(failures)"]))
                do { try connection.rollback() } catch { connection.close() }
                giveUpLostClaim(&state, isConnected: connection.isConnected)
                _ = wake.wait(timeout: RetryDecision.wait(failures: failures, jitter: .random(in: 0...1)))
            }
        }
        handBack(queue.close(), on: &connection)
    }

    /// A claim may have been committed although its answer was lost, and nobody would run its tasks while this worker lives.
    ///
    /// So the worker registers anew: what its old number holds, running or not, is handed back and goes on from its checkpoints.
    private func giveUpLostClaim(_ state: inout DispatchState, isConnected: Bool) {
        let isLost = state.claim == .answered || state.claim == .sent && !isConnected
        state.claim = .none
        guard isLost else { return }
        logger.warning("The answer to a claim was lost: the worker registers anew")
        environment.lease.takeAway()
    }

    /// One look at everything that is due, then a wait.
    ///
    /// Returns true when nothing is left that this worker could do.
    private func turn(
        _ worker: Int32, _ state: inout DispatchState, on connection: inout Connection
    ) throws -> Bool {
        handBack(queue.removeEntries(arrivedBefore: .now - .seconds(1)), on: &connection)
        let found = try look(worker, &state, on: &connection)
        // Behind the claim: what was just launched does not wait for it.
        try readHorizon(&state, on: &connection)
        try upkeep(worker, &state, on: &connection)
        switch found {
        case .work: return false
        case .end: return true
        case .nothing: break
        }
        // A rescue may just have made something ready.
        if !state.isClaimDue(room: queue.room, at: .now) { try wait(&state, on: &connection) }
        return false
    }

    private enum Found { case work, nothing, end }

    /// Looks for something to do, if it is time.
    private func look(
        _ worker: Int32, _ state: inout DispatchState, on connection: inout Connection
    ) throws -> Found {
        let room = queue.room
        guard state.isClaimDue(room: room, at: .now) else { return .nothing }
        let limit = state.claimLimit(room: room)
        if try claim(worker, limit: limit, &state, on: &connection) > 0 { return .work }
        if room.free > 0 {
            if try steal(worker, &state, on: &connection) { return .work }
            if try connection.query(Statements.unhold, worker).int(0, 0) > 0 { return .work }
            if configuration.endsWhenIdle, room.free == configuration.slots, room.queued == 0,
                try isNothingLeft(&state, on: &connection)
            {
                return .end
            }
        }
        state.foundNothing(at: .now)
        return .nothing
    }

    private func wait(_ state: inout DispatchState, on connection: inout Connection) throws {
        switch try connection.waitForNotification(timeout: state.wait(room: queue.room, at: .now), wake: wake) {
        case .timeout: break
        case .woken: state.isHinted = true
        case .notification:
            state.isHinted = true
            // One look serves all hints that have come.
            while case .notification = try connection.waitForNotification(timeout: .zero) {}
        }
    }

    private func isNothingLeft(_ state: inout DispatchState, on connection: inout Connection) throws -> Bool {
        let jobs = try jobs(&state, on: &connection).map(\.key)
        return try !connection.query(Statements.isBusy, jobs).bool(0, 0)
    }
}
