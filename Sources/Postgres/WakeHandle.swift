// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc

/// Wakes a thread that waits in libpq or in `wait`, from any thread.
///
/// A wake is remembered until somebody takes it; several before that count as one.
public final class WakeHandle: Sendable {
    let descriptor: Int32

    /// Makes a handle (Linux: an eventfd); throws with kind `.system` when no descriptor can be had.
    public init() throws(PostgresError) {
        descriptor = clibpq_make_event()
        guard descriptor >= 0 else {
            throw PostgresError(
                kind: .system, message: "no event descriptor could be made: error \(errno)",
                hint: "Raise the limit of open files (ulimit -n).")
        }
    }

    deinit { close(descriptor) }

    /// Wakes the waiter, or the next one.
    public func wake() {
        var one: UInt64 = 1
        // Fails only when the counter is full, and then the waiter is woken anyway.
        _ = unsafe write(descriptor, &one, 8)
    }

    /// Forgets a wake that nobody has taken; says whether there was one.
    @discardableResult
    public func clear() -> Bool {
        var count: UInt64 = 0
        return unsafe read(descriptor, &count, 8) == 8
    }

    /// Blocks the calling thread until it is woken or the time is over; says whether it was woken.
    ///
    /// Without a limit it waits for ever. Not for the cooperative pool.
    public func wait(timeout: Duration?) -> Bool {
        let deadline = timeout.map { ContinuousClock.now + $0 }
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let ready = unsafe poll(&entry, 1, deadline.map { Connection.milliseconds(until: $0) } ?? -1)
            if ready > 0, clear() { return true }
            if let deadline, ContinuousClock.now >= deadline { return clear() }
        }
    }
}
