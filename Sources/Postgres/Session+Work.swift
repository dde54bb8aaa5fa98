// SPDX-License-Identifier: Apache-2.0

extension Session {
    /// Opens a transaction.
    public func begin(_ mode: TransactionMode = .readCommitted) throws(PostgresError) { try connection.begin(mode) }

    /// Makes the open transaction's work last.
    ///
    /// Throws with SQLSTATE 25P02 when a statement in it had failed; then all of it is undone. When the connection is lost on the
    /// way, nobody knows whether it was committed.
    public func commit() throws(PostgresError) { try connection.commit() }

    /// Undoes the open transaction; does nothing when none is open.
    ///
    /// Never refused by a cancellation.
    public func rollback() throws(PostgresError) { try connection.rollback() }

    /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// The body's own error is what is thrown, also when the connection is lost on the way back.
    public func transaction<T>(
        _ mode: TransactionMode = .readCommitted, _ body: @Sendable (isolated Session) async throws -> T
    ) async throws -> T {
        try connection.begin(mode)
        let result: T
        do {
            result = try await body(self)
        } catch {
            abandon()
            throw error
        }
        try conclude()
        return result
    }

    /// Runs `body`, which does not suspend, in a transaction: committed when it returns, rolled back when it throws.
    ///
    /// The synchronous twin of `transaction`, for code that is on the session's thread already.
    public func atomically<T>(
        _ mode: TransactionMode = .readCommitted, _ body: (isolated Session) throws -> T
    ) throws -> T {
        try connection.begin(mode)
        let result: T
        do {
            result = try body(self)
        } catch {
            abandon()
            throw error
        }
        try conclude()
        return result
    }

    /// Runs a unit of work on the session's thread, alone: other units wait.
    ///
    /// Cancelling the task cancels the running statement (SQLSTATE 57014) and refuses further ones, but never a rollback or a
    /// commit on its way. A transaction left open is rolled back; leaving one open without throwing is an error of kind `.usage`.
    /// Inside a unit, also in a task begun there while it runs, `perform` of the same session just runs its body. Throws `CancellationError` when the task is cancelled
    /// before the unit begins.
    public func perform<T>(_ body: @Sendable (isolated Session) async throws -> T) async throws -> T {
        if Self.units.contains(where: { $0.session == ObjectIdentifier(self) && $0.number == units.open }) {
            return try await body(self)
        }
        try await enter()
        defer { leave() }
        try Task.checkCancellation()
        let unit = Unit(session: ObjectIdentifier(self), number: units.number)
        let result: T
        do {
            result = try await withTaskCancellationHandler {
                try await Self.$units.withValue(Self.units + [unit]) { try await run(body) }
            } onCancel: {
                flight.cancel(refusingFurther: true)
            }
        } catch {
            flight.settle()
            abandon()
            throw error
        }
        flight.settle()
        guard !isInTransaction else {
            abandon()
            throw PostgresError(
                kind: .usage, message: "a unit of work ended with its transaction open; it was rolled back",
                hint: "Use transaction, or call commit or rollback before the unit returns.")
        }
        return result
    }

    /// Whether the session can be lent to somebody else.
    var isReusable: Bool { isConnected && !isInTransaction }

    /// Whether an idle session's connection still stands; looks at the socket without waiting.
    var isAlive: Bool { connection.isAlive }

    /// Runs the body; behind it nothing counts as within the unit any more.
    private func run<T>(_ body: @Sendable (isolated Session) async throws -> T) async throws -> T {
        defer { units.finish() }
        return try await body(self)
    }

    /// A unit of work that is under way.
    private struct Unit: Sendable {
        var session: ObjectIdentifier
        var number: Int
    }

    /// The units of work that the current task is in, of one or several sessions.
    ///
    /// A task that outlives its unit finds the number passed on, and waits in line like others.
    @TaskLocal private static var units: [Unit] = []

    private func conclude() throws(PostgresError) {
        do {
            try connection.commit()
        } catch {
            abandon()
            throw error
        }
    }

    /// Rolls back on the way out of a failure.
    ///
    /// A rollback that fails means a lost connection, whose server rolls back by itself.
    private func abandon() {
        do {
            try connection.rollback()
        } catch {
            connection.close()
        }
    }

    private func enter() async throws {
        if units.enter() { return }
        let ticket = units.makeTicket()
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Getting here may have let others in or out, so the question is asked again.
                if Task.isCancelled || units.enter(ticket) {
                    continuation.resume()
                } else {
                    units.wait(ticket, continuation)
                }
            }
        } onCancel: {
            // A handler cannot wait for the session's thread; nobody needs to know when this is done.
            Task { await self.giveUp(ticket) }
        }
        // A unit that gave up its place is not in, and `perform` has nothing to leave.
        guard units.isAdmitted(ticket) else { throw CancellationError() }
    }

    private func giveUp(_ ticket: Int) { units.giveUp(ticket)?.resume() }

    private func leave() { units.leave()?.resume() }
}

/// The line of units of work at one session: first come, first served.
///
/// Isolated to its session.
struct UnitQueue {
    /// The number of the unit that is in, or was in last.
    private(set) var number = 0
    /// The same while the unit's body runs.
    private(set) var open: Int?
    private var isBusy = false
    private var nextTicket = 0
    private var waiting: [(ticket: Int, continuation: CheckedContinuation<Void, Never>)] = []
    private var admitted: Int?

    /// Takes the session if it is free.
    mutating func enter(_ ticket: Int? = nil) -> Bool {
        guard !isBusy else { return false }
        isBusy = true
        admitted = ticket
        admit()
        return true
    }

    private mutating func admit() {
        number += 1
        open = number
    }

    /// The unit's body has returned.
    mutating func finish() { open = nil }

    mutating func makeTicket() -> Int {
        nextTicket += 1
        return nextTicket
    }

    mutating func wait(_ ticket: Int, _ continuation: CheckedContinuation<Void, Never>) {
        waiting.append((ticket, continuation))
    }

    /// Takes a unit out of the line; returns what wakes it, unless it was admitted or never waited.
    mutating func giveUp(_ ticket: Int) -> CheckedContinuation<Void, Never>? {
        guard let place = waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        return waiting.remove(at: place).continuation
    }

    func isAdmitted(_ ticket: Int) -> Bool { admitted == ticket }

    /// Hands the session to the next in line; returns what wakes it.
    mutating func leave() -> CheckedContinuation<Void, Never>? {
        guard !waiting.isEmpty else {
            isBusy = false
            admitted = nil
            return nil
        }
        let next = waiting.removeFirst()
        admitted = next.ticket
        admit()
        return next.continuation
    }
}
