// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc
internal import Synchronization

/// What is under way on one connection, and the only way to end it from another thread.
///
/// The connection's thread brackets every statement by `begin` and `end`. A canceller calls libpq's `PQcancel` on a thread of
/// its own, since that opens a connection and may block. Two rules make a late cancel harmless: it is sent only while the
/// statement it is meant for is in flight, and `end` waits until the sender is done, so that it cannot reach the next one.
final class Flight: Sendable {
    private struct State {
        /// libpq's handle for cancelling; nil without a connection.
        var handle: CancelHandle?
        /// Counts statements.
        var counter = 0
        /// The statement in flight; nil between statements and while one that must not be cancelled runs.
        var running: Int?
        /// The statement to be cancelled.
        var target: Int?
        /// Whether the unit of work is cancelled: no further statement begins.
        var isRefusing = false
        /// Whether a canceller's thread exists.
        var hasSender = false
        /// Whether that thread is inside `PQcancel`.
        var isSending = false
        /// Whether the connection's thread waits for it.
        var isAwaited = false
    }

    private let state = Mutex(State())
    private let sent: Signal
    /// Ends an attempt to connect.
    let wake: WakeHandle

    init() throws(PostgresError) {
        sent = try Signal()
        wake = try WakeHandle()
    }

    /// Takes the cancel handle of a new connection, or of none.
    func adopt(connection: OpaquePointer?) {
        end()
        let handle = unsafe connection.flatMap { unsafe CancelHandle($0) }
        state.withLock { $0.handle = handle }
    }

    /// Marks the start of a statement; throws when the unit of work was cancelled before.
    ///
    /// A protected statement (rollback, commit) is neither refused nor cancelled.
    func begin(_ statement: String?, isProtected: Bool = false) throws(PostgresError) {
        let isRefused = state.withLock { state in
            guard isProtected || !state.isRefusing else { return true }
            state.counter += 1
            state.running = isProtected ? nil : state.counter
            return false
        }
        guard !isRefused else { throw Self.refusal(statement) }
    }

    /// Marks the end of a statement, after waiting for a canceller that is at work.
    func end() {
        let mustWait = state.withLock { state in
            state.running = nil
            if state.isSending { state.isAwaited = true }
            return state.isSending
        }
        if mustWait { sent.wait() }
    }

    /// Throws when the unit of work is cancelled.
    func check(_ statement: String?) throws(PostgresError) {
        if state.withLock({ $0.isRefusing }) { throw Self.refusal(statement) }
    }

    /// Waits for a canceller at work and lets statements begin again.
    func settle() {
        end()
        state.withLock { state in
            state.isRefusing = false
            state.target = nil
        }
        wake.clear()
    }

    /// Cancels the statement in flight, if any; with `refusingFurther` also whatever the unit of work would begin next.
    ///
    /// Never blocks; callable from any thread.
    func cancel(refusingFurther: Bool) {
        let needsSender = state.withLock { state in
            if refusingFurther { state.isRefusing = true }
            guard let running = state.running, state.handle != nil else { return false }
            state.target = running
            defer { state.hasSender = true }
            return !state.hasSender
        }
        if refusingFurther { wake.wake() }
        guard needsSender else { return }
        do {
            _ = try NativeThread(name: "pg-cancel") { self.send() }
        } catch {
            // Without a thread the statement runs on to its own end or time limit.
            state.withLock { $0.hasSender = false }
        }
    }

    /// Sends the cancel again until the statement is over: the first may reach the server before the statement does.
    private func send() {
        var pause: UInt32 = 20_000
        while true {
            let handle: CancelHandle? = state.withLock { state in
                guard let target = state.target, state.running == target else {
                    state.hasSender = false
                    return nil
                }
                state.isSending = true
                return state.handle
            }
            guard let handle else { return }
            handle.cancel()
            let isAwaited = state.withLock { state in
                defer { state.isAwaited = false }
                state.isSending = false
                return state.isAwaited
            }
            if isAwaited { sent.post() }
            usleep(pause)
            pause = min(pause * 2, 500_000)
        }
    }

    private static func refusal(_ statement: String?) -> PostgresError {
        PostgresError(
            kind: .cancelled, state: .queryCanceled, message: "not carried out: the unit of work was cancelled",
            statement: statement)
    }
}

/// libpq's handle for cancelling.
///
/// `@unchecked`: libpq allows its use in any thread, and it never changes.
@safe private final class CancelHandle: @unchecked Sendable {
    private let raw: OpaquePointer

    init?(_ connection: OpaquePointer) {
        guard let raw = unsafe PQgetCancel(connection) else { return nil }
        unsafe self.raw = unsafe raw
    }

    deinit { unsafe PQfreeCancel(raw) }

    /// Asks the server to cancel; returns when the server has passed the request on, or cannot be reached.
    func cancel() {
        var complaint = [CChar](repeating: 0, count: 256)
        _ = unsafe PQcancel(raw, &complaint, Int32(complaint.count))
    }
}

/// Cancels what runs on one connection, from any thread.
///
/// Stays valid over reconnects.
public final class Canceller: Sendable {
    private let flight: Flight

    init(_ flight: Flight) { self.flight = flight }

    /// Cancels the statement that is running, if any (SQLSTATE 57014).
    ///
    /// Returns at once; a thread of its own does the work.
    public func cancel() { flight.cancel(refusingFurther: false) }
}
