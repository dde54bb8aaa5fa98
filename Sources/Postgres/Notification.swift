// SPDX-License-Identifier: Apache-2.0

internal import CLibpq
internal import Glibc

/// A message that some session sent by NOTIFY.
public struct Notification: Sendable, Hashable {
    /// The channel it was sent on.
    public let channel: String
    /// The text sent with it; empty for a bare NOTIFY.
    public let payload: String
    /// The server process that sent it.
    public let sender: Int32
}

/// What ended a wait for notifications.
public enum WaitResult: Sendable, Hashable {
    /// A notification came.
    case notification(Notification)
    /// The time is over.
    case timeout
    /// Another thread woke the waiter by its handle.
    case woken
}

extension Connection {
    /// Waits for a notification on a channel that this connection listens to, for a wake, or for the time to be over.
    ///
    /// A connection that is lost meanwhile is an error of kind `.connectionLost`. What arrived earlier, also during other
    /// statements, is returned at once.
    public mutating func waitForNotification(
        timeout: Duration, wake: WakeHandle? = nil
    ) throws(PostgresError) -> WaitResult {
        guard unsafe raw != nil else { throw Self.disconnected(nil) }
        let limit = ContinuousClock.now + timeout
        while true {
            if let notification = takeNotification() { return .notification(notification) }
            if let wake, wake.clear() { return .woken }
            let left = Self.milliseconds(until: limit)
            let events = unsafe try Self.wait(
                raw, for: Int16(POLLIN), wake: wake, milliseconds: left)
            if events != 0 {
                guard unsafe PQconsumeInput(raw) == 1 else { throw lost(connectionMessage(), nil) }
            } else if left == 0 {
                return .timeout
            }
        }
    }

    /// Takes a notification that has arrived already.
    private func takeNotification() -> Notification? {
        guard let raw = unsafe raw, let notify = unsafe PQnotifies(raw) else { return nil }
        defer { unsafe PQfreemem(notify) }
        return unsafe Notification(
            channel: String(cString: notify.pointee.relname), payload: String(cString: notify.pointee.extra),
            sender: notify.pointee.be_pid)
    }
}
