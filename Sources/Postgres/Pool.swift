// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Sessions to be lent: at most so many, made when needed, used again, closed when long idle or broken.
///
///     let names = try await pool.withSession { db in try names(db) }
///
/// One call of `withSession` is one hop to the session's thread, however many statements it runs.
public final class Pool: Sendable {
    /// Bounds of a pool.
    public struct Limits: Sendable, Hashable {
        /// How many sessions there may be at once.
        public var maximum: Int
        /// How long a session may be idle before it is closed, at the pool's next use.
        public var idleLimit: Duration
        /// How long a request may wait for a session.
        public var waitLimit: Duration

        /// Makes bounds; the defaults suit a small server.
        public init(
            maximum: Int = 8, idleLimit: Duration = .seconds(300), waitLimit: Duration = .seconds(30)
        ) {
            self.maximum = max(1, maximum)
            self.idleLimit = idleLimit
            self.waitLimit = waitLimit
        }
    }

    /// A place among the pool's sessions: one to use, or the right to make one.
    private enum Place: Sendable {
        case use(Int, Session)
        case connect
    }

    private struct State {
        var machine: PoolState
        var sessions: [Int: Session] = [:]
        var waiting: [Int: CheckedContinuation<Place, any Error>] = [:]
        var nextNumber = 0

        /// What a turn other than waiting gives.
        func place(_ turn: PoolState.Turn) throws -> Place {
            if case .use(let number) = turn, let session = sessions[number] { return .use(number, session) }
            if turn == .connect { return .connect }
            throw PostgresError(kind: .usage, message: "the pool is closed")
        }
    }

    /// How sessions connect.
    public let options: ConnectionOptions
    /// The pool's bounds.
    public let limits: Limits
    private let name: String
    private let state: Mutex<State>

    /// Makes a pool; nothing is connected yet.
    public init(_ options: ConnectionOptions, limits: Limits = Limits(), name: String = "pool") {
        self.options = options
        self.limits = limits
        self.name = name
        state = Mutex(State(machine: PoolState(maximum: limits.maximum, idleLimit: limits.idleLimit)))
    }

    /// Lends a session to `body`, which runs on the session's thread as a unit of work (see `Session.perform`).
    ///
    /// Waits when all are lent, first come, first served, up to `waitLimit`.
    public func withSession<T: Sendable>(_ body: @Sendable (isolated Session) async throws -> T) async throws -> T {
        let (number, session) = try await lease()
        do {
            let result = try await session.perform(body)
            await release(number, session)
            return result
        } catch {
            await release(number, session)
            throw error
        }
    }

    /// Lends a session with an open transaction: committed when `body` returns, rolled back when it throws.
    public func withTransaction<T: Sendable>(
        _ mode: TransactionMode = .readCommitted, _ body: @Sendable (isolated Session) async throws -> T
    ) async throws -> T {
        try await withSession { db in try await db.transaction(mode, body) }
    }

    /// Closes idle sessions now and the others when they come back; whoever waits or comes later gets an error.
    public func close() { carryOut { $0.close() } }

    /// How many sessions are idle, lent or being made, and how many requests wait.
    public var counts: (idle: Int, busy: Int, waiting: Int) {
        state.withLock { ($0.machine.idleCount, $0.machine.busyCount, $0.machine.waitingCount) }
    }

    private func release(_ number: Int, _ session: Session) async {
        let isUsable = await session.isReusable
        carryOut { $0.release(number, isUsable: isUsable, at: .now) }
    }

    /// Takes a session, makes one, or waits for one.
    private func lease() async throws -> (Int, Session) {
        try Task.checkCancellation()
        switch try await ask(makeNumber()) {
        case .use(let number, let session):
            // One that was lost while idle is not lent; its place becomes a new one's.
            if await session.isAlive { return (number, session) }
            state.withLock { $0.sessions[number] = nil }
        case .connect: break
        }
        let number = makeNumber()
        do {
            let session = try await Session.connect(options, name: "\(name) \(number)")
            state.withLock { $0.sessions[number] = session }
            return (number, session)
        } catch {
            carryOut { $0.connectFailed() }
            throw error
        }
    }

    /// Gets a place at once or waits in line for it, at most `waitLimit`.
    private func ask(_ request: Int) async throws -> Place {
        if let place = try enter(request, nil) { return place }
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await Task.sleep(for: self.limits.waitLimit)
                } catch {
                    return  // the turn came first
                }
                self.giveUp(request, self.waitedTooLong)
            }
            defer { group.cancelAll() }
            return try await self.wait(request)
        }
    }

    private func wait(_ request: Int) async throws -> Place {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                do {
                    if let place = try enter(request, continuation) { continuation.resume(returning: place) }
                } catch {
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            giveUp(request, CancellationError())
        }
    }

    /// Asks for a place; without one, leaves the continuation in line (if there is none, nothing is left there).
    private func enter(
        _ request: Int, _ continuation: CheckedContinuation<Place, any Error>?
    ) throws -> Place? {
        var closed: [Session] = []
        defer { withExtendedLifetime(closed) {} }  // dropped outside the lock
        return try state.withLock { state in
            let (turn, actions) = state.machine.request(request, at: .now)
            closed = actions.closed.compactMap { state.sessions.removeValue(forKey: $0) }
            guard turn == .wait else { return try state.place(turn) }
            // Whoever is cancelled after this line finds the continuation, since it takes the lock, too.
            if let continuation, !Task.isCancelled {
                state.waiting[request] = continuation
            } else {
                _ = state.machine.cancel(request)
                if continuation != nil { throw CancellationError() }
            }
            return nil
        }
    }

    private func giveUp(_ request: Int, _ reason: any Error) {
        let continuation = state.withLock { state in
            state.machine.cancel(request) ? state.waiting.removeValue(forKey: request) : nil
        }
        continuation?.resume(throwing: reason)
    }

    /// Computes actions under the lock and carries them out outside.
    private func carryOut(_ event: (inout PoolState) -> PoolState.Actions) {
        var closed: [Session] = []
        var woken: [(CheckedContinuation<Place, any Error>, Result<Place, any Error>)] = []
        state.withLock { state in
            let actions = event(&state.machine)
            closed = actions.closed.compactMap { state.sessions.removeValue(forKey: $0) }
            for (request, turn) in actions.woken {
                guard let continuation = state.waiting.removeValue(forKey: request) else { continue }
                woken.append((continuation, Result { try state.place(turn) }))
            }
        }
        // Dropped outside the lock: the last reference closes the connection.
        withExtendedLifetime(closed) {}
        for (continuation, outcome) in woken { continuation.resume(with: outcome) }
    }

    private func makeNumber() -> Int {
        state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
    }

    private var waitedTooLong: PostgresError {
        PostgresError(
            kind: .usage,
            message: "no session was free within \(limits.waitLimit): all \(limits.maximum) of pool \(name) are in use",
            hint: "Allow the pool more sessions, or do less in one.")
    }
}
