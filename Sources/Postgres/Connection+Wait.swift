// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc

extension Connection {
    /// Sends what libpq has buffered, reading meanwhile: when both sides only wrote, both would wait for ever.
    func flush() throws(PostgresError) {
        while true {
            let state = unsafe PQflush(raw)
            // An error shows in the result that is read next.
            guard state == 1 else { return }
            let events = try wait(for: Int16(POLLIN | POLLOUT))
            if events & Int16(POLLIN) != 0, unsafe PQconsumeInput(raw) == 0 { return }
        }
    }

    /// Reads the next result of the statement in flight; nil at its end.
    ///
    /// The result is the caller's to free.
    func nextResult() throws(PostgresError) -> OpaquePointer? {
        var arrivals = 0
        while unsafe PQisBusy(raw) == 1 {
            _ = try wait(for: Int16(POLLIN))
            arrivals += 1
            if arrivals > Self.arrivalsOfLargeResult { letMoreArrive() }
            // A failure, too, comes as a result.
            if unsafe PQconsumeInput(raw) == 0 { break }
        }
        return unsafe PQgetResult(raw)
    }

    /// A result that has not ended after so many arrivals is large.
    private static let arrivalsOfLargeResult = 4
    /// So much fits the socket's buffers on every system.
    private static let manyBytes: Int32 = 96 << 10

    /// Lets the bytes of a large result gather, unless there are many.
    ///
    /// The server sends 8 KiB at a time. Read one by one, each costs two switches of the processor, more than all that is done with
    /// these bytes; while nobody waits for them, sending costs the server nothing but the copy.
    private func letMoreArrive() {
        var count: Int32 = 0
        guard unsafe ioctl(PQsocket(raw), UInt(FIONREAD), &count) == 0, count < Self.manyBytes else { return }
        var pause = timespec(tv_sec: 0, tv_nsec: 500_000)
        unsafe nanosleep(&pause, nil)
    }

    /// Waits for the socket, at most as long as the server may be silent.
    func wait(for events: Int16) throws(PostgresError) -> Int16 {
        let limit = options.answerLimit.map { ContinuousClock.now + $0 }
        while true {
            let left = limit.map { Self.milliseconds(until: $0) } ?? -1
            let ready = unsafe try Self.wait(raw, for: events, wake: nil, milliseconds: left)
            if ready != 0 { return ready }
            if left == 0 {
                // The server may still be at it, so the connection is of no use: whoever settles this error closes it.
                throw PostgresError(
                    kind: .connectionLost,
                    message: "the server owed an answer and was silent for \(options.answerLimit ?? .zero)",
                    hint: "The connection was given up; reconnect.")
            }
        }
    }

    /// One `poll` of a connection's socket, and of a handle: 0 when the time is over or the handle was woken.
    static func wait(
        _ raw: OpaquePointer?, for events: Int16, wake: WakeHandle?, milliseconds: Int32
    ) throws(PostgresError) -> Int16 {
        var entries = [
            pollfd(fd: unsafe PQsocket(raw), events: events, revents: 0),
            pollfd(fd: wake?.descriptor ?? -1, events: Int16(POLLIN), revents: 0),
        ]
        guard unsafe poll(&entries, 2, milliseconds) >= 0 || errno == EINTR else {
            throw PostgresError(kind: .system, message: "poll on the connection failed: error \(errno)")
        }
        return entries[0].revents
    }

    /// The time that is left, rounded up so that a wait never ends just before its deadline.
    static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return 0 }
        let (seconds, attoseconds) = left.components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return Int32(seconds * 1_000 + attoseconds / 1_000_000_000_000_000 + 1)
    }

    /// Closes a connection that is of no use any more and returns the error that says so.
    mutating func lost(_ message: String, _ statement: String?) -> PostgresError {
        close()
        return PostgresError(kind: .connectionLost, message: message, statement: statement)
    }

    /// The error for a call while there is no connection.
    static func disconnected(_ statement: String?) -> PostgresError {
        PostgresError(
            kind: .connectionLost, message: "there is no connection: it was closed or lost before",
            hint: "Reconnect first.",
            statement: statement)
    }
}
