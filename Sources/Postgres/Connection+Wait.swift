// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc

extension Connection {
    /// Sends what libpq has buffered, reading meanwhile: when both sides only wrote, both would wait for ever.
    mutating func flush() throws(PostgresError) {
        while true {
            let state = unsafe PQflush(raw)
            // An error shows in the result that is read next.
            guard state == 1 else { return }
            if try wait(for: Int16(POLLIN | POLLOUT)) & Int16(POLLIN) != 0, unsafe PQconsumeInput(raw) == 0 { return }
        }
    }

    /// Reads the next result of the statement in flight; nil at its end. The result is the caller's to free.
    mutating func nextResult() throws(PostgresError) -> OpaquePointer? {
        while unsafe PQisBusy(raw) == 1 {
            _ = try wait(for: Int16(POLLIN))
            // A failure, too, comes as a result.
            if unsafe PQconsumeInput(raw) == 0 { break }
        }
        return unsafe PQgetResult(raw)
    }

    /// Waits for the socket, at most until the deadline of the statement in flight.
    mutating func wait(for events: Int16) throws(PostgresError) -> Int16 {
        var descriptor = pollfd(fd: unsafe PQsocket(raw), events: events, revents: 0)
        while true {
            let milliseconds = deadline.map { Self.milliseconds(until: $0) } ?? -1
            let ready = unsafe poll(&descriptor, 1, milliseconds)
            if ready > 0 { return descriptor.revents }
            if ready == 0, let deadline, ContinuousClock.now >= deadline {
                throw lost(
                    "the server has not answered within \(options.answerLimit ?? .zero); the connection was given up",
                    nil)
            }
            if ready < 0, errno != EINTR {
                throw PostgresError(kind: .system, message: "poll on the connection failed: error \(errno)")
            }
        }
    }

    /// Rounded up, so that a wait never ends just before its deadline.
    static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = ContinuousClock.now.duration(to: deadline)
        guard left > .zero else { return 0 }
        return Int32(
            clamping: (left.components.seconds &* 1_000) + left.components.attoseconds / 1_000_000_000_000_000 + 1)
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
